// Formulas for paper: KaTeX's drawing alone, with its MathML turned into words for those who listen. Chromium would print
// the hidden MathML into the text of the PDF a second time.

/** Drops the MathML and names each formula by it. */
export function setFormulas(root: Element): void {
  for (const formula of root.querySelectorAll('.katex')) {
    const spoken = formula.querySelector('.katex-mathml');
    if (!spoken) continue;
    const words = spoken.textContent.replace(/\s+/g, ' ').trim();
    spoken.remove();
    formula.querySelector('.katex-html')?.removeAttribute('aria-hidden');
    formula.setAttribute('role', 'img');
    formula.setAttribute('aria-label', words);
  }
}
