// What the shell of a page does in the browser: lights, the drawer with the contents, printing, and marking the section
// that is being read. Knows nothing of figures or exercises.

const root = document.documentElement;
const all = <E extends Element>(selector: string) => [...document.querySelectorAll<E>(selector)];

// ---- lights -------------------------------------------------------------------------------------------------------

const system = matchMedia('(prefers-color-scheme: dark)');
const isDark = () => (root.dataset.theme ? root.dataset.theme === 'dark' : system.matches);

function showLights() {
  for (const lamp of all<HTMLElement>('[data-lights]')) lamp.setAttribute('aria-checked', String(isDark()));
}

function turnLights() {
  root.dataset.theme = isDark() ? 'light' : 'dark';
  try {
    localStorage.setItem('small-nets:lights', root.dataset.theme);
  } catch {
    // Storage is full or forbidden: the choice holds for this page.
  }
  showLights();
}

// ---- contents -----------------------------------------------------------------------------------------------------

const drawer = document.querySelector<HTMLDialogElement>('dialog.drawer');

/** The drawer shows the sidebar's own contents, copied when it is opened for the first time. */
function openDrawer() {
  if (!drawer) return;
  const contents = document.querySelector('.side .toc');
  if (contents && !drawer.querySelector('.toc')) drawer.append(contents.cloneNode(true));
  drawer.showModal();
  const here = drawer.querySelector<HTMLElement>('[aria-current="page"]');
  here?.focus({ preventScroll: true });
  here?.scrollIntoView({ block: 'center' });
}

// ---- where the reader is ------------------------------------------------------------------------------------------

/** Marks the last section whose heading has passed the upper third of the window. */
function markSection() {
  const links = all<HTMLAnchorElement>('.toc .here a');
  const limit = innerHeight / 3;
  const headings = all<HTMLAnchorElement>('.side .toc .here a')
    .map((link) => document.getElementById(decodeURIComponent(link.hash.slice(1))))
    .filter((heading) => heading !== null);
  const current = headings.findLast((heading) => heading.getBoundingClientRect().top < limit);
  for (const link of links) {
    if (current && link.hash === `#${current.id}`) link.setAttribute('aria-current', 'location');
    else link.removeAttribute('aria-current');
  }
}

// ---- wiring -------------------------------------------------------------------------------------------------------

showLights();
system.addEventListener('change', showLights);
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-lights]')) turnLights();
  else if (target?.closest('[data-open-contents]')) openDrawer();
  else if (target?.closest('[data-print]')) print();
  else if (target?.closest('[data-close-contents]')) drawer?.close();
  else if (target && drawer?.open && (target === drawer || drawer.contains(target.closest('a')))) drawer.close();
});

if (document.querySelector('.side .toc .here')) {
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    requestAnimationFrame(() => {
      asked = false;
      markSection();
    });
  };
  addEventListener('scroll', ask, { passive: true });
  addEventListener('resize', ask);
  ask();
}
document.querySelector('.side [aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
