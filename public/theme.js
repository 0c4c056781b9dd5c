// Runs before the first paint: marks that scripts work, and puts back the light the reader chose last.
// Knows nothing of the page; the switch itself is in components/layout/page.ts.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  let chosen = null;
  try {
    chosen = localStorage.getItem('small-nets:lights');
  } catch {
    // Storage is forbidden here: the system's choice stands.
  }
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
})();
