/**
 * What an operation is: one rule, in one file, with everything the engine, the book and the tests need to know of it.
 * A rule speaks of shapes and offsets; it knows neither graphs nor memory nor when it is run.
 */
import type { Call } from '../kernels/index.ts';
import type { Shape } from './shapes.ts';

/** How many tensors an operation takes. */
export type Arity = 1 | 2 | 3;

/** One entry for each input of an operation. */
export type PerInput<N extends Arity, T> = N extends 1
  ? readonly [T]
  : N extends 2
    ? readonly [T, T]
    : readonly [T, T, T];

/** Where a tensor lives in the memory, in elements. */
export interface Place {
  readonly shape: Shape;
  readonly size: number;
  /** Offset of the value. */
  readonly offset: number;
  /** Offset of the gradient of the loss by this tensor; −1 when nobody asked for it. */
  readonly gradient: number;
}

/** An operation put to its place in a plan. */
export interface Site<N extends Arity, A> {
  readonly inputs: PerInput<N, Place>;
  readonly output: Place;
  /** Offset of the rule's own scratch space. */
  readonly scratch: number;
  readonly attributes: A;
}

/** Random values for one input of a test: uniform in low…high, at least `away` from 0, or class labels. */
export interface SampleInput {
  readonly shape: Shape;
  readonly low?: number;
  readonly high?: number;
  readonly away?: number;
  readonly classes?: number;
}

/** An operation with attributes and inputs to test it on. */
export interface Sample<N extends Arity, A> {
  readonly inputs: PerInput<N, SampleInput>;
  readonly attributes: A;
}

/** The attributes of an operation that has none. */
export type None = Readonly<Record<string, never>>;
export const none: None = {};

export interface Rule<N extends Arity, A = None> {
  /** The name under which errors, plans and the registry know it. */
  readonly name: string;
  /** What each input is called in errors. */
  readonly operands: PerInput<N, string>;
  /** The formula in TeX, from the TeX of its inputs. */
  tex(inputs: PerInput<N, string>, attributes: A): string;
  /** The shape of the output; throws a RangeError that names the operation and the shapes when they do not fit. */
  shape(shapes: PerInput<N, Shape>, attributes: A): Shape;
  /** How many elements of scratch space the forward call fills for the backward calls. */
  scratch?(shapes: PerInput<N, Shape>): number;
  /** The call that computes the output, or `alias` when the output is its first input under another shape. */
  readonly forward: 'alias' | ((site: Site<N, A>) => Call);
  /**
   * For each input the call that adds this operation's share to the gradient of that input; `null` when none ever flows
   * there (labels, a step), `alias` when value and gradient share the input's place.
   */
  readonly backward: PerInput<N, null | 'alias' | ((site: Site<N, A>) => Call)>;
  /** Something to test it on; `size` draws a size of an axis. */
  sample(size: () => number): Sample<N, A>;
}
