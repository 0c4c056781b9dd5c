/**
 * Optimisers: how parameters move when their gradients are known. Each works on a stretch of memory inside a program and,
 * through the same kernels, on plain vectors. Hyperparameters are plain properties that may change between steps. They
 * know nothing of losses or networks.
 */
import { kernels } from './kernels/index.ts';
import type { Memory } from './kernels/memory.ts';
import { power } from './kernels/math.ts';

/** The kernels that an update may use. */
export type UpdateKernels = Pick<typeof kernels, 'sgd' | 'momentum' | 'rmsprop' | 'adam'>;

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

export interface Optimizer {
  readonly name: 'sgd' | 'momentum' | 'rmsprop' | 'adam';
  /** The learning rate. */
  rate: number;
  /** How many running averages it keeps for each parameter. */
  readonly averages: 0 | 1 | 2;
  /** One update in place. */
  update(block: Block): void;
  /** A fresh state for a vector of `size` parameters. */
  start(size: number): OptimizerState;
  /**
   * One update of a plain vector in place.
   * @throws RangeError when the lengths differ.
   */
  apply(parameters: Float64Array, gradients: ArrayLike<number>, state: OptimizerState): void;
}

/** Refuses hyperparameters outside their range. */
function check(optimizer: string, hyperparameters: Record<string, number>): void {
  for (const [name, value] of Object.entries(hyperparameters)) {
    const fraction = name !== 'rate' && name !== 'epsilon';
    if (!(value >= 0 && value < (fraction ? 1 : Infinity)))
      throw new RangeError(
        `${optimizer}: ${name} must be ${fraction ? 'from 0 to below 1' : 'finite and not negative'}: ${value}`,
      );
  }
}

abstract class Base implements Optimizer {
  abstract readonly name: Optimizer['name'];
  abstract readonly averages: 0 | 1 | 2;
  rate: number;

  constructor(rate: number) {
    this.rate = rate;
  }

  abstract update(block: Block): void;

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
      kernels,
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

  update({ memory, kernels, size, parameters, gradients }: Block): void {
    kernels.sgd(memory, size, parameters, gradients, this.rate);
  }
}

class Momentum extends Base {
  readonly name = 'momentum';
  readonly averages = 1;
  momentum: number;
  nesterov: boolean;

  constructor(rate: number, momentum: number, nesterov: boolean) {
    super(rate);
    this.momentum = momentum;
    this.nesterov = nesterov;
  }

  update({ memory, kernels, size, parameters, gradients, averages: [velocity] }: Block): void {
    kernels.momentum(memory, size, parameters, gradients, velocity, this.rate, this.momentum, this.nesterov ? 1 : 0);
  }
}

class RmsProp extends Base {
  readonly name = 'rmsprop';
  readonly averages = 1;
  decay: number;
  epsilon: number;

  constructor(rate: number, decay: number, epsilon: number) {
    super(rate);
    this.decay = decay;
    this.epsilon = epsilon;
  }

  update({ memory, kernels, size, parameters, gradients, averages: [square] }: Block): void {
    kernels.rmsprop(memory, size, parameters, gradients, square, this.rate, this.decay, this.epsilon);
  }
}

class Adam extends Base {
  readonly name = 'adam';
  readonly averages = 2;
  beta1: number;
  beta2: number;
  epsilon: number;

  constructor(rate: number, beta1: number, beta2: number, epsilon: number) {
    super(rate);
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.epsilon = epsilon;
  }

  update({ memory, kernels, size, parameters, gradients, averages: [velocity, square], step }: Block): void {
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

/** Gradient descent: p −= rate · g. */
export function sgd({ rate = 0.01 } = {}): Sgd {
  check('sgd', { rate });
  return new Sgd(rate);
}

/** Gradient descent with a velocity that keeps `momentum` of itself each step; `nesterov` looks one step ahead. */
export function momentum({ rate = 0.01, momentum: kept = 0.9, nesterov = false } = {}): Momentum {
  check('momentum', { rate, momentum: kept });
  return new Momentum(rate, kept, nesterov);
}

/** RMSProp: steps divided by the root of the running mean square of the gradient; `decay` is the mean's memory. */
export function rmsprop({ rate = 0.01, decay = 0.99, epsilon = 1e-8 } = {}): RmsProp {
  check('rmsprop', { rate, decay, epsilon });
  return new RmsProp(rate, decay, epsilon);
}

/** Adam: momentum and RMSProp together, both corrected for starting at zero. */
export function adam({ rate = 0.001, beta1 = 0.9, beta2 = 0.999, epsilon = 1e-8 } = {}): Adam {
  check('adam', { rate, beta1, beta2, epsilon });
  return new Adam(rate, beta1, beta2, epsilon);
}
