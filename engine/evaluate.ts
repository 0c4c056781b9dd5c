/** Short ways to a number for small formulas: compile once, and ask. Long runs use `compile` directly. */
import type { Dtype, Memory } from './kernels/memory.ts';
import { compile } from './program.ts';
import type { Tensor, Values } from './tensor.ts';

/**
 * The numbers of a tensor that depends on no input, in float32 unless said otherwise. Compiles anew at each call.
 * @throws Error when it depends on an input, which only a program can be fed.
 */
export function evaluate(tensor: Tensor, dtype: Dtype = 'float32'): Memory {
  const program = compile({ outputs: [tensor], dtype });
  program.forward();
  return program.value(tensor).slice();
}

/** The loss at one point and its gradient by each variable; the arrays are reused by the next call. */
export interface ValueAndGradient {
  readonly value: number;
  readonly gradients: readonly Memory[];
}

/**
 * Compiles a loss once and returns a function of its variables: `f(w, b)` takes a number or an array for each variable
 * (in the order given), and `f()` keeps the values it has. Double precision unless said otherwise. Neither values nor
 * results are checked, so that a descent may run off to ∞ and be shown doing so.
 * @param variables parameters of the graph
 */
export function valueAndGradient(
  loss: Tensor,
  variables: readonly Tensor[],
  dtype: Dtype = 'float64',
): (...values: Values[]) => ValueAndGradient {
  for (const { source, name } of variables)
    if (source.kind !== 'parameter') throw new RangeError(`valueAndGradient: '${name ?? source.kind}' is no parameter`);
  const program = compile({ loss, dtype });
  const views = variables.map((tensor) => program.value(tensor));
  const gradients = variables.map((tensor) => program.gradient(tensor));
  return (...values) => {
    if (values.length !== 0 && values.length !== views.length)
      throw new RangeError(`valueAndGradient: ${views.length} variables, but ${values.length} values`);
    values.forEach((value, i) => {
      if (typeof value === 'number') views[i].fill(value);
      else views[i].set(value);
    });
    program.forward();
    program.backward();
    return { value: program.loss, gradients };
  };
}
