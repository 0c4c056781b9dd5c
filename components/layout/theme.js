// Before the first paint: scripts work, the light is as the reader left it, and typefaces that an earlier page has brought are asked
// for at once. The switch of the lights, and the first coming of the typefaces, are in page.ts.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  let chosen = null;
  let typefaces = null;
  try {
    chosen = localStorage.getItem('small-nets:lights');
    typefaces = localStorage.getItem('small-nets:typefaces');
  } catch {
    // Storage is forbidden here: the system's choice stands.
  }
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  if (typefaces) document.getElementById('typefaces').media = 'all';
})();
