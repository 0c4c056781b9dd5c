/**
 * Initial weights: how large the random numbers are that a layer starts with. An initialiser fills an array for a layer
 * of `inputs` (fan-in) and `outputs` (fan-out); it knows nothing of the layer's shape or activation.
 */
import type { ActivationName } from '../activations.ts';
import type { Random } from '../random.ts';

/** The numbers of inputs to, and outputs of, one layer. */
export interface Fan {
  readonly inputs: number;
  readonly outputs: number;
}

export type Initialiser = (values: Float64Array, fan: Fan, rng: Random) => void;

type Distribution = 'uniform' | 'normal';

/** Fills with numbers of mean 0 and the given variance. */
function draw(values: Float64Array, variance: number, distribution: Distribution, rng: Random): void {
  const deviation = Math.sqrt(variance);
  const bound = Math.sqrt(3 * variance); // uniform on ±bound has the variance bound²/3
  for (let i = 0; i < values.length; i++)
    values[i] = distribution === 'normal' ? rng.normal(0, deviation) : rng.uniform(-bound, bound);
}

/** Variance 2 / (inputs + outputs), which keeps signal and gradient alike through tanh (Glorot & Bengio 2010). */
export const xavier =
  (distribution: Distribution = 'uniform'): Initialiser =>
  (values, { inputs, outputs }, rng) =>
    draw(values, 2 / (inputs + outputs), distribution, rng);

/** Variance 2 / inputs, which makes up for the half that ReLU cuts off (He et al. 2015). */
export const he =
  (distribution: Distribution = 'normal'): Initialiser =>
  (values, { inputs }, rng) =>
    draw(values, 2 / inputs, distribution, rng);

const RAMPS: readonly ActivationName[] = ['relu', 'leakyRelu', 'gelu', 'silu'];

/** What suits an activation: he for the ReLU family, xavier for all others. */
export const usual = (activation: ActivationName): Initialiser => (RAMPS.includes(activation) ? he() : xavier());

/** Normal numbers of a given deviation, whatever the layer: how not to do it, or how to see why. */
export const normal =
  (deviation: number): Initialiser =>
  (values, _fan, rng) =>
    draw(values, deviation * deviation, 'normal', rng);

/** Uniform on ±bound, whatever the layer: what PyTorch's recurrent layers start with, bound 1 / √hidden. */
export const uniform =
  (bound: number): Initialiser =>
  (values, _fan, rng) =>
    draw(values, (bound * bound) / 3, 'uniform', rng);

/** Uniform on ±1 / √inputs: what torch.nn.Linear and Conv2d start with, weights and biases alike. */
export const torchDefault: Initialiser = (values, { inputs }, rng) => draw(values, 1 / (3 * inputs), 'uniform', rng);

/** All the same value. */
export const constant =
  (value: number): Initialiser =>
  (values) => {
    values.fill(value);
  };

/** All zero: right for biases, and for weights the classic mistake. */
export const zeros = constant(0);

/** Normal numbers `factor` times as large as those that keep a signal's size through a linear layer (LeCun et al. 1998). */
const scaled =
  (factor: number): Initialiser =>
  (values, { inputs }, rng) =>
    draw(values, (factor * factor) / inputs, 'normal', rng);

/** Bad on purpose: four times too large, so that every layer pushes its signal towards the ends of tanh, or beyond ∞. */
export const tooLarge = scaled(4);

/** Bad on purpose: four times too small, so that after ten layers a millionth of a signal is left. */
export const tooSmall = scaled(1 / 4);

/** Bad on purpose: all weights 1 / √inputs, so that all neurons of a layer compute, and learn, the same. */
export const allEqual: Initialiser = (values, { inputs }) => {
  values.fill(1 / Math.sqrt(inputs));
};
