// One operation on plain numbers, through graph, plan and replay: its output, and the gradients of Σ weights · output.
import { add, compile, constant, multiply, parameter, sum, type Dtype, type OpName, type Tensor } from '#engine';
import { ops, ruleOf } from '../../engine/ops/index.ts';
import { record } from '../../engine/tensor.ts';

export interface Listed {
  shape: number[];
  values: number[];
}

/**
 * An operation applied; `at(i, j, value)` replaces one number of one input and gives the new weighted sum. `again()` runs it
 * once more after its output, all gradients and its scratch space were made NaN.
 */
export interface Applied {
  shape: number[];
  values: number[];
  gradients: (number[] | null)[];
  again(): Pick<Applied, 'values' | 'gradients'>;
  at(input: number, element: number, value: number): number;
}

/** Records any operation of the registry; that inputs and attributes fit is the caller's to know. */
const recordAny = (op: OpName, inputs: readonly Tensor[], attributes: unknown): Tensor =>
  record(ops[op] as never, inputs as never, attributes as never);

/** @param times how often it is recorded on the same inputs; the weighted sums of all are added */
export function apply(
  op: OpName,
  inputs: readonly Listed[],
  attributes: unknown,
  weights: (size: number) => readonly number[],
  dtype: Dtype = 'float64',
  times = 1,
): Applied {
  const { backward, forward, scratch } = ruleOf(op);
  // What never gets a gradient (labels) is a constant; all else is a parameter, so that it can be nudged.
  const tensors = inputs.map(({ shape, values }, i) =>
    backward[i] === null && backward.length > 1 ? constant(values, shape) : parameter(`input ${i}`, shape, values),
  );
  const outputs = Array.from({ length: times }, () => recordAny(op, tensors, attributes));
  const [output] = outputs;
  const factors = constant([...weights(output.size)], output.shape);
  const loss = outputs.map((each) => sum(multiply(each, factors))).reduce((total, each) => add(total, each));
  const program = compile({ loss, dtype });
  const run = (): Pick<Applied, 'values' | 'gradients'> => {
    program.forward();
    program.backward();
    return {
      values: [...program.value(output)],
      gradients: tensors.map((tensor, i) => (backward[i] === null ? null : [...program.gradient(tensor)])),
    };
  };
  return {
    shape: [...output.shape],
    ...run(),
    again() {
      if (forward !== 'alias') program.value(output).fill(NaN); // another view of the input has no numbers of its own
      if (scratch !== undefined) program.scratch(output).fill(NaN);
      tensors.forEach((tensor, i) => backward[i] === null || program.gradient(tensor).fill(NaN));
      return run();
    },
    at(i, element, value) {
      const view = program.value(tensors[i]);
      const kept = view[element];
      view[element] = value;
      program.forward();
      view[element] = kept;
      return program.loss;
    },
  };
}

/** The largest difference of two lists, relative to their largest size (at least `floor`). */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>, floor = 1): number {
  if (a.length !== b.length) return Infinity;
  let [worst, largest] = [0, floor];
  for (let i = 0; i < a.length; i++) {
    if (Object.is(a[i], b[i])) continue;
    worst = Math.max(worst, Number.isNaN(a[i] - b[i]) ? Infinity : Math.abs(a[i] - b[i]));
    largest = Math.max(largest, Math.abs(a[i]), Math.abs(b[i]));
  }
  return worst / largest;
}
