// Formulas for paper: KaTeX's drawing alone, with its MathML turned into words for those who listen. Chromium would print
// the hidden MathML into the text of the PDF a second time. An e-reader gets the MathML instead.

/** How formulas are set: as KaTeX draws them, or as MathML for the reader's own machine to draw. */
export type Maths = 'drawn' | 'mathml';

/** Leaves of each formula one of its two forms. */
export function setFormulas(root: Element, maths: Maths): void {
  for (const formula of [...root.querySelectorAll('.katex')]) {
    const spoken = formula.querySelector('.katex-mathml');
    if (!spoken) continue;
    const math = spoken.querySelector('math');
    if (maths === 'mathml' && math) {
      formula.replaceWith(math);
      continue;
    }
    const words = spoken.textContent.replace(/\s+/g, ' ').trim();
    spoken.remove();
    formula.querySelector('.katex-html')?.removeAttribute('aria-hidden');
    formula.setAttribute('role', 'img');
    formula.setAttribute('aria-label', words);
  }
}
