// Turns a text prop (question, label, feedback, hint, definition …) into HTML: `$TeX$`, `**bold**`, `*italic*`, `` `code` ``,
// `\value{name}{digits}` and typographer's quotes. Everything else is escaped. It runs at build only, on the authors' words.
import { fillValues, hasValue, lineClass, renderTex, spoken } from '../markdown/tex.ts';
import { escapeHtml, smartQuotes } from './html.ts';
import { numberOf } from './values.ts';

const parts = /(\$[^$]+\$[,.;:!?)]*|`[^`]+`|\*\*[^*]+\*\*|\*[^*]+\*)/;

/** One line of HTML, without a paragraph around it. */
export function inline(text: string): string {
  return text
    .split(parts)
    .map((part, i) => {
      if (i % 2 === 0) return escapeHtml(smartQuotes(hasValue(part) ? fillValues(part, numberOf, '−') : part));
      if (part.startsWith('$')) return formula(part);
      if (part.startsWith('`')) return `<code>${escapeHtml(part.slice(1, -1))}</code>`;
      if (part.startsWith('**')) return `<b>${inline(part.slice(2, -2))}</b>`;
      return `<i>${inline(part.slice(1, -1))}</i>`;
    })
    .join('');
}

function formula(part: string): string {
  const [, tex, mark] = /^\$([^$]+)\$(.*)$/s.exec(part) ?? ['', '', ''];
  const filled = hasValue(tex) ? fillValues(tex, numberOf, '-') : tex;
  const html = renderTex(filled);
  return mark ? `<span class="${lineClass(filled)}">${html}${escapeHtml(mark)}</span>` : html;
}

/** The same words for an accessible name: TeX stays as written, marks go. */
export const plain = (text: string): string =>
  smartQuotes(hasValue(text) ? fillValues(text, numberOf, '−') : text)
    .replace(/\*\*?|`/g, '')
    .replace(/\$([^$]+)\$/g, (_, tex: string) => spoken(tex));
