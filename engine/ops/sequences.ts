/**
 * What the rules of recurrent networks share: the shapes of their arrays, time first, and their errors. It knows nothing
 * of what happens at a step.
 */
import type { Place } from './rule.ts';
import { sameShape, show, type Shape } from './shapes.ts';

/** The sizes of gates [steps, batch, count · hidden] and hidden weights [hidden, count · hidden]. */
export interface SequenceSizes {
  readonly steps: number;
  readonly batch: number;
  readonly hidden: number;
  /** steps · batch · hidden: the elements of all hidden states. */
  readonly size: number;
  /** batch · hidden: the elements of one state. */
  readonly state: number;
}

export function sequenceSizes(gates: Place, weights: Place): SequenceSizes {
  const [steps, batch] = gates.shape;
  const hidden = weights.shape[0];
  return { steps, batch, hidden, size: steps * batch * hidden, state: batch * hidden };
}

/**
 * The shape of the hidden states, [steps, batch, hidden].
 * @param count how many gates there are, each `hidden` wide
 * @param states shapes of the initial states, each [batch, hidden]
 * @throws RangeError when the shapes do not fit.
 */
export function sequenceShape(
  op: string,
  count: number,
  gates: Shape,
  weights: Shape,
  states: readonly Shape[],
): Shape {
  const wide = count === 1 ? 'hidden' : `${count} × hidden`;
  const [hidden, columns] = weights;
  if (gates.length !== 3 || weights.length !== 2 || columns !== count * hidden || gates[2] !== columns)
    throw new RangeError(
      `${op}: needs gates [steps, batch, ${wide}] and hidden weights [hidden, ${wide}]: ${show(gates)} and ${show(weights)}`,
    );
  const [steps, batch] = gates;
  for (const state of states)
    if (!sameShape(state, [batch, hidden]))
      throw new RangeError(
        `${op}: an initial state must be [batch, hidden] = [${batch}, ${hidden}], not ${show(state)}`,
      );
  return [steps, batch, hidden];
}
