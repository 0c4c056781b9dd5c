// What three logits cost: softmax, cross-entropy and its slopes, computed in float32 twice, by the formula as it is written
// and with the largest logit taken off first. The first overflows where the second does not. Knows no picture.
import { divide, exp, log, multiply, negate, softmax, softmaxCrossEntropy, subtract, sum } from '../operations.ts';
import { compile } from '../program.ts';
import { input, parameter } from '../tensor.ts';

export interface Cost {
  /** What is summed: the exponentials. */
  powers: number[]; // [3]
  sum: number;
  probabilities: number[]; // [3]
  loss: number;
  /** The slope of the loss by each logit. */
  slopes: number[]; // [3]
}

const CLASSES = 3;

/** −ln of the right class's share of the sum of exponentials, each operation rounded to float32. */
function asWritten() {
  const logits = parameter('logits', [CLASSES], new Float32Array(CLASSES));
  const right = input('right', [CLASSES]);
  const powers = exp(logits).named('powers');
  const total = sum(powers).named('sum');
  const probabilities = divide(powers, total).named('probabilities');
  const loss = negate(log(sum(multiply(probabilities, right))));
  return compile({ loss, outputs: [powers, total, probabilities] });
}

/** The engine's own loss of classification; beside it the exponentials that it sums. */
function largestOffFirst() {
  const logits = parameter('logits', [1, CLASSES], new Float32Array(CLASSES));
  const largest = input('largest', []);
  const powers = exp(subtract(logits, largest)).named('powers');
  const total = sum(powers).named('sum');
  const probabilities = softmax(logits).named('probabilities');
  const loss = softmaxCrossEntropy(logits, input('label', [1]));
  return compile({ loss, outputs: [powers, total, probabilities] });
}

type CostProgram = ReturnType<typeof asWritten>;

function costOf(program: CostProgram, logits: readonly number[]): Cost {
  program.set('logits', [...logits]);
  program.forward();
  program.backward();
  return {
    powers: [...program.value('powers')],
    sum: program.value('sum')[0],
    probabilities: [...program.value('probabilities')],
    loss: program.loss,
    slopes: [...program.gradient('logits')],
  };
}

let programs: { written: CostProgram; stable: CostProgram } | undefined;

/** The cost of three logits when class `right` (0, 1 or 2) is the right one. `written` may hold ∞ and NaN. */
export function softmaxCost(logits: readonly number[], right: number): { written: Cost; stable: Cost } {
  programs ??= { written: asWritten(), stable: largestOffFirst() };
  const { written, stable } = programs;
  written.feed(
    'right',
    logits.map((_, i) => (i === right ? 1 : 0)),
  );
  stable.feed('label', [right]);
  stable.feed('largest', [Math.max(...logits)]);
  return { written: costOf(written, logits), stable: costOf(stable, logits) };
}
