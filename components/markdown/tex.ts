// How the book sets formulas: KaTeX's options, the colour roles as commands, and `\value{name}{digits}`, which puts a
// number that the engine computed into a formula. Used by the plugins and by the components' text props alike.
import katex from 'katex';
import { formatNumber } from '../prose/format.ts';

const texOptions = {
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  macros: {
    '\\hand': '{\\htmlClass{m-hand}{#1}}',
    '\\grad': '{\\htmlClass{m-grad}{#1}}',
    '\\plus': '{\\htmlClass{m-plus}{#1}}',
    '\\minus': '{\\htmlClass{m-minus}{#1}}',
  },
} as const;

/** A copy of the options, because KaTeX writes into `macros`. */
export const freshTexOptions = () => ({ ...texOptions, macros: { ...texOptions.macros } });

/** The colour in which KaTeX shows commands that it does not trust; nothing else in the book has it. */
const distrust = '#bad0c0';

/** The letter or number, and the letter or digit at its foot, of a formula that is nothing more: `w`, `x_1`, `-0.5`. */
export function letterOf(tex: string): { letter: string; foot?: string } | undefined {
  const [, letter, foot] = /^([A-Za-z]|-?\d+(?:\.\d+)?)(?:_([A-Za-z0-9]))?$/.exec(tex.trim()) ?? [];
  return letter === undefined ? undefined : { letter: letter.replace('-', '−'), foot };
}

const slanted = (letter: string) => (/\d/.test(letter) ? letter : `<i class="mathnormal">${letter}</i>`);

/**
 * Sets one formula as HTML with MathML beside it; bad TeX throws, and so does a command that is not trusted. A letter alone,
 * which is read aloud as it stands, is set in the same type without the thirty elements that KaTeX needs for more: a
 * chapter has a hundred of them.
 */
export function renderTex(tex: string): string {
  const lone = letterOf(tex);
  if (lone)
    return `<span class="katex">${slanted(lone.letter)}${lone.foot === undefined ? '' : `<sub>${slanted(lone.foot)}</sub>`}</span>`;
  const options = { ...freshTexOptions(), throwOnError: true, errorColor: distrust, output: 'htmlAndMathml' } as const;
  const html = katex.renderToString(tex, options);
  if (html.includes(distrust)) throw new Error(`a command is not allowed in ${tex}`);
  return html.replace(/<annotation.*?<\/annotation>|<\/?semantics>/gs, '');
}

const valueCommand = /\\value\{([^}]*)\}\{([^}]*)\}/g;

export const hasValue = (text: string): boolean => text.includes('\\value');

/** Replaces every `\value{thread.loss}{4}` by its number; `lookUp` throws on names it does not know. */
export function fillValues(text: string, lookUp: (name: string) => number, minus: '-' | '−'): string {
  const filled = text.replace(valueCommand, (_, name: string, digits: string) => {
    if (!/^\d+$/.test(digits)) throw new Error(`\\value{${name}}{${digits}}: how many digits?`);
    return formatNumber(lookUp(name), { digits: Number(digits), minus, group: minus === '-' ? '{,}' : ',' });
  });
  if (hasValue(filled)) throw new Error('\\value is written \\value{name}{digits}');
  return filled;
}

/**
 * The class that keeps a formula and the stop after it on one line. A short formula stays whole; a long one may break after
 * a sign, as in any line (where a formula may break, a browser may also break before the stop).
 */
export function lineClass(tex: string): string {
  const signs = tex
    .replace(/\\(?:htmlClass\{[^}]*\}|hand|grad|plus|minus|[,;!]|[td]?frac)|[{}\s_^]/g, '')
    .replace(/\\[a-zA-Z]+/g, 'x');
  return signs.length <= 18 ? 'nw' : 'nw long';
}

/** Just enough for short formulas in labels: `w_1` → "w 1", `\eta` → "eta". */
export const spoken = (tex: string): string =>
  tex
    .replace(/\\(?:htmlClass\{[^}]*\}|hand|grad|plus|minus)\b/g, '')
    .replace(/\\([a-zA-Z]+)/g, '$1')
    .replace(/[{}\\]/g, '')
    .replace(/[_]/g, ' ')
    .trim();
