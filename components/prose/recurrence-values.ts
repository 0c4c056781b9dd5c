// The numbers and curves of chapter 13, computed when the book is built or read from its records: a neuron that hears itself, the
// memory game, the maker of names, forecasts of carbon dioxide, and the two translators.
import {
  co2Miss,
  forecastBy,
  co2,
  keepBiases,
  lengthGroups,
  linearCo2,
  memoryBlanks,
  memoryCells,
  memoryParameters,
  nameParameters,
  nameRecord,
  recordedCo2,
  recordedMemory,
  scalar,
  seasonal,
  SYMBOLS,
  thread,
  translatorParameters,
  translatorRecord,
  translators,
  unroll,
  type Co2View,
  type KeepBias,
  type MemoryCell,
  type TranslatorName,
} from '#engine';

const total = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0);

/** States h1, h2, …, sums z1, z2, …, and slopes of the last state by each input. */
function echoed(weights: { w: number; u: number; b: number }, inputs: readonly number[]) {
  const steps = unroll(weights, inputs);
  return {
    x: inputs,
    h: steps.map(({ h }) => h),
    z: steps.map(({ z }) => z),
    slope: steps.map(({ reach }) => reach),
  };
}
const push = [1, 0, 0, 0, 0, 0];
/** The thread's first hidden neuron, its second input replaced by its own last state. */
const threadEcho = { w: thread.W[0][0], u: thread.W[0][1], b: thread.b[0] };
const threadInputs = [thread.x[0], thread.x[1], 0, 1];

/** Of ten runs, how many told every symbol: at1, at5, … at80; and how many symbols in eight were told at 80, in per cent. */
function memory(cell: MemoryCell, bias: KeepBias) {
  const { right } = recordedMemory(cell, bias);
  return {
    parameters: memoryParameters(cell),
    share: (100 * total(right[right.length - 1])) / (SYMBOLS * right[0].length),
    ...Object.fromEntries(
      memoryBlanks.map((blanks, i) => [`at${blanks}`, right[i].filter((told) => told === SYMBOLS).length]),
    ),
  };
}

function names() {
  const ends = nameRecord.held.map((row) => row[row.length - 1]);
  const [one, two, three, four] = nameRecord.counted;
  const ahead = nameRecord.steps.findIndex((_, i) => nameRecord.held.every((row) => row[i] < three));
  return {
    parameters: nameParameters,
    one,
    two,
    three,
    four,
    guess: scalar.log(27) / Math.LN2,
    start: nameRecord.held[0][0],
    low: Math.min(...ends),
    high: Math.max(...ends),
    ahead: nameRecord.steps[ahead],
    updates: nameRecord.steps[nameRecord.steps.length - 1],
  };
}

const missed = (view: Co2View) => ({
  low: Math.min(...recordedCo2(view).miss),
  high: Math.max(...recordedCo2(view).miss),
});

function translated(name: TranslatorName) {
  const { asked, networks } = translatorRecord;
  const { learned, held } = networks[name];
  const share = (group: number) =>
    (100 * total(learned.map((row) => row[group]))) / (learned.length * asked.learned[group]);
  return {
    parameters: translatorParameters(name),
    learned: (100 * total(learned.map(total))) / (learned.length * total(asked.learned)),
    held: (100 * total(held.map(total))) / (held.length * total(asked.held)),
    short: share(0),
    long: share(lengthGroups.length - 1),
  };
}

export const recurrenceValues = {
  'echo.push': () => echoed({ w: 1, u: 0.9, b: 0 }, push),
  'echo.latch': () => echoed({ w: 1, u: 2, b: 0 }, push),
  'echo.silent': () => echoed({ w: 1, u: 2.5, b: 0 }, [0, 0, 0, 0, 0, 0]),
  'echo.thread': () => ({ ...threadEcho, ...echoed(threadEcho, threadInputs) }),
  'echo.pair': () => echoed(threadEcho, threadInputs.slice(0, 2)),
  ...Object.fromEntries(
    memoryCells.flatMap((cell) => keepBiases.map((bias) => [`memory.${cell}-${bias}`, () => memory(cell, bias)])),
  ),
  'memory.gate': () => ({ keep: scalar.power(0.5, 1 / 80), half: 0.5, sixty: scalar.sigmoid(1) }),
  names,
  'co2.rules': () => ({
    same: co2Miss(forecastBy((month) => co2[month - 1])),
    seasonal: co2Miss(forecastBy(seasonal)),
    linear: co2Miss(linearCo2()),
  }),
  'co2.level': () => missed('level'),
  'co2.change': () => missed('change'),
  ...Object.fromEntries(translators.map((name) => [`translate.${name}`, () => translated(name)])),
};

export const recurrenceCurves = {
  'echo.states': () => unroll({ w: 1, u: 0.9, b: 0 }, push).map(({ h }, i) => [i + 1, h] as const),
};
