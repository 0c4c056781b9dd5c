/**
 * Columns of numbers as comma-separated values (RFC 4180): a line of names, a line for each row, CRLF after every line,
 * quotes around what needs them. Knows nothing of what the numbers are.
 */

/** Quotes a text that holds a comma, a quote or a line break; spaces at its ends are safe in quotes, too. */
const field = (text: string): string => (/[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

/**
 * One column for each name, in this order. Numbers are written so that reading gives the same double back; a number that
 * is missing (`undefined`, or beyond the end of a shorter column) is an empty field.
 * @throws RangeError when there are no columns.
 */
export function toCsv(columns: Readonly<Record<string, ArrayLike<number | undefined>>>): string {
  const entries = Object.entries(columns);
  if (entries.length === 0) throw new RangeError('csv: needs at least one column');
  const height = Math.max(...entries.map(([, values]) => values.length));
  const rows = Array.from({ length: height }, (_, row) =>
    entries.map(([, values]) => {
      const value = values[row];
      return value === undefined ? '' : Object.is(value, -0) ? '-0' : String(value);
    }),
  );
  return [entries.map(([name]) => field(name)), ...rows].map((cells) => `${cells.join(',')}\r\n`).join('');
}
