/**
 * The registry: every operation by its name, for tests, exports and types. A page that imports it has all of them to
 * carry; graphs hold their rules themselves.
 */
import * as ops from './rules.ts';
import type { Call } from '../kernels/call.ts';
import type { Place, Rule, SampleInput } from './rule.ts';
import type { Shape } from './shapes.ts';

export { ops };

export type OpName = keyof typeof ops;

/** What an operation takes besides tensors. */
export type AttributesOf<Op extends OpName> = (typeof ops)[Op] extends Rule<infer _, infer A> ? A : never;

/** How many tensors an operation takes. */
export type ArityOf<Op extends OpName> = (typeof ops)[Op] extends Rule<infer N, infer _> ? N : never;

/** A rule seen without its own arity and attributes, as the planner handles all of them alike. */
export interface AnyRule {
  readonly name: string;
  readonly operands: readonly string[];
  tex(inputs: readonly string[], attributes: unknown): string;
  shape(shapes: readonly Shape[], attributes: unknown): Shape;
  scratch?(shapes: readonly Shape[], attributes: unknown): number;
  readonly forward: 'alias' | ((site: AnySite) => Call);
  readonly backward: readonly (null | 'alias' | ((site: AnySite & { readonly keep: 0 | 1 }) => Call))[];
  readonly forgets?: 'inputs' | 'output' | 'both';
  readonly inPlace?: true;
  readonly backwardShared?: (site: AnySite) => Call;
  sample(size: () => number): AnySample;
}

export interface AnySite {
  readonly inputs: readonly Place[];
  readonly output: Place;
  readonly scratch: number;
  readonly control: number;
  readonly attributes: unknown;
}

export interface AnySample {
  readonly inputs: readonly SampleInput[];
  readonly attributes: unknown;
}

/**
 * The rule of an operation. That a node's inputs and attributes are those its rule expects was checked when it was
 * recorded, so the types may be forgotten here.
 */
export const ruleOf = (op: OpName): AnyRule => ops[op] as unknown as AnyRule;
