// Before the first paint: scripts work, and the light is as the reader left it; the switch itself is in page.ts. The typefaces
// are asked for right after that paint, or at once where an earlier page has brought them.
(() => {
  const root = document.documentElement;
  root.classList.add('js');
  let chosen = null;
  let dressed = null;
  try {
    chosen = localStorage.getItem('small-nets:lights');
    dressed = localStorage.getItem('small-nets:typefaces');
    localStorage.setItem('small-nets:typefaces', 'here');
  } catch {
    // Storage is full or forbidden here: the system's choice stands, and every page begins in stand-ins.
  }
  if (chosen === 'dark' || chosen === 'light') root.dataset.theme = chosen;
  const dress = () => (document.getElementById('typefaces').media = 'all');
  if (dressed) dress();
  else requestAnimationFrame(() => setTimeout(dress));
})();
