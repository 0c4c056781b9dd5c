/**
 * The networks' start values and batches. All are seeded, so that every library starts from the same numbers, sees the
 * same data and must find the same losses. It knows no library.
 */
import { PIXELS, recipes, type Lstm, type Model, type NetworkId, type Recipe, type Transformer } from './recipes.ts';

/** A parameter's shape and start values, row by row. */
export interface Start {
  readonly shape: readonly number[];
  readonly values: Float32Array<ArrayBuffer>;
}

/** x: numbers or token ids; y: a number for each example, or a class for each row of the logits. */
export interface Batch {
  readonly x: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
  readonly y: Float32Array<ArrayBuffer> | Int32Array<ArrayBuffer>;
}

/** A network with its start values and the batches that take turns. */
export interface Workload<M extends Model = Model> extends Recipe<M> {
  readonly id: NetworkId;
  readonly parameters: Readonly<Record<string, Start>>;
  readonly batches: readonly Batch[];
}

const BATCHES = 8;

/** A seeded generator of its own (mulberry32), so that the engine's may change without changing the comparison. */
interface Draws {
  /** From 0 to below 1. */
  uniform(): number;
  normal(): number;
  /** A whole number from 0 to below n. */
  integer(n: number): number;
}

function draws(seed: number): Draws {
  let state = seed >>> 0;
  const uniform = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal, integer: (n) => Math.floor(uniform() * n) };
}

const sizeOf = (shape: readonly number[]): number => shape.reduce((product, size) => product * size, 1);

function startValues({ id, model }: { id: NetworkId; model: Model }, rng: Draws): Record<string, Start> {
  const fill = (shape: readonly number[], value = 0): Start => ({
    shape,
    values: new Float32Array(sizeOf(shape)).fill(value),
  });
  const normal = (shape: readonly number[], deviation: number): Start => ({
    shape,
    values: Float32Array.from({ length: sizeOf(shape) }, () => rng.normal() * deviation),
  });
  const start: Record<string, Start> = {};
  switch (model.kind) {
    case 'mlp':
      model.sizes.slice(1).forEach((to, i) => {
        const from = model.sizes[i];
        start[`w${i}`] = normal([from, to], 1 / Math.sqrt(from));
        start[`b${i}`] = fill([to]);
      });
      return start;
    case 'cnn': {
      const [first, second] = model.channels;
      const flat = (PIXELS / 16) * second;
      return {
        c1: normal([5, 5, 1, first], 0.2),
        cb1: fill([first]),
        c2: normal([5, 5, first, second], 0.07),
        cb2: fill([second]),
        w: normal([flat, model.classes], 0.036), // rows by image row, column, channel
        b: fill([model.classes]),
      };
    }
    case 'lstm': {
      const { vocabulary, embedding, hidden } = model;
      return {
        table: normal([vocabulary, embedding], 0.3),
        wx: normal([embedding, 4 * hidden], 0.15),
        wh: normal([hidden, 4 * hidden], 0.08),
        bg: fill([4 * hidden]),
        wo: normal([hidden, vocabulary], 0.08),
        bo: fill([vocabulary]),
      };
    }
    case 'transformer': {
      const { vocabulary, width, layers, length } = model;
      start.table = normal([vocabulary, width], 0.1);
      start.positions = normal([length, width], 0.1);
      for (let layer = 0; layer < layers; layer++) {
        const of = (name: string): string => `${name}${layer}`;
        start[of('outerGain')] = fill([width], 1);
        start[of('outerShift')] = fill([width]);
        start[of('wqkv')] = normal([width, 3 * width], 0.12);
        start[of('bqkv')] = fill([3 * width]);
        start[of('wp')] = normal([width, width], 0.1);
        start[of('bp')] = fill([width]);
        start[of('innerGain')] = fill([width], 1);
        start[of('innerShift')] = fill([width]);
        start[of('wup')] = normal([width, 4 * width], 0.12);
        start[of('bup')] = fill([4 * width]);
        start[of('wdown')] = normal([4 * width, width], 0.06);
        start[of('bdown')] = fill([width]);
      }
      start.lastGain = fill([width], 1);
      start.lastShift = fill([width]);
      start.head = normal([width, vocabulary], 0.1);
      return start;
    }
    default:
      throw new RangeError(`startValues: ${id} is of no known kind`);
  }
}

/** Points of −1 to 1 with a target of their own. */
function pointBatch(rng: Draws, batch: number, inputs: number): Batch {
  const x = Float32Array.from({ length: batch * inputs }, () => rng.uniform() * 2 - 1);
  const y = Float32Array.from({ length: batch }, (_, i) =>
    inputs === 1 ? Math.sin(3 * x[i]) : Math.sign(x[2 * i] * x[2 * i + 1]),
  );
  return { x, y };
}

/** Images from 0 to 1, as sparse as digits are (four fifths are 0), with labels. */
function imageBatch(rng: Draws, batch: number, classes: number): Batch {
  const x = Float32Array.from({ length: batch * PIXELS }, () => (rng.uniform() < 0.8 ? 0 : rng.uniform()));
  return { x, y: Int32Array.from({ length: batch }, () => rng.integer(classes)) };
}

/** Sequences in which the next token mostly follows from the last; y is x one place later. */
function tokenBatch(rng: Draws, batch: number, { kind, length, vocabulary }: Lstm | Transformer): Batch {
  const [x, y] = [new Int32Array(batch * length), new Int32Array(batch * length)];
  for (let i = 0; i < batch; i++) {
    let token = rng.integer(vocabulary);
    for (let t = 0; t < length; t++) {
      const place = kind === 'lstm' ? t * batch + i : i * length + t;
      x[place] = token;
      token = rng.uniform() < 0.7 ? (token * 5 + 3) % vocabulary : rng.integer(vocabulary);
      y[place] = token;
    }
  }
  return { x, y };
}

function drawBatch(rng: Draws, { batch, model }: Recipe): Batch {
  if (model.kind === 'lstm' || model.kind === 'transformer') return tokenBatch(rng, batch, model);
  if (model.kind === 'cnn') return imageBatch(rng, batch, model.classes);
  if (model.loss === 'cross-entropy') return imageBatch(rng, batch, model.sizes[model.sizes.length - 1]);
  return pointBatch(rng, batch, model.sizes[0]);
}

/** The workload of that name, with fresh copies of its start values and batches: the same in every call. */
export function makeWorkload(id: NetworkId): Workload {
  const recipe = recipes[id];
  const rng = draws(1234 + Number(id.slice(1)));
  const parameters = startValues({ id, model: recipe.model }, rng);
  return { id, ...recipe, parameters, batches: Array.from({ length: BATCHES }, () => drawBatch(rng, recipe)) };
}

/** One row for each label, 1 in the label's column and 0 elsewhere: for libraries that learn from nothing else. */
export function oneHot(labels: ArrayLike<number>, classes: number): Float32Array<ArrayBuffer> {
  const rows = new Float32Array(labels.length * classes);
  for (let i = 0; i < labels.length; i++) rows[i * classes + labels[i]] = 1;
  return rows;
}
