/** QR codes as the path of one SVG: for the printed guide, for the site's own codes, and for a reader's print. */
import encodeQR from 'qr';

export interface Code {
  /** Modules along a side, without the quiet zone around it. */
  side: number;
  /** The dark modules; the unit is a module. */
  path: string;
}

/** The code of a text, at the lowest level of correction, for a clean sheet. More than `most` modules a side: undefined. */
export function qrCode(text: string, most: number): Code | undefined {
  const rows = encodeQR(text, 'raw', { ecc: 'low', border: 1 })
    .slice(1, -1)
    .map((row) => row.slice(1, -1));
  if (rows.length > most) return undefined;
  const draw = (row: readonly boolean[], y: number) =>
    row.map((dark, x) => (dark && !row[x - 1] ? `M${x} ${y}h${run(row, x)}v1H${x}z` : '')).join('');
  return { side: rows.length, path: rows.map(draw).join('') };
}

/** How many dark modules stand side by side from `x` on: drawn as one, so that no hair of paper shows between them. */
function run(row: readonly boolean[], x: number): number {
  const end = row.indexOf(false, x);
  return (end < 0 ? row.length : end) - x;
}
