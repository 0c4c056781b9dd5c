// Deals one collection of 200 MNIST digits in every way and number of engine/models/deals.ts, trains ten small networks on
// each deal, and records what they get right: engine/models/deals.json. Run it with `node scripts/deals.ts`; the same seeds
// give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import {
  COLLECTED,
  COPIES,
  dealCards,
  DEALS,
  EACH,
  heldOut,
  keyOf,
  parts,
  ways,
  type Card,
  type Counts,
  type DealRecord,
  type Way,
} from '../engine/models/deals.ts';
import {
  examiner,
  shrink,
  shrinkInto,
  SMALL_PIXELS,
  takeExamples,
  trainedReader,
} from '../engine/models/small-reader.ts';
import { random } from '../engine/random.ts';
import { readDigitSet } from './mnist.ts';

const SEED = 8;
/** The networks that are tried on each deal differ in width and in luck. The first has 16 hidden neurons. */
const widths = [16, 8, 24, 32, 48, 16, 8, 24, 32, 48];
/** How often each network goes through its training cards. */
const EPOCHS = 30;
const BATCH = 32;
const RATE = 0.1;
/** How far each copy is moved, in pixels of the large picture. */
const moves = [
  [0, 0],
  [1, 0],
  [-1, 0],
  [0, 1],
] as const;

const train = readDigitSet('train');
const test = readDigitSet('test');

/** The collection: of each class the same number, drawn by lot, in order of class. */
const collection: number[] = Array.from({ length: 10 }, (_, label) => {
  const members = Array.from(train.labels.keys()).filter((index) => train.labels[index] === label);
  return random(SEED).fork(label).shuffle(members).slice(0, EACH);
}).flat();

const pixels = new Float32Array(COLLECTED * COPIES * SMALL_PIXELS);
collection.forEach((index, digit) =>
  moves.forEach(([dx, dy], copy) => shrinkInto(pixels, digit * COPIES + copy, train, index, dx, dy)),
);
const labels = Uint8Array.from(
  { length: COLLECTED * COPIES },
  (_, card) => train.labels[collection[Math.floor(card / COPIES)]],
);
const all = { count: labels.length, pixels, labels };
const cardsOf = (cards: readonly Card[]) =>
  takeExamples(
    all,
    cards.map(([digit, copy]) => digit * COPIES + copy),
  );
const outside = shrink(
  test,
  Array.from({ length: test.count }, (_, i) => i),
);
const outsideFor = new Map([...new Set(widths)].map((hidden) => [hidden, examiner(outside, hidden, 'fast')]));

/** @param tried how many networks, of which the best on the validation cards is chosen */
export function recordDeal(way: Way, held: number, deal: number, tried = widths.length) {
  const cards = dealCards(way, held, deal);
  const dealt = parts.map((part) => cardsOf(cards[part]));
  const counts = widths.slice(0, tried).map((hidden, i): Counts => {
    const steps = Math.round((EPOCHS * dealt[0].count) / BATCH);
    const recipe = {
      seed: `${way} ${held} ${deal} ${i}`,
      hidden,
      batch: BATCH,
      steps,
      rate: RATE,
      kernels: 'fast' as const,
    };
    const weights = trainedReader(dealt[0], recipe);
    const [training, validation, own] = dealt.map((part) => examiner(part, hidden, 'fast').right(weights));
    return [training, validation, own, outsideFor.get(hidden)?.right(weights) ?? 0];
  });
  return { first: counts[0], chosen: counts.reduce((best, next) => (next[1] > best[1] ? next : best)) };
}

if (import.meta.main) {
  const record: DealRecord = {};
  for (const way of ways)
    for (const held of heldOut) {
      record[keyOf(way, held)] = Array.from({ length: DEALS }, (_, i) => recordDeal(way, held, i + 1));
      console.log(keyOf(way, held), record[keyOf(way, held)].slice(0, 2));
    }
  const file = new URL('../engine/models/deals.json', import.meta.url);
  writeFileSync(file, await format(JSON.stringify(record), { parser: 'json', printWidth: 120 }));
}
