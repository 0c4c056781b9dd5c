// What three logits cost: softmax, cross-entropy and its slopes, computed in 32 bits twice, by the formula as it is written
// and with the largest logit taken off first. The first overflows where the second does not. Knows no picture.
import { softmaxCrossEntropyBackward, softmaxCrossEntropyForward } from '../kernels/losses.ts';
import { exp, log } from '../kernels/math.ts';

export interface Cost {
  /** What is summed: the exponentials. */
  powers: number[];
  sum: number;
  probabilities: number[];
  loss: number;
  /** The slope of the loss by each logit. */
  slopes: number[];
}

/** Rounds to 32 bits, as every result of a network is. */
const float32 = Math.fround;

const powersOf = (logits: readonly number[]): number[] => logits.map((z) => float32(exp(z)));
const sumOf = (powers: readonly number[]): number => powers.reduce((sum, power) => float32(sum + power), 0);

/** −ln of the right class's share of the sum of exponentials, each result rounded. */
function asWritten(logits: readonly number[], right: number): Cost {
  const powers = powersOf(logits);
  const sum = sumOf(powers);
  const probabilities = powers.map((power) => float32(power / sum));
  const slopes = probabilities.map((p, i) => float32(p - (i === right ? 1 : 0)));
  return { powers, sum, probabilities, loss: float32(-log(probabilities[right])), slopes };
}

/** The engine's own kernels of softmax and cross-entropy, and beside them the exponentials that they sum. */
function largestOffFirst(logits: readonly number[], right: number): Cost {
  const n = logits.length;
  const powers = powersOf(logits.map((z) => float32(z - Math.max(...logits))));
  const [label, probabilities, loss, dloss, dlogits] = [n, n + 1, 2 * n + 1, 2 * n + 2, 2 * n + 3];
  const memory = new Float32Array(dlogits + n);
  memory.set(logits);
  memory[label] = right;
  memory[dloss] = 1;
  softmaxCrossEntropyForward(memory, 1, n, 0, label, probabilities, loss);
  softmaxCrossEntropyBackward(memory, 1, n, label, probabilities, dloss, dlogits, 0);
  return {
    powers,
    sum: sumOf(powers),
    probabilities: [...memory.subarray(probabilities, probabilities + n)],
    loss: memory[loss],
    slopes: [...memory.subarray(dlogits, dlogits + n)],
  };
}

/** The cost of some logits when class `right`, counted from 0, is the right one. `written` may hold ∞ and NaN. */
export function softmaxCost(logits: readonly number[], right: number): { written: Cost; stable: Cost } {
  const held = logits.map(float32);
  return { written: asWritten(held, right), stable: largestOffFirst(held, right) };
}
