/** In the gallery, "Try it here" puts the figure's own page in the place of its still, as tall as it needs to be. */
export function openHere(entry: HTMLElement): void {
  const button = entry.querySelector('button');
  button?.addEventListener('click', () => {
    const frame = document.createElement('iframe');
    frame.src = entry.dataset.embed ?? '';
    frame.title = entry.querySelector('h2')?.textContent?.trim() ?? 'Figure';
    frame.className = 'gallery-live';
    frame.addEventListener('load', () => {
      const inside = frame.contentDocument?.body;
      if (!inside) return;
      const fit = () => (frame.style.height = `${inside.scrollHeight}px`);
      new ResizeObserver(fit).observe(inside);
      fit();
    });
    entry.classList.add('live');
    entry.querySelector('.gallery-still')?.replaceWith(frame);
    button.remove();
    frame.focus();
  });
}
