/**
 * The activation functions in one table: plain value and slope for drawing, range and TeX. The numbers are those that the
 * kernels compute. As operations on tensors they stand in nn/activate.ts, apart, so that what only draws does without those.
 */
import {
  gelu as geluValue,
  geluSlope,
  leakyRelu as leakyReluValue,
  leakyReluSlope,
  relu as reluValue,
  reluSlope,
  sigmoidSlope,
  silu as siluValue,
  siluSlope,
  step as stepValue,
  stepSlope,
  tanhSlope,
} from './kernels/activations.ts';
import { sigmoid as sigmoidValue, tanh as tanhValue } from './kernels/math.ts';

export type ActivationName = 'linear' | 'sigmoid' | 'tanh' | 'relu' | 'leakyRelu' | 'gelu' | 'silu' | 'step';

export interface Activation {
  /** Its name in running text. */
  readonly label: string;
  /** The output for the weighted sum z. */
  readonly value: (z: number) => number;
  /** The slope at z; at a kink the one that backpropagation uses. */
  readonly slope: (z: number) => number;
  /** Lower and upper bound of the output, reached or approached. */
  readonly range: readonly [number, number];
  /** The formula in z, in TeX. */
  readonly tex: string;
  /** The formula of the slope in z, in TeX. */
  readonly slopeTex: string;
}

/** The leak of leaky ReLU in this table. */
export const LEAK = 0.01;

/** The lowest value of GELU, at z ≈ −0.7518, and of SiLU, at z ≈ −1.2785. */
const LOWEST_GELU = -0.1699712074799037;
const LOWEST_SILU = -0.2784645427610738;

export const activations: Readonly<Record<ActivationName, Activation>> = {
  linear: {
    label: 'linear',
    value: (z) => z,
    slope: () => 1,
    range: [-Infinity, Infinity],
    tex: 'z',
    slopeTex: '1',
  },
  sigmoid: {
    label: 'sigmoid',
    value: sigmoidValue,
    slope: sigmoidSlope,
    range: [0, 1],
    tex: String.raw`\frac{1}{1 + e^{-z}}`,
    slopeTex: String.raw`\sigma(z)\,(1 - \sigma(z))`,
  },
  tanh: {
    label: 'tanh',
    value: tanhValue,
    slope: tanhSlope,
    range: [-1, 1],
    tex: String.raw`\tanh z`,
    slopeTex: String.raw`1 - \tanh^2 z`,
  },
  relu: {
    label: 'ReLU',
    value: reluValue,
    slope: reluSlope,
    range: [0, Infinity],
    tex: String.raw`\max(0, z)`,
    slopeTex: String.raw`[z > 0]`,
  },
  leakyRelu: {
    label: 'leaky ReLU',
    value: (z) => leakyReluValue(z, LEAK),
    slope: (z) => leakyReluSlope(z, LEAK),
    range: [-Infinity, Infinity],
    tex: String.raw`\max(${LEAK}\,z, z)`,
    slopeTex: String.raw`\begin{cases} 1 & z > 0 \\ ${LEAK} & \text{otherwise} \end{cases}`,
  },
  gelu: {
    label: 'GELU',
    value: geluValue,
    slope: geluSlope,
    range: [LOWEST_GELU, Infinity],
    tex: String.raw`z\,\Phi(z)`,
    slopeTex: String.raw`\Phi(z) + z\,\varphi(z)`,
  },
  silu: {
    label: 'SiLU',
    value: siluValue,
    slope: siluSlope,
    range: [LOWEST_SILU, Infinity],
    tex: String.raw`z\,\sigma(z)`,
    slopeTex: String.raw`\sigma(z)\,\bigl(1 + z\,(1 - \sigma(z))\bigr)`,
  },
  step: {
    label: 'step',
    value: stepValue,
    slope: stepSlope,
    range: [0, 1],
    tex: String.raw`[z \ge 0]`,
    slopeTex: '0',
  },
};
