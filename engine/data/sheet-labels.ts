// Which digits stand on the sheet of pictures of chapter 8, row by row. Written with the sheet by scripts/widths.ts.
import file from './sheet-labels.json' with { type: 'json' };

/** Ten a row: digits that lean right, digits that lean left, sevens, and two rows each of any digits, of 4 or 9, and of 0 or 1. */
export const sheetLabels: readonly (readonly number[])[] = file;
