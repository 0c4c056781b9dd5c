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

/** Marks the last section whose heading has passed the upper third of the window. It never asks where things are: that
    would lay the page out before its first paint. The browser tells which sections begin above the line, also of a page
    that was opened in its middle, because the area watched has no upper end. */
function markSections() {
  const headings = new Map<Element, string>();
  for (const { hash } of all<HTMLAnchorElement>('.side .toc .here a')) {
    const section = document.getElementById(decodeURIComponent(hash.slice(1)))?.closest('section');
    if (section) headings.set(section, hash);
  }
  const passed = new Set<Element>();
  const observer = new IntersectionObserver(
    (entries) => {
      for (const { target, isIntersecting } of entries) passed[isIntersecting ? 'add' : 'delete'](target);
      const current = headings.get([...headings.keys()].findLast((section) => passed.has(section)) ?? root);
      for (const link of all<HTMLAnchorElement>('.toc .here a')) {
        if (link.hash === current) link.setAttribute('aria-current', 'location');
        else link.removeAttribute('aria-current');
      }
    },
    { rootMargin: '10000000px 0px -66.67% 0px' },
  );
  for (const section of headings.keys()) observer.observe(section);
}

// ---- paper --------------------------------------------------------------------------------------------------------

/** What draws the codes of turned figures before each print: it comes once the address tells of one, as `figure.knob=value`. */
const codes = async () => location.search.includes('.') && import('../figure/scan.ts');

/** The address is written a moment after a knob has come to rest. */
let settling: ReturnType<typeof setTimeout> | undefined;
document.addEventListener('figure:change', () => {
  clearTimeout(settling);
  settling = setTimeout(() => void codes(), 1000);
});

// ---- wiring -------------------------------------------------------------------------------------------------------

showLights();
system.addEventListener('change', showLights);
document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest('[data-lights]')) turnLights();
  else if (target?.closest('[data-open-contents]')) openDrawer();
  else if (target?.closest('[data-print]')) void codes().then(() => print());
  else if (target?.closest('[data-close-contents]')) drawer?.close();
  else if (target && drawer?.open && (target === drawer || drawer.contains(target.closest('a')))) drawer.close();
});

markSections();
// Where the page is laid out anyway, just before it is painted.
requestAnimationFrame(() => {
  document.querySelector('.side [aria-current="page"]')?.scrollIntoView({ block: 'nearest' });
});
