// Trains the networks of chapter 12 with this engine, from seeds, and records what the book keeps of them: the run that
// readers repeat, how well it goes with other seeds, and how each network reads digits that were slid aside. Writes
// engine/models/{cnn,shift}-record.json, cnn-mistakes.json and net-samples.json beside them, and two files in public/models/. `node
// scripts/digit-nets.ts`; the same seeds give the same files.
import '../engine/worker/fast.ts';
import { readFileSync, writeFileSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { mostLikely } from '../engine/data/classes.ts';
import { digitPixels, PIXELS, unpackDigits, type DigitSet } from '../engine/data/digit-set.ts';
import { packNibbles } from '../engine/data/nibbles.ts';
import { packPicture } from '../engine/data/picture.ts';
import { writeSafetensors } from '../engine/export/safetensors.ts';
import type { CnnMistakesFile } from '../engine/models/cnn-mistakes.ts';
import type { CnnRecordFile } from '../engine/models/cnn-record.ts';
import { netNames, type NetName } from '../engine/models/digit-net-sizes.ts';
import { netTensors, readNetWeights } from '../engine/models/digit-net-files.ts';
import { netReader, type NetWeights } from '../engine/models/digit-nets.ts';
import type { NetSampleFile } from '../engine/models/net-samples.ts';
import type { ShiftRecordFile } from '../engine/models/shift-record.ts';
import { slid, slides, slidSet } from '../engine/models/slide.ts';
import { cnnRecipe, netExam, trainNet, type NetRecipe } from '../engine/models/train-digit-net.ts';
import { readDigitSet } from './mnist.ts';

export const seeds = [1, 2, 3, 4, 5] as const;
const at = (path: string) => new URL(`../${path}`, import.meta.url);
const packed = (name: string) => unpackDigits(new Uint8Array(gunzipSync(readFileSync(at(`public/data/${name}.bin`)))));

/** What each network learns from, and how. Only `wide` gets all 60,000 digits: with 10,000 it would not keep up. */
export const lessons: Record<NetName, { digits: 'pack' | 'all'; recipe: Omit<NetRecipe, 'seed'> }> = {
  flat: { digits: 'pack', recipe: cnnRecipe },
  pooled: { digits: 'pack', recipe: { ...cnnRecipe, steps: 1200, rate: 0.006 } },
  lean: { digits: 'pack', recipe: { ...cnnRecipe, steps: 1600 } },
  wide: { digits: 'all', recipe: { ...cnnRecipe, batch: 60, steps: 8000, rate: 0.002 } },
};

const sets: { pack?: DigitSet; all?: DigitSet; heldOut?: DigitSet } = {};
/** Digits to learn from, and the 2,000 that are held out from all. */
export const learning = (name: NetName): DigitSet =>
  lessons[name].digits === 'all' ? (sets.all ??= readDigitSet('train')) : (sets.pack ??= packed('mnist-train-10k'));
export const heldOut = (): DigitSet => (sets.heldOut ??= packed('mnist-test-2k'));

const copyOf = (weights: NetWeights): NetWeights =>
  Object.fromEntries(Object.entries(weights).map(([name, values]) => [name, values.slice()]));

/** The weights after `steps` updates (all of them unless told). */
export function trained(name: NetName, seed: number, steps = lessons[name].recipe.steps): NetWeights {
  for (const state of trainNet(name, learning(name), { ...lessons[name].recipe, seed }))
    if (state.step === steps) return copyOf(state.weights);
  throw new Error(`${name}: the recipe has no step ${steps}`);
}

/** Losses of the first four minibatches, with the first seed. */
export function firstLossesOf(name: NetName): number[] {
  const losses: number[] = [];
  for (const { loss } of trainNet(name, learning(name), { ...lessons[name].recipe, seed: seeds[0] })) {
    if (loss !== null) losses.push(loss);
    if (losses.length === 4) break;
  }
  return losses;
}

/** Held-out digits that a network reads rightly at each slide. */
export function rightBySlide(name: NetName, weights: NetWeights, by: readonly number[] = slides): number[] {
  const exam = netExam(name, 'fast');
  return by.map((pixels) => exam(slidSet(heldOut(), pixels), weights).right);
}

const base64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const imageOf = (digit: number) =>
  base64(
    packNibbles(
      heldOut()
        .levels.subarray(digit * PIXELS, (digit + 1) * PIXELS)
        .map((level) => level * 17),
    ),
  );
/** Amounts from 0 to their largest, in sixteen levels. */
const inLevels = (values: Float32Array) => {
  const most = Math.max(...values);
  return base64(packNibbles(values.map((value) => (255 * value) / most)));
};
const rounded = (value: number, digits = 4) => Number(value.toPrecision(digits));

const writeJson = (path: string, content: unknown) => writeFileSync(at(path), `${JSON.stringify(content)}\n`);

/** The first filters of a network, and what its layers make of a digit, small enough to come with a page. */
export function seenBy(weights: NetWeights, digit: number): Pick<CnnRecordFile, 'filters' | 'reading'> {
  const reader = netReader('flat', 1, 'fast');
  reader.load(weights);
  const most = Math.max(...weights['first.weights'].map(Math.abs));
  const probabilities = [...reader.read(digitPixels(heldOut(), digit))].map((p) => rounded(p));
  return {
    filters: [...weights['first.weights']].map((value) => Math.round((100 * value) / most)),
    reading: {
      probabilities,
      maps: inLevels(reader.value('firstPool.h')),
      tops: inLevels(reader.value('secondPool.h')),
    },
  };
}

/** The run of the first seed as readers see it, move by move, and how the other seeds end. */
function recordRun(weights: Map<number, NetWeights>, sample: number): CnnRecordFile {
  const exam = netExam('flat', 'fast');
  const right: [number, number][] = [];
  for (const state of trainNet('flat', learning('flat'), { ...cnnRecipe, seed: seeds[0] }))
    if (state.step % 40 === 0) right.push([state.step, exam(heldOut(), state.weights).right]);
  const own = weights.get(seeds[0]) as NetWeights;
  return {
    of: heldOut().count,
    seeds: seeds.map((seed) => [seed, exam(heldOut(), weights.get(seed) as NetWeights).right]),
    right,
    confusion: [...exam(heldOut(), own).confusion],
    ...seenBy(own, sample),
  };
}

/** The eight mistakes of which a network is surest. */
const recordMistakes = (weights: NetWeights): CnnMistakesFile =>
  netExam('flat', 'fast')(heldOut(), weights)
    .mistakes.slice(0, 8)
    .map(({ digit, answer, sure }) => ({
      label: heldOut().labels[digit],
      answer,
      sure: rounded(sure),
      picture: packPicture(
        heldOut()
          .levels.subarray(digit * PIXELS, (digit + 1) * PIXELS)
          .map((level) => level * 17),
      ),
    }));

/** Of five classes the first held-out digit that every network reads rightly and surely where it lies. */
function chooseSamples(readers: readonly NetWeights[]): number[] {
  const ready = netNames.map((name, i) => {
    const reader = netReader(name, 1, 'fast');
    reader.load(readers[i]);
    return reader;
  });
  return [5, 3, 2, 4, 7].map((label) =>
    Array.from(heldOut().labels.keys()).findIndex(
      (digit) =>
        heldOut().labels[digit] === label &&
        ready.every((reader) => reader.read(digitPixels(heldOut(), digit))[label] > 0.9),
    ),
  );
}

if (import.meta.main) {
  const all = {} as Record<NetName, Map<number, NetWeights>>;
  const right = {} as Record<NetName, number[][]>;
  for (const name of netNames) {
    all[name] = new Map(seeds.map((seed) => [seed, trained(name, seed)]));
    right[name] = seeds.map((seed) => rightBySlide(name, all[name].get(seed) as NetWeights));
    console.log(name, right[name].map((row) => row.map((n) => (n / 20).toFixed(1)).join(' ')).join('\n     '));
  }
  const first = (name: NetName) => all[name].get(seeds[0]) as NetWeights;
  const about = { card: 'content/cards/digit-nets.mdx' };
  writeFileSync(at('public/models/cnn.safetensors'), writeSafetensors(netTensors('flat', first('flat')), 'F32', about));
  const others = netNames.filter((name) => name !== 'flat');
  const file = writeSafetensors(
    Object.assign({}, ...others.map((name) => netTensors(name, first(name), `${name}.`))),
    'F16',
    about,
  );
  writeFileSync(at('public/models/shift.safetensors'), file);
  const stored = netNames.map((name) => (name === 'flat' ? first(name) : readNetWeights(name, file, `${name}.`)));
  const samples = chooseSamples(stored);
  writeJson('engine/models/cnn-record.json', recordRun(all.flat, samples[0]));
  writeJson('engine/models/cnn-mistakes.json', recordMistakes(first('flat')));
  const chosen: NetSampleFile = samples.map((digit) => ({ label: heldOut().labels[digit], image: imageOf(digit) }));
  writeJson('engine/models/net-samples.json', chosen);
  const shift: ShiftRecordFile = {
    of: heldOut().count,
    right,
    losses: Object.fromEntries(netNames.map((name) => [name, firstLossesOf(name)])) as Record<NetName, number[]>,
    answers: samples.map((digit) =>
      netNames.map((name, i) => {
        const reader = netReader(name, 1);
        reader.load(stored[i]);
        return slides.map((by) => {
          const p = reader.read(slid(digitPixels(heldOut(), digit), by));
          const best = mostLikely(p);
          return [best, rounded(p[best], 3)];
        });
      }),
    ),
  };
  writeJson('engine/models/shift-record.json', shift);
}
