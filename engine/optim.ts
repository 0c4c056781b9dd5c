/**
 * Optimisers: how parameters move when their gradients are known. Each works on a stretch of memory inside a program and,
 * through the same kernels, on plain vectors. Hyperparameters are plain properties that may change between steps. They
 * know nothing of losses or networks.
 */
import { accumulate, scale } from './kernels/elementwise.ts';
import type { Memory } from './kernels/memory.ts';
import { power } from './kernels/math.ts';
import * as plain from './kernels/optimizers.ts';

/** The kernels that an update may use. */
export type UpdateKernels = Pick<typeof plain, 'sgd' | 'momentum' | 'rmsprop' | 'adam'>;

/** Where the numbers of one update lie in the memory, and the number of the step, counted from 1. */
export interface Block {
  readonly memory: Memory;
  /** What does the arithmetic: the plain kernels, or faster ones with the same names and arguments. */
  readonly kernels: UpdateKernels;
  readonly size: number;
  readonly parameters: number;
  readonly gradients: number;
  /** Offsets of the running averages; as many as the optimiser's `averages`. */
  readonly averages: readonly number[];
  step: number;
}

/** What an optimiser remembers between steps on a plain vector. */
export interface OptimizerState {
  readonly memory: Float64Array;
  readonly size: number;
  step: number;
}

/**
 * A limit for gradients before each update: all of them as one vector no longer than `norm`, or each from −value to value.
 */
export type Clip = { readonly norm: number } | { readonly value: number };

/** What every optimiser takes besides its own settings. */
export interface CommonOptions {
  /** The learning rate. */
  readonly rate?: number;
  /**
   * λ of the penalty λ/2 · Σ p², whose slope λ p is added to the gradients (L2, PyTorch's `weight_decay`); with adamw the
   * share λ · rate of every parameter that is taken off at each step. 0 unless said otherwise.
   */
  readonly weightDecay?: number;
  /**
   * λ of the penalty λ · Σ |p|: after each update every parameter moves towards 0 by rate · λ, and no further, so that some
   * become exactly 0 (the proximal step of Daubechies et al. 2004). 0 unless said otherwise.
   */
  readonly l1?: number;
  /** Without it gradients are taken as they are. */
  readonly clip?: Clip;
}

export interface Optimizer {
  readonly name: 'sgd' | 'momentum' | 'rmsprop' | 'adam' | 'adamw';
  /** The learning rate. */
  rate: number;
  /** See CommonOptions; may change between steps, as all settings. */
  weightDecay: number;
  l1: number;
  clip: Clip | undefined;
  /** How many running averages it keeps for each parameter. */
  readonly averages: 0 | 1 | 2;
  /** One update in place; the gradients are left clipped and with the slope of an L2 penalty, as they were used. */
  update(block: Block): void;
  /** A fresh state for a vector of `size` parameters. */
  start(size: number): OptimizerState;
  /**
   * One update of a plain vector in place.
   * @throws RangeError when the lengths differ.
   */
  apply(parameters: Float64Array, gradients: ArrayLike<number>, state: OptimizerState): void;
}

/** Settings that are shares of something; all others are sizes. */
const FRACTIONS = ['momentum', 'decay', 'beta1', 'beta2'];

abstract class Base implements Optimizer {
  abstract readonly name: Optimizer['name'];
  abstract readonly averages: 0 | 1 | 2;
  rate: number;
  weightDecay: number;
  l1: number;
  clip: Clip | undefined;

  constructor({ rate = 0.01, weightDecay = 0, l1 = 0, clip }: CommonOptions) {
    this.rate = rate;
    this.weightDecay = weightDecay;
    this.l1 = l1;
    this.clip = clip;
  }

  update(block: Block): void {
    const { memory, size, parameters, gradients } = block;
    const { clip, rate, l1 } = this;
    if (clip !== undefined)
      if ('norm' in clip) plain.clipNorm(memory, size, gradients, clip.norm);
      else plain.clipValue(memory, size, gradients, clip.value);
    if (this.weightDecay !== 0) this.decayWeights(block);
    this.move(block);
    if (l1 !== 0) plain.softThreshold(memory, size, parameters, rate * l1);
  }

  /** Adds the slope of the L2 penalty. */
  protected decayWeights({ memory, size, parameters, gradients }: Block): void {
    accumulate(memory, size, parameters, gradients, this.weightDecay, 1);
  }

  /** The optimiser's own rule. */
  protected abstract move(block: Block): void;

  start(size: number): OptimizerState {
    return { memory: new Float64Array(size * (2 + this.averages)), size, step: 0 };
  }

  apply(parameters: Float64Array, gradients: ArrayLike<number>, state: OptimizerState): void {
    const { memory, size } = state;
    if (parameters.length !== size || gradients.length !== size)
      throw new RangeError(
        `${this.name}: started for ${size} parameters, got ${parameters.length} and ${gradients.length} gradients`,
      );
    memory.set(parameters, 0);
    memory.set(gradients, size);
    state.step += 1;
    this.update({
      memory,
      kernels: plain,
      size,
      parameters: 0,
      gradients: size,
      averages: [2 * size, 3 * size],
      step: state.step,
    });
    parameters.set(memory.subarray(0, size));
  }
}

