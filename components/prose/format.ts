// How the book writes numbers, in text, formulas and props alike. It does not know where they come from.

export interface NumberFormat {
  /** Digits after the point; without it, as many as the number needs (at most 6). */
  digits?: number;
  /** A plus before positive numbers. */
  sign?: boolean;
  minus?: '-' | '−';
  /** Between thousands, from 10,000 on. */
  group?: string;
}

/** `formatNumber(-0.60123, { digits: 4 })` is `−0.6012`; nothing is ever `−0.0000`. */
export function formatNumber(
  value: number,
  { digits, sign = false, minus = '−', group = ',' }: NumberFormat = {},
): string {
  if (Number.isNaN(value)) return 'not a number';
  if (!Number.isFinite(value)) return value > 0 ? '∞' : `${minus}∞`;
  const size = digits === undefined ? String(Number(Math.abs(value).toFixed(6))) : Math.abs(value).toFixed(digits);
  const isZero = Number(size) === 0;
  const [whole, fraction] = size.split('.');
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(\d{3})+$)/g, group) : whole;
  const lead = isZero ? '' : value < 0 ? minus : sign ? '+' : '';
  return lead + grouped + (fraction ? `.${fraction}` : '');
}

/** `1,234.5`, as the British write it; `0,5` and `12,34` are decimals as others write them. */
const thousands = /^[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d*)?$/;
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Reads what a reader types: `−0.5`, `1,5`, `1/4`, `25 %`, `1e-3`; undefined when it is no finite number. */
export function parseNumber(text: string): number | undefined {
  const plain = text.replace(/\s/g, '').replace(/[−–]/g, '-');
  const percent = plain.endsWith('%');
  const parts = (percent ? plain.slice(0, -1) : plain)
    .split('/')
    .map((part) => (thousands.test(part) ? part.replaceAll(',', '') : part.replace(',', '.')));
  if (parts.length > 2 || !parts.every((part) => decimal.test(part))) return undefined;
  const value = Number(parts[0]) / Number(parts[1] ?? 1) / (percent ? 100 : 1);
  return Number.isFinite(value) ? value : undefined;
}
