/**
 * Reads a pasted table: two features and a label a row. Delimiter and header are found; a mistake is told with its line and its
 * value, and nothing of what was there before is lost.
 */
import { PLANAR_EDGE, type OwnPoints } from '#engine';
import { MOST_CLASSES, MOST_ROWS } from './own-note.ts';
import { classWords } from './palette.ts';

export type Reading =
  { own: OwnPoints; rows: number; header?: readonly string[]; columns: readonly Span[] } | { error: string };

/** What lay where, before it was laid into the square. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const DELIMITERS = ['\t', ';', ',', '|'] as const;
const NUMERAL = /^[+-]?(\d+([.,]\d*)?|[.,]\d+)(e[+-]?\d+)?$/i;

/** A cell as a number, or NaN. A decimal comma counts where the comma does not divide. */
function numberOf(cell: string, delimiter: string): number {
  const plain = cell.replace('−', '-');
  if (!NUMERAL.test(plain) || (delimiter === ',' && plain.includes(','))) return NaN;
  return Number(plain.replace(',', '.'));
}

/** The cells of a line; quotes may hold a delimiter. */
function cellsOf(line: string, delimiter: string | undefined): string[] {
  if (delimiter === undefined) return line.trim().split(/\s+/);
  const cells: string[] = [];
  let [cell, isQuoted] = ['', false];
  for (const character of line) {
    if (character === '"') isQuoted = !isQuoted;
    else if (character === delimiter && !isQuoted) {
      cells.push(cell.trim());
      cell = '';
    } else cell += character;
  }
  return [...cells, cell.trim()];
}

/** What divides most of the first lines into two numbers and something more; else into three; white space where nothing does. */
function delimiterOf(lines: readonly string[]): string | undefined {
  const head = lines.slice(0, 20);
  const score = (delimiter: string | undefined): number =>
    head.reduce((sum, line) => {
      const cells = cellsOf(line, delimiter);
      if (cells.length !== 3) return sum;
      return sum + (cells.slice(0, 2).some((cell) => Number.isNaN(numberOf(cell, delimiter ?? ' '))) ? 1 : 100);
    }, 0);
  return [...DELIMITERS, undefined].reduce((best, each) => (score(each) > score(best) ? each : best), undefined);
}

const shown = (text: string): string => (text.length > 30 ? `${text.slice(0, 30)}…` : text);

/** Values laid into the square, with a little room at the edges; values that are all the same lie in the middle. */
function intoSquare(values: readonly number[]): { laid: Float32Array; span: Span } {
  const [from, to] = values.reduce(([low, high], v) => [Math.min(low, v), Math.max(high, v)], [Infinity, -Infinity]);
  const reach = 0.9 * PLANAR_EDGE;
  const laid = Float32Array.from(values, (v) => (to > from ? ((v - from) / (to - from)) * 2 * reach - reach : 0));
  return { laid, span: { from, to } };
}

/** Classes by name, or values laid between −1 and 1 where numbers take more values than there are marks. */
function targetsOf(
  labels: readonly string[],
  numbers: readonly number[],
): Pick<OwnPoints, 'classes' | 'names' | 'target'> | string {
  const names = [...new Set(labels)].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }));
  if (names.length <= MOST_CLASSES) {
    const place = new Map(names.map((name, i) => [name, i]));
    return { classes: names.length, names, target: Float32Array.from(labels, (label) => place.get(label) ?? 0) };
  }
  if (numbers.some(Number.isNaN))
    return `There are ${names.length} labels; at most ${MOST_CLASSES} can be told apart here.`;
  const { laid } = intoSquare(numbers);
  return { classes: 0, names: [], target: laid.map((value) => value / (0.9 * PLANAR_EDGE)) };
}

/** @returns the points, or a sentence about the first thing that is wrong */
export function readTable(text: string): Reading {
  const lines = text.split(/\r\n|\r|\n/);
  const filled = lines.map((line, i) => ({ line, number: i + 1 })).filter(({ line }) => line.trim() !== '');
  if (filled.length === 0) return { error: 'There is nothing to read: paste rows of two numbers and a label.' };
  const tooMany = (rows: number) => ({
    error: `There are ${rows} rows; at most ${MOST_ROWS.toLocaleString('en')} can be read. Nothing was changed.`,
  });
  if (filled.length > MOST_ROWS + 1) return tooMany(filled.length);
  const delimiter = delimiterOf(filled.map(({ line }) => line));
  const rows = filled.map(({ line, number }) => ({ number, cells: cellsOf(line, delimiter) }));
  const isHeader = rows[0].cells
    .slice(0, 2)
    .every((cell) => Number.isNaN(numberOf(cell, delimiter ?? ' ')) && cell !== '');
  const header = isHeader && rows[0].cells.length === 3 ? rows[0].cells : undefined;
  const body = header ? rows.slice(1) : rows;
  if (body.length < 2)
    return { error: `There ${body.length === 1 ? 'is one row' : 'are no rows'} of data; two or more are needed.` };
  if (body.length > MOST_ROWS) return tooMany(body.length);
  const columns: [number[], number[], number[]] = [[], [], []];
  const labels: string[] = [];
  for (const { number, cells } of body) {
    if (cells.length !== 3)
      return {
        error: `Line ${number} has ${cells.length} ${cells.length === 1 ? 'value' : 'values'} instead of 3: “${shown(cells.join(' '))}”.`,
      };
    for (const column of [0, 1]) {
      const value = numberOf(cells[column], delimiter ?? ' ');
      if (!Number.isFinite(value))
        return {
          error: `Line ${number}: “${shown(cells[column])}” is not a number; the first two columns must be numbers.`,
        };
      columns[column].push(value);
    }
    if (cells[2] === '') return { error: `Line ${number} has no label.` };
    labels.push(shown(cells[2]));
    columns[2].push(numberOf(cells[2], delimiter ?? ' '));
  }
  const targets = targetsOf(labels, columns[2]);
  if (typeof targets === 'string') return { error: targets };
  if (targets.classes === 1)
    return { error: `All rows have the label “${targets.names[0]}”: there is nothing to tell apart.` };
  const [x, y] = [intoSquare(columns[0]), intoSquare(columns[1])];
  return {
    own: { ...targets, x: x.laid, y: y.laid },
    rows: body.length,
    columns: [x.span, y.span],
    ...(header ? { header } : {}),
  };
}

/** Nothing yet: what drawing by hand begins with. */
export const noPoints: OwnPoints = {
  classes: 2,
  names: classWords.slice(0, 2),
  x: new Float32Array(),
  y: new Float32Array(),
  target: new Float32Array(),
};

/** One point more. */
export function withPoint(own: OwnPoints, x: number, y: number, target: number): OwnPoints {
  const longer = (list: Float32Array, value: number) => Float32Array.from([...list, value]);
  const within = (value: number) => Math.max(-PLANAR_EDGE, Math.min(PLANAR_EDGE, value));
  return { ...own, x: longer(own.x, within(x)), y: longer(own.y, within(y)), target: longer(own.target, target) };
}

/** Without its last point. */
export const withoutLast = (own: OwnPoints): OwnPoints => ({
  ...own,
  x: own.x.slice(0, -1),
  y: own.y.slice(0, -1),
  target: own.target.slice(0, -1),
});
