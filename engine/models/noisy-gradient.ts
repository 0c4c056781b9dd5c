// A neuron with two weights and no bias tells 256 real ones and sevens apart: its loss is a landscape over exactly two
// weights, so the map is all of it and no slice. Gives the gradient of every digit, of the whole set and of the batches
// into which a shuffle deals the set. Knows nothing of steps or pictures.
import { compile } from '../program.ts';
import { add, matmul, multiply, reshape, sigmoidCrossEntropy } from '../operations.ts';
import { random } from '../random.ts';
import { constant, input, parameter } from '../tensor.ts';
import { onesAndSevens } from './ones-and-sevens.ts';
import type { Place } from './landscapes.ts';

export const DIGITS = onesAndSevens.length;
/** Halvings of 256: every one deals the set without a rest. */
export const batchSizes: readonly number[] = [1, 2, 4, 8, 16, 32, 64, 128, 256];

/** Mean loss and its gradient over as many digits as are fed. */
function batchProgram(size: number) {
  const x = input('x', [size, 2]);
  const w = parameter('w', [2, 1], [0, 0]);
  const loss = sigmoidCrossEntropy(reshape(matmul(x, w), [size]), input('targets', [size]));
  const program = compile({ loss, dtype: 'float64' });
  return { program, weights: program.value('w'), gradient: program.gradient('w') };
}

const programs = new Map<number, ReturnType<typeof batchProgram>>();

/** The mean gradient of some digits at a place; compiled once for each number of digits. */
function gradientOf(digits: readonly number[], [w1, w2]: Place): Place {
  const known = programs.get(digits.length) ?? batchProgram(digits.length);
  programs.set(digits.length, known);
  const { program, weights, gradient } = known;
  program.feed(
    'x',
    digits.flatMap((i) => [...onesAndSevens[i].inputs]),
  );
  program.feed(
    'targets',
    digits.map((i) => onesAndSevens[i].target),
  );
  weights[0] = w1;
  weights[1] = w2;
  program.forward();
  program.backward();
  return [gradient[0], gradient[1]];
}

/**
 * All digits at once, each with a pair of weights of its own: the gradient by pair i is then that of digit i alone,
 * divided by the number of digits.
 */
function eachDigit() {
  const column = (entry: 0 | 1) => constant(onesAndSevens.map(({ inputs }) => inputs[entry]));
  const [w1, w2] = [parameter('w1', [DIGITS], zeros()), parameter('w2', [DIGITS], zeros())];
  const sums = add(multiply(column(0), w1), multiply(column(1), w2));
  const loss = sigmoidCrossEntropy(sums, constant(onesAndSevens.map(({ target }) => target)));
  return compile({ loss, dtype: 'float64' });
}
const zeros = () => new Float64Array(DIGITS);

const each = eachDigit();
const everyDigit = onesAndSevens.map((_, i) => i);

/** The gradient of `meanLoss`. */
export const fullGradient = (place: Place): Place => gradientOf(everyDigit, place);

/** The loss of all digits alone, without a backward pass: for maps. */
function lossProgram() {
  const w = input('w', [2, 1]);
  const x = constant(
    onesAndSevens.flatMap(({ inputs }) => [...inputs]),
    [DIGITS, 2],
  );
  const sums = reshape(matmul(x, w), [DIGITS]);
  const loss = sigmoidCrossEntropy(sums, constant(onesAndSevens.map(({ target }) => target)));
  return { loss, program: compile({ outputs: [loss], dtype: 'float64' }) };
}
const whole = lossProgram();

/** Mean loss over the 256 digits. */
export function meanLoss(place: Place): number {
  whole.program.feed('w', place);
  whole.program.forward();
  return whole.program.value(whole.loss)[0];
}

/** The gradient of each digit's own loss. */
export function digitGradients([w1, w2]: Place): Place[] {
  each.value('w1').fill(w1);
  each.value('w2').fill(w2);
  each.forward();
  each.backward();
  const [g1, g2] = [each.gradient('w1'), each.gradient('w2')];
  return Array.from({ length: DIGITS }, (_, i): Place => [g1[i] * DIGITS, g2[i] * DIGITS]);
}

const meanOf = (gradients: readonly Place[]): Place => [
  gradients.reduce((sum, [g]) => sum + g, 0) / gradients.length,
  gradients.reduce((sum, [, g]) => sum + g, 0) / gradients.length,
];

/** The batches of one pass: a shuffle of the 256 digits, dealt out `size` at a time. */
function deal(size: number, seed: number, pass = 0): number[][] {
  const order = [...random(seed).fork(`pass ${pass}`).permutation(DIGITS)];
  return Array.from({ length: DIGITS / size }, (_, batch) => order.slice(batch * size, (batch + 1) * size));
}

/** The mean gradient of every batch of one pass. */
export function batchGradients(gradients: readonly Place[], size: number, seed: number, pass = 0): Place[] {
  return deal(size, seed, pass).map((batch) => meanOf(batch.map((i) => gradients[i])));
}

/** Root mean square distance of arrows from a centre. */
export const spreadAround = (arrows: readonly Place[], [cx, cy]: Place): number =>
  Math.sqrt(arrows.reduce((sum, [x, y]) => sum + (x - cx) * (x - cx) + (y - cy) * (y - cy), 0) / arrows.length);

/**
 * What theory expects of the spread: σ/√B, times √((N − B)/(N − 1)) because a batch is dealt from N digits without
 * putting any back (Cochran 1977, Theorem 2.2).
 */
export const expectedSpread = (single: number, size: number): number =>
  (single / Math.sqrt(size)) * Math.sqrt((DIGITS - size) / (DIGITS - 1));

/** Root mean square spread over many passes, for one batch size. */
export function measuredSpread(gradients: readonly Place[], size: number, seed: number, passes: number): number {
  const centre = meanOf(gradients);
  let squares = 0;
  for (let pass = 0; pass < passes; pass++) {
    const spread = spreadAround(batchGradients(gradients, size, seed, pass), centre);
    squares += spread * spread;
  }
  return Math.sqrt(squares / passes);
}

/** One pass over the digits by gradient descent on batches: places from the start on, one a step. */
export function onePass(start: Place, size: number, rate: number, seed: number): Place[] {
  const path: Place[] = [start];
  for (const batch of deal(size, seed)) {
    const [x, y] = path[path.length - 1];
    const [gx, gy] = gradientOf(batch, [x, y]);
    path.push([x - rate * gx, y - rate * gy]);
  }
  return path;
}
