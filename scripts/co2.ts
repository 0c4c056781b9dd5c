// Packs the monthly series of carbon dioxide from the package vega-datasets into engine/data/co2.json: small enough to come with the
// figure. Run it with `node scripts/co2.ts`; a test compares the file with the package. The card is content/cards/co2.mdx.
import { readFileSync, writeFileSync } from 'node:fs';
import { format } from 'prettier';

const source = '../node_modules/vega-datasets/data/co2-concentration.csv';

/** Parts per million from the first month to the last; null where the table has no line. */
export function readCo2(): (number | null)[] {
  const table = readFileSync(new URL(source, import.meta.url), 'utf8');
  const lines = table.trim().split('\n').slice(1);
  const measured = new Map(
    lines.map((line) => {
      const [date, ppm] = line.split(',');
      return [Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7)), Number(ppm)] as const;
    }),
  );
  const [first, last] = [Math.min(...measured.keys()), Math.max(...measured.keys())];
  return Array.from({ length: last - first + 1 }, (_, i) => measured.get(first + i) ?? null);
}

if (import.meta.main) {
  const path = new URL('../engine/data/co2.json', import.meta.url);
  writeFileSync(path, await format(JSON.stringify({ ppm: readCo2() }), { parser: 'json', printWidth: 120 }));
}
