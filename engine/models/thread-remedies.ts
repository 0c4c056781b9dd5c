// What the remedies against overfitting do to the thread: one step with a penalty on the weights, and its answer while some of
// its hidden neurons are dropped. In double precision, like the thread itself.
import { add, matmul, multiply, sigmoid, tanh } from '../operations.ts';
import { compile } from '../program.ts';
import { constant } from '../tensor.ts';
import { thread, threadGradients, threadProgram } from './thread.ts';

export interface ThreadParameters {
  W: number[]; // [4], row by row
  b: number[]; // [2]
  v: number[]; // [2]
  c: number;
}

/** λ of the penalty, and how it is paid: see `l1` and `weightDecay` of the optimisers. */
export interface ThreadPenalty {
  l1?: number;
  l2?: number;
}

/** The nine parameters after one step of gradient descent with a penalty. */
export function threadPressed(rate: number, { l1 = 0, l2 = 0 }: ThreadPenalty): ThreadParameters {
  const program = threadProgram();
  program.optimizer.rate = rate;
  program.optimizer.l1 = l1;
  program.optimizer.weightDecay = l2;
  program.step();
  const of = (name: string) => [...program.value(name)];
  return { W: of('W'), b: of('b'), v: of('v'), c: of('c')[0] };
}

/** v₁ and v₂ after one step along the slope of loss and L1 penalty together, λ or −λ for every weight. */
export function threadBySlope(rate: number, l1: number): number[] {
  const { v } = threadGradients();
  return thread.v.map((weight, i) => weight - rate * (v[i] + l1 * Math.sign(weight)));
}

/**
 * The output's sum and answer while only some hidden neurons are kept; as dropout at `rate` has it, what the others say is divided
 * by 1 − rate.
 */
export function threadDropped(kept: readonly [boolean, boolean], rate: number): { h: number[]; o: number; p: number } {
  const mask = kept.map((keep) => (keep ? 1 / (1 - rate) : 0));
  const z = add(
    matmul(constant(thread.W.flat(), [2, 2]), constant([...thread.x], [2, 1])),
    constant([...thread.b], [2, 1]),
  );
  const h = multiply(tanh(z), constant(mask, [2, 1]));
  const o = add(matmul(constant([...thread.v], [1, 2]), h), constant([thread.c], [1, 1]));
  const p = sigmoid(o);
  const program = compile({ outputs: [h, o, p], dtype: 'float64' });
  program.forward();
  return { h: [...program.value(h)], o: program.value(o)[0], p: program.value(p)[0] };
}