class Sgd extends Base {
  readonly name = 'sgd';
  readonly averages = 0;

  protected move({ memory, kernels, size, parameters, gradients }: Block): void {
    kernels.sgd(memory, size, parameters, gradients, this.rate);
  }
}

export interface MomentumOptions extends CommonOptions {
  /** What the velocity keeps of itself each step, from 0 to below 1; 0.9 unless said otherwise. */
  readonly momentum?: number;
  /** Whether to look one step ahead. */
  readonly nesterov?: boolean;
}

class Momentum extends Base {
  readonly name = 'momentum';
  readonly averages = 1;
  momentum: number;
  nesterov: boolean;

  constructor({ momentum = 0.9, nesterov = false, ...options }: MomentumOptions) {
    super(options);
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  protected move({ memory, kernels, size, parameters, gradients, averages: [velocity] }: Block): void {
    kernels.momentum(memory, size, parameters, gradients, velocity, this.rate, this.momentum, this.nesterov ? 1 : 0);
  }
}

export interface RmsPropOptions extends CommonOptions {
  /** What the mean square keeps of itself each step, from 0 to below 1; 0.99 unless said otherwise. */
  readonly decay?: number;
  /** Added to the root; 10⁻⁸ unless said otherwise. */
  readonly epsilon?: number;
}

class RmsProp extends Base {
  readonly name = 'rmsprop';
  readonly averages = 1;
  decay: number;
  epsilon: number;

  constructor({ decay = 0.99, epsilon = 1e-8, ...options }: RmsPropOptions) {
    super(options);
    this.decay = decay;
    this.epsilon = epsilon;
  }

  protected move({ memory, kernels, size, parameters, gradients, averages: [square] }: Block): void {
    kernels.rmsprop(memory, size, parameters, gradients, square, this.rate, this.decay, this.epsilon);
  }
}

export interface AdamOptions extends CommonOptions {
  /** What the mean gradient keeps of itself each step, from 0 to below 1; 0.9 unless said otherwise. */
  readonly beta1?: number;
  /** What the mean square keeps of itself each step, from 0 to below 1; 0.999 unless said otherwise. */
  readonly beta2?: number;
  /** Added to the root; 10⁻⁸ unless said otherwise. */
  readonly epsilon?: number;
}

class Adam extends Base {
  readonly name: 'adam' | 'adamw' = 'adam';
  readonly averages = 2;
  beta1: number;
  beta2: number;
  epsilon: number;

  constructor({ rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8, ...options }: AdamOptions) {
    super({ ...options, rate });
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  protected move({ memory, kernels, size, parameters, gradients, averages: [velocity, square], step }: Block): void {
    const { rate, beta1, beta2, epsilon } = this;
    // β to a power above 1024 goes through exp and log, which is exact enough there: the correction is 1 to many digits.
    const correction1 = 1 - power(beta1, step);
    const correction2 = 1 - power(beta2, step);
    kernels.adam(
      memory,
      size,
      parameters,
      gradients,
      velocity,
      square,
      rate,
      beta1,
      beta2,
      epsilon,
      correction1,
      correction2,
    );
  }
}

/** Adam whose weight decay is apart from the gradients (Loshchilov & Hutter 2019). */
class AdamW extends Adam {
  override readonly name = 'adamw';

  protected override decayWeights({ memory, size, parameters }: Block): void {
    scale(memory, size, parameters, parameters, 1 - this.rate * this.weightDecay);
  }
}

/** The optimiser, unless one of its settings is out of its range. */
function checked<O extends Base>(optimizer: O): O {
  const { name, clip } = optimizer;
  for (const [key, value] of Object.entries(optimizer)) {
    if (typeof value !== 'number') continue;
    const fraction = FRACTIONS.includes(key);
    if (!(value >= 0 && value < (fraction ? 1 : Infinity)))
      throw new RangeError(
        `${name}: ${key} must be ${fraction ? 'from 0 to below 1' : 'finite and not negative'}: ${value}`,
      );
  }
  for (const [key, value] of Object.entries(clip ?? {}))
    if (!(value > 0 && value < Infinity))
      throw new RangeError(`${name}: clip.${key} must be positive and finite: ${value}`);
  return optimizer;
}

/** Gradient descent: p −= rate · g. */
export const sgd = (options: CommonOptions = {}): Sgd => checked(new Sgd(options));

/** Gradient descent with a velocity that keeps `momentum` of itself each step; `nesterov` looks one step ahead. */
export const momentum = (options: MomentumOptions = {}): Momentum => checked(new Momentum(options));

/** RMSProp: steps divided by the root of the running mean square of the gradient; `decay` is the mean's memory. */
export const rmsprop = (options: RmsPropOptions = {}): RmsProp => checked(new RmsProp(options));

/** Adam: momentum and RMSProp together, both corrected for starting at zero. */
export const adam = (options: AdamOptions = {}): Adam => checked(new Adam(options));

/** AdamW: Adam that takes rate · weightDecay of every parameter off before each step; 0.01 unless said otherwise. */
export const adamw = ({ weightDecay = 0.01, ...options }: AdamOptions = {}): AdamW =>
  checked(new AdamW({ ...options, weightDecay }));
