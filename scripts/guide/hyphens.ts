// Soft hyphens in running text, by the British patterns: without a display Chromium has no dictionary of its own.
import patterns from 'hyphen/en-gb/index.js';

/** Where words are never broken: formulas, code, drawings, addresses, names, headings, what is set in capitals or small. */
const WHOLE =
  '.katex, svg, code, pre, h1, h2, h3, .kind, .cite, [translate=no], a.url, .leaders, .print-params, .picks';

const known = new Map<string, string>();

/** Hyphenates what is read line by line: paragraphs, list items, notes, definitions. */
export function hyphenate(root: Element): void {
  for (const block of root.querySelectorAll('p, li, dd, .note, .body')) {
    if (block.closest(WHOLE)) continue;
    for (const node of textsOf(block)) node.data = node.data.replace(/\p{L}{7,}/gu, broken);
  }
}

function broken(word: string): string {
  if (/^\p{Lu}/u.test(word)) return word;
  let parts = known.get(word);
  if (parts === undefined) {
    parts = patterns.hyphenateSync(word, { minWordLength: 7 });
    // Two letters before a hyphen and three after it, as British compositors do.
    parts = parts.replace(/^(\p{L})\u00ad/u, '$1').replace(/\u00ad(\p{L}{1,2})$/u, '$1');
    known.set(word, parts);
  }
  return parts;
}

/** The block's own texts, without those of a block within it or of what is kept whole. */
function textsOf(block: Element): Text[] {
  const found: Text[] = [];
  const visit = (node: Node) => {
    for (const child of node.childNodes) {
      if (child.nodeType === 3) found.push(child as Text);
      else if (child.nodeType === 1 && !(child as Element).matches(`p, li, dd, .note, .body, ${WHOLE}`)) visit(child);
    }
  };
  visit(block);
  return found;
}
