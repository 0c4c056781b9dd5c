// The two sizes of paper, in millimetres: text 116 + gap 6 + margin column 46 on both; the rest is for binding and hands.
import type { PaperSize } from './options.ts';

export interface Sheet {
  width: number;
  height: number;
  top: number;
  bottom: number;
  /** At the spine, and at the edge. */
  inner: number;
  outer: number;
}

const COLUMN = { text: 116, gap: 6, margin: 46 };
const all = COLUMN.text + COLUMN.gap + COLUMN.margin;

const sheet = (width: number, height: number, inner: number): Sheet => ({
  width,
  height,
  top: 25,
  bottom: 22,
  inner,
  outer: width - all - inner,
});

export const sheets: Record<PaperSize, Sheet> = { a4: sheet(210, 297, 24), letter: sheet(215.9, 279.4, 27) };

export const pageRule = ({ width, height, top, bottom, inner, outer }: Sheet): string =>
  `@page { size: ${width}mm ${height}mm; margin: ${top}mm ${outer}mm ${bottom}mm ${inner}mm; }
   @page :left { margin-left: ${outer}mm; margin-right: ${inner}mm; }`;
