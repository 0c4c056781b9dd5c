/** Numbers as the book prints them: a true minus, a fixed number of decimals. For sentences and labels. */

/** `fixed(-0.5, 2)` → "−0.50". Never "−0.00". */
export function fixed(value: number, digits = 2): string {
  const text = value.toFixed(digits);
  return (Number(text) === 0 ? text.replace('-', '') : text).replace('-', '−');
}

/** With its sign always: "+0.50", "−0.50", "0.00". */
export const signed = (value: number, digits = 2): string =>
  (Number(value.toFixed(digits)) > 0 ? '+' : '') + fixed(value, digits);

/** Two or three figures that matter: "0.0123", "1.2", "340", "1.2 × 10⁷". */
export function significant(value: number, figures = 3): string {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-4)) {
    const [mantissa, exponent] = value.toExponential(figures - 1).split('e');
    const raised = [...String(Number(exponent))].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
    return `${mantissa.replace('-', '−')} × 10${raised}`;
  }
  const rounded = Number(value.toPrecision(figures));
  return fixed(rounded, Math.max(0, Math.min(8, figures - 1 - Math.floor(Math.log10(Math.abs(rounded) || 1)))));
}

/** A whole number, with commas from 10,000 on, as in the text. */
export const grouped = (n: number): string => (n < 1e4 ? `${n}` : n.toLocaleString('en'));

/** "1 step", "2 steps", "12,000 steps". */
export const count = (n: number, one: string, many = `${one}s`): string => `${grouped(n)} ${n === 1 ? one : many}`;
