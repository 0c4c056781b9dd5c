// Links that set a figure: the address takes the new state, the live figures hear of it, and the figure is brought into view.
// The page is not loaded again; Back undoes it. Links to other pages are left alone.

export function setFiguresByLinks(): void {
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a[data-show]') : null;
    if (!(link instanceof HTMLAnchorElement) || event.button || event.ctrlKey || event.metaKey || event.shiftKey)
      return;
    const figure = link.dataset.show ?? '';
    const target = document.getElementById(figure);
    const asked = new URL(link.href);
    if (!target || asked.pathname !== location.pathname) return;
    event.preventDefault();
    history.pushState(null, '', merged(asked, figure));
    dispatchEvent(new CustomEvent('figures:url'));
    bringIntoView(target);
  });
}

/** The present address with this figure's part replaced by the link's. */
function merged(asked: URL, figure: string): URL {
  const address = new URL(location.href);
  for (const key of [...address.searchParams.keys()])
    if (key === 'v' || key.startsWith(`${figure}.`)) address.searchParams.delete(key);
  for (const [key, value] of asked.searchParams) address.searchParams.set(key, value);
  address.search = address.search.replaceAll('%2C', ',');
  address.hash = figure;
  return address;
}

function bringIntoView(target: HTMLElement): void {
  const { top, bottom } = target.getBoundingClientRect();
  if (top >= 0 && bottom <= innerHeight) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  target.scrollIntoView({ behavior: isCalm ? 'auto' : 'smooth', block: 'start' });
}
