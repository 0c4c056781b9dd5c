/**
 * What an operation is: one rule, in one file, with everything the engine, the book and the tests need to know of it.
 * A rule speaks of shapes and offsets; it knows neither graphs nor memory nor when it is run.
 */
import type { Call } from '../kernels/call.ts';
import type { Shape } from './shapes.ts';

/** How many tensors an operation takes. */
export type Arity = 1 | 2 | 3 | 4 | 5;

/** One entry for each input of an operation. */
export type PerInput<N extends Arity, T> = {
  1: readonly [T];
  2: readonly [T, T];
  3: readonly [T, T, T];
  4: readonly [T, T, T, T];
  5: readonly [T, T, T, T, T];
}[N];

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
  /**
   * Offset of two numbers for operations that behave differently in training: 1 in training mode and 0 in evaluation
   * mode, then the count of updates made so far.
   */
  readonly control: number;
  readonly attributes: A;
}

/** The same on the way back. */
export interface SiteBack<N extends Arity, A> extends Site<N, A> {
  /** 1 when the gradient to be written holds a share already, which must stay; 0 when it is to be overwritten. */
  readonly keep: 0 | 1;
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
  /** How many elements of scratch space the forward call fills for the backward calls and for `program.scratch`. */
  scratch?(shapes: PerInput<N, Shape>, attributes: A): number;
  /** The call that computes the output, or `alias` when the output is its first input under another shape. */
  readonly forward: 'alias' | ((site: Site<N, A>) => Call);
  /**
   * For each input the call that writes or adds this operation's share to the gradient of that input; `null` when none
   * ever flows there (labels, a step), `alias` when value and gradient share the input's place.
   */
  readonly backward: PerInput<N, null | 'alias' | ((site: SiteBack<N, A>) => Call)>;
  /** What no way back ever reads: the inputs' values, the output's value, or both. A planner may then reuse their place. */
  readonly forgets?: 'inputs' | 'output' | 'both';
  /** The kernels of this one-input operation work element by element, so output and input may be the same place. */
  readonly inPlace?: true;
  /**
   * Work that several ways back have in common, done once before them, into scratch. No way back may count on another
   * one: each is left out when nobody needs its gradient.
   */
  readonly backwardShared?: (site: Site<N, A>) => Call;
  /** Something to test it on; `size` draws a size of an axis. */
  sample(size: () => number): Sample<N, A>;
}
