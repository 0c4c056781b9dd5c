/** The registry: every operation by its name. A new one is a file beside this and a line here. */
import { absolute } from './absolute.ts';
import { add } from './add.ts';
import { affine } from './affine.ts';
import { attention } from './attention.ts';
import { averagePool } from './averagePool.ts';
import { batchNorm } from './batchNorm.ts';
import { conv2d } from './conv2d.ts';
import { cos } from './cos.ts';
import { divide } from './divide.ts';
import { dropout } from './dropout.ts';
import { embedding } from './embedding.ts';
import { exp } from './exp.ts';
import { gelu } from './gelu.ts';
import { gru } from './gru.ts';
import { index } from './indexing.ts';
import { layerNorm } from './layerNorm.ts';
import { leakyRelu } from './leakyRelu.ts';
import { log } from './log.ts';
import { logSoftmax } from './logSoftmax.ts';
import { lstm } from './lstm.ts';
import { matmul } from './matmul.ts';
import { maxPool } from './maxPool.ts';
import { mean } from './mean.ts';
import { meanSquaredError } from './meanSquaredError.ts';
import { multiply } from './multiply.ts';
import { negate } from './negate.ts';
import { power } from './power.ts';
import { relu } from './relu.ts';
import { repeat } from './repeat.ts';
import { reshape } from './reshape.ts';
import { rnn } from './rnn.ts';
import { sigmoid } from './sigmoid.ts';
import { sigmoidCrossEntropy } from './sigmoidCrossEntropy.ts';
import { silu } from './silu.ts';
import { sin } from './sin.ts';
import { softmax } from './softmax.ts';
import { softmaxCrossEntropy } from './softmaxCrossEntropy.ts';
import { step } from './step.ts';
import { subtract } from './subtract.ts';
import { sum } from './sum.ts';
import { tanh } from './tanh.ts';
import { transpose } from './transpose.ts';
import type { Call } from '../kernels/index.ts';
import type { Place, Rule, SampleInput } from './rule.ts';
import type { Shape } from './shapes.ts';

export const ops = {
  absolute,
  add,
  affine,
  attention,
  averagePool,
  batchNorm,
  conv2d,
  cos,
  divide,
  dropout,
  embedding,
  exp,
  gelu,
  gru,
  index,
  layerNorm,
  leakyRelu,
  log,
  logSoftmax,
  lstm,
  matmul,
  maxPool,
  mean,
  meanSquaredError,
  multiply,
  negate,
  power,
  relu,
  repeat,
  reshape,
  rnn,
  sigmoid,
  sigmoidCrossEntropy,
  silu,
  sin,
  softmax,
  softmaxCrossEntropy,
  step,
  subtract,
  sum,
  tanh,
  transpose,
};

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
