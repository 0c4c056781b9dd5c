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

const RAISED = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const LOWERED = '₀₁₂₃₄₅₆₇₈₉';

/** Digits and signs that are small by themselves stand in no face of the book: they become ordinary ones, set small. */
export function setSmallDigits(root: Element): void {
  const visit = (node: Node): void => {
    for (const child of [...node.childNodes]) {
      if (child.nodeType === 1 && (child as Element).localName !== 'style') visit(child);
      if (child.nodeType !== 3 || !/[⁰⁴-⁹⁻₀-₉]/.test(child.textContent ?? '')) continue;
      const parts = (child.textContent ?? '').split(/([⁰¹²³⁴-⁹⁻]+|[₀-₉]+)/).filter(Boolean);
      (child as ChildNode).replaceWith(...parts.map((part) => small(part, child.parentNode as Element)));
    }
  };
  visit(root);
}

function small(part: string, parent: Element): Node | string {
  const isRaised = /^[⁰¹²³⁴-⁹⁻]/.test(part);
  if (!isRaised && !/^[₀-₉]/.test(part)) return part;
  const plain = [...part]
    .map((sign) => (sign === '⁻' ? '−' : String((isRaised ? RAISED : LOWERED).indexOf(sign))))
    .join('');
  const made = parent.ownerDocument.createElement(parent.closest('svg') ? 'tspan' : isRaised ? 'sup' : 'sub');
  if (parent.closest('svg')) {
    made.setAttribute('baseline-shift', isRaised ? 'super' : 'sub');
    made.setAttribute('font-size', '70%');
  }
  made.textContent = plain;
  return made;
}
