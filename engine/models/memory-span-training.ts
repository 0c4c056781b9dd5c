// Plays the game of memory-span.ts: all eight sequences at every update, Adam, gradients no longer than 1. Reads how many symbols
// are told rightly, what the gates keep, and how far back the gradient reaches.
import { log } from '../kernels/math.ts';
import { dense, gru, lstm, rnn } from '../nn/index.ts';
import { index, softmaxCrossEntropy } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random, type Random } from '../random.ts';
import { input, type Tensor } from '../tensor.ts';
import { mostLikely } from '../data/classes.ts';
import {
  INPUTS,
  MEMORY_EVERY,
  MEMORY_RATE,
  MEMORY_STEPS,
  memoryWidths,
  SYMBOLS,
  type MemoryReading,
  type MemorySetting,
} from './memory-span.ts';

/** Where the gate that keeps stands among a cell's gates: an LSTM's f in i, f, g, o; a GRU's z in r, z, n. */
const KEEP = 1;
const counts = { lstm: 4, gru: 3 } as const;

/** Biases of all gates: those of the one that keeps as the setting says, the others zero. */
function startBiases({ cell, bias, blanks }: MemorySetting, values: Float64Array, luck: Random): void {
  values.fill(0);
  if (cell === 'rnn') return;
  const width = memoryWidths[cell];
  for (let unit = 0; unit < width; unit++) {
    const chrono = log(luck.uniform(1, Math.max(2, blanks)));
    const keep = { zero: 0, one: 1, chrono }[bias];
    values[KEEP * width + unit] = keep;
    // What is kept for long is let in seldom.
    if (cell === 'lstm' && bias === 'chrono') values[unit] = -keep;
  }
}

function makeCell(setting: MemorySetting, luck: Random) {
  const { cell } = setting;
  const width = memoryWidths[cell];
  const biasInitialiser = (values: Float64Array) => startBiases(setting, values, luck.fork('bias'));
  const layer = { rnn, lstm, gru }[cell](INPUTS, width, { name: 'cell', biasInitialiser });
  layer.initialise(luck.fork('cell'));
  if (layer.kind === 'gru') {
    // A GRU's second bias stands beside the first for r and z: one of the two is enough.
    const { source } = layer.byRole.hiddenBias;
    if (source.kind === 'parameter') source.values.fill(0);
  }
  return layer;
}

/** The eight sequences: [steps, symbol, inputs], time first. */
function sequences(steps: number): Float32Array {
  const x = new Float32Array(steps * SYMBOLS * INPUTS);
  for (let symbol = 0; symbol < SYMBOLS; symbol++) {
    x[symbol * INPUTS + symbol] = 1;
    for (let step = 1; step < steps; step++) x[(step * SYMBOLS + symbol) * INPUTS + SYMBOLS] = 1;
  }
  return x;
}

/** Lengths of the rows of a matrix, the last row's being 1; nothing where even that is lost. */
function lengths(values: ArrayLike<number>, rows: number): Float32Array {
  const columns = values.length / rows;
  const all = Float32Array.from({ length: rows }, (_, row) => {
    let sum = 0;
    for (let i = 0; i < columns; i++) sum += values[row * columns + i] * values[row * columns + i];
    return Math.sqrt(sum);
  });
  const last = all[rows - 1];
  return last > 0 ? all.map((length) => length / last) : all.fill(0);
}

/** The reading before training, and one after every ten updates. */
export function* playMemory(setting: MemorySetting): Generator<MemoryReading, void, void> {
  const { cell, blanks, seed } = setting;
  const [steps, width] = [blanks + 1, memoryWidths[cell]];
  const luck = random(seed);
  const layer = makeCell(setting, luck);
  const end = dense(width, SYMBOLS, { name: 'end' });
  end.initialise(luck.fork('end'));

  const x = input('x', [steps, SYMBOLS, INPUTS]);
  const states = layer.forward(x);
  const logits: Tensor = end.forward(index(states, blanks)).named('logits');
  const loss = softmaxCrossEntropy(logits, input('labels', [SYMBOLS]));
  const optimizer = adam({ rate: MEMORY_RATE, clip: { norm: 1 } });
  const program = compile({ loss, outputs: [logits], optimizer, kernels: 'fast' });
  program.feed(x, sequences(steps));
  program.feed(
    'labels',
    Float32Array.from({ length: SYMBOLS }, (_, i) => i),
  );

  const keep = (): Float32Array => {
    if (cell === 'rnn') return new Float32Array(0);
    const gates = program.scratch(states); // begins with the gates after their activation [steps, symbol, gates · width]
    const columns = counts[cell] * width;
    return Float32Array.from({ length: width }, (_, unit) => {
      let sum = 0;
      for (let row = SYMBOLS; row < steps * SYMBOLS; row++) sum += gates[row * columns + KEEP * width + unit];
      return sum / (blanks * SYMBOLS);
    });
  };
  const read = (step: number): MemoryReading => {
    const answers = program.value(logits);
    let right = 0;
    for (let symbol = 0; symbol < SYMBOLS; symbol++)
      if (mostLikely(answers.subarray(symbol * SYMBOLS, (symbol + 1) * SYMBOLS)) === symbol) right++;
    return { step, loss: program.loss, right, keep: keep(), reach: lengths(program.gradient('cell.gates'), steps) };
  };
  for (let step = 0; step <= MEMORY_STEPS; step++) {
    program.forward();
    program.backward();
    if (step % MEMORY_EVERY === 0) yield read(step);
    program.update();
  }
}
