// The code beside a printed figure. One so dense that a phone could not read it from paper is refused by name.
import { qrCode } from '../../components/figure/qr.ts';

/** Modules along a side of the densest code that is still read at `QR_SIDE`: version 6. */
const MOST = 41;

/** Millimetres along a side on paper, without the quiet zone of four modules around it. */
export const QR_SIDE = 21;

/** An SVG of the code; `what` names the figure in an error, and tells those who do not see it what they would scan. */
export function qrDrawing(text: string, what: string): string {
  const code = qrCode(text, MOST);
  if (!code) throw new Error(`${what}: its QR code would be too dense for paper, at ${text.length} letters: ${text}`);
  const { side, path } = code;
  return `<svg class="qr" viewBox="0 0 ${side} ${side}" role="img" aria-label="QR code: ${what}"><path d="${path}"/></svg>`;
}
