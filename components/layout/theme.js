// Before the first paint: scripts work, and the light is as the reader left it. The switch itself is in page.ts.
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
