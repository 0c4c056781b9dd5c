// Curves as CSV: what is written is read back by a reader of RFC 4180, whatever the names and numbers.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { toCsv } from '../../../engine/export/csv.ts';

/** RFC 4180: records end with CRLF; fields in quotes may hold commas, line breaks, and quotes written twice. */
function readCsv(text: string): string[][] {
  const records: string[][] = [];
  let record: string[] = [];
  for (let at = 0; at < text.length;) {
    const found = /^(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/.exec(text.slice(at));
    if (found === null) throw new Error(`not CSV at ${at}: ${text.slice(at, at + 20)}`);
    record.push(found[1] === undefined ? found[2] : found[1].replaceAll('""', '"'));
    if (found[3] !== ',') {
      records.push(record);
      record = [];
    }
    at += found[0].length;
  }
  return records;
}

describe('CSV', () => {
  test('is a line of names and a line for each row', () => {
    expect(toCsv({ step: [1, 2], 'loss, mean': Float32Array.of(0.5, 0.25) })).toBe(
      'step,"loss, mean"\r\n1,0.5\r\n2,0.25\r\n',
    );
  });

  test('leaves missing numbers empty, and says NaN and Infinity by name', () => {
    expect(toCsv({ a: [1, -0], b: [NaN, undefined, -Infinity] })).toBe('a,b\r\n1,NaN\r\n-0,\r\n,-Infinity\r\n');
  });

  test('needs a column', () => {
    expect(() => toCsv({})).toThrow('csv: needs at least one column');
  });

  test('any names and numbers are read back', () => {
    const names = fc.uniqueArray(fc.string({ unit: fc.constantFrom(...'a ",\r\n;é') }), { minLength: 2, maxLength: 5 });
    const numbers = fc.array(fc.double(), { maxLength: 5 });
    fc.assert(
      fc.property(names, fc.infiniteStream(numbers), (titles, lists) => {
        const columns = titles.map((title) => [title, lists.next().value as number[]] as const);
        const [head, ...rows] = readCsv(toCsv(Object.fromEntries(columns)));
        expect(head).toEqual(titles);
        columns.forEach(([, values], i) => {
          const cells = rows.map((row) => row[i]).filter((cell) => cell !== '');
          expect(cells.map(Number)).toEqual(values);
        });
      }),
    );
  });
});
