/**
 * A tensor is a node of a graph: the operation that makes it, the tensors it is made from, a shape, and perhaps a name.
 * Recording a node computes nothing; numbers appear only when a program is compiled from the graph.
 */
import type { AnyRule, OpName } from './ops/index.ts';
import type { Arity, PerInput, Rule } from './ops/rule.ts';
import { checkShape, show, sizeOf, type Shape } from './ops/shapes.ts';

/** Where a tensor's numbers come from. */
export type Source =
  | { readonly kind: 'input' }
  | { readonly kind: 'parameter'; values: Float64Array }
  | { readonly kind: 'state'; readonly values: Float64Array }
  | { readonly kind: 'constant'; readonly values: Float64Array }
  | {
      readonly kind: 'op';
      readonly op: OpName;
      readonly rule: AnyRule;
      readonly inputs: readonly Tensor[];
      readonly attributes: unknown;
    };

let recorded = 0;

export class Tensor {
  /** Recorded later means larger: inputs always come before what is made from them. */
  readonly id: number;
  readonly shape: Shape;
  readonly source: Source;
  /** The name under which a program can be asked for it. */
  name: string | undefined;

  constructor(source: Source, shape: Shape, name?: string) {
    this.id = recorded++;
    this.source = source;
    this.shape = shape;
    this.name = name;
  }

  /** Gives it a name and returns it: `tanh(z).named('h')`. */
  named(name: string): this {
    this.name = name;
    return this;
  }

  /** The number of elements. */
  get size(): number {
    return sizeOf(this.shape);
  }

  /** Refuses to be a number or a string: while a graph is recorded there are no values that code could depend on. */
  [Symbol.toPrimitive](): never {
    throw new TypeError(
      `tensor '${this.name ?? this.source.kind}' ${show(this.shape)} was used as a plain value, but a graph is recorded ` +
        `before there are any: compute with operations, or read program.value(…) after a run`,
    );
  }
}

/** A tensor, or a plain number that is taken as a constant. */
export type Operand = Tensor | number;

/** Numbers for a tensor, row by row; a single number stands for a tensor of one element. */
export type Values = ArrayLike<number> | number;

/**
 * Checked numbers for a tensor.
 * @throws RangeError when there are too few or too many, or one is not finite.
 */
export function checkedValues(who: string, shape: Shape, values: Values): ArrayLike<number> {
  const list = typeof values === 'number' ? [values] : values;
  if (list.length !== sizeOf(shape))
    throw new RangeError(`${who}: ${show(shape)} needs ${sizeOf(shape)} values, not ${list.length}`);
  for (let i = 0; i < list.length; i++)
    if (!Number.isFinite(list[i])) throw new RangeError(`${who}: value ${i} is ${String(list[i])}`);
  return list;
}

/** A place for data of the given shape, fed before a run under its name. */
export function input(name: string, shape: Shape): Tensor {
  checkShape(`input '${name}'`, shape);
  return new Tensor({ kind: 'input' }, [...shape], name);
}

/** Trainable numbers with their initial values: what an optimiser updates. */
export function parameter(name: string, shape: Shape, values: Values): Tensor {
  const who = `parameter '${name}'`;
  checkShape(who, shape);
  return new Tensor(
    { kind: 'parameter', values: Float64Array.from(checkedValues(who, shape, values)) },
    [...shape],
    name,
  );
}

/** Numbers that operations themselves keep up to date (running statistics): no gradient, no optimiser, but in snapshots. */
export function state(name: string, shape: Shape, values: Values): Tensor {
  const who = `state '${name}'`;
  checkShape(who, shape);
  return new Tensor({ kind: 'state', values: Float64Array.from(checkedValues(who, shape, values)) }, [...shape], name);
}

/** Numbers that never change. Without a shape: one number, or a vector as long as the list. */
export function constant(values: Values, shape: Shape = typeof values === 'number' ? [] : [values.length]): Tensor {
  checkShape('constant', shape);
  return new Tensor({ kind: 'constant', values: Float64Array.from(checkedValues('constant', shape, values)) }, [
    ...shape,
  ]);
}

/** The tensor itself, or the number as a constant. */
export const asTensor = (operand: Operand): Tensor => (typeof operand === 'number' ? constant(operand) : operand);

/** Records an operation on tensors; its shape rule runs at once. */
export function record<N extends Arity, A>(of: Rule<N, A>, inputs: PerInput<N, Tensor>, attributes: A): Tensor {
  // That inputs and attributes are those the rule expects is checked here, so the types may be forgotten.
  const rule = of as unknown as AnyRule;
  const list: readonly Tensor[] = inputs;
  const shapes = list.map((tensor) => tensor.shape);
  return new Tensor(
    { kind: 'op', op: rule.name as OpName, rule, inputs: list, attributes },
    rule.shape(shapes, attributes),
  );
}
