// Leaky ReLU, an activation.
import { call } from '../kernels/call.ts';
import { leakyReluBackward, leakyReluForward } from '../kernels/activations.ts';
import type { Rule } from './rule.ts';
import { group } from './tex.ts';

/** ReLU that lets a little through below 0: x where it is positive, else leak · x (Maas et al. 2013). */
export const leakyRelu: Rule<1, { readonly leak: number }> = {
  name: 'leakyRelu',
  operands: ['x'],
  tex: ([x], { leak }) => String.raw`\max\left(${leak}\,${group(x)}, ${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y, attributes }) =>
    call({ leakyReluForward }, y.size, x.offset, y.offset, attributes.leak),
  backward: [
    ({ inputs: [x], output: y, attributes, keep }) =>
      call({ leakyReluBackward }, y.size, x.offset, y.gradient, x.gradient, attributes.leak, keep),
  ],
  forgets: 'output',
  inPlace: true,
  sample: (size) => ({ inputs: [{ shape: [size(), size()], away: 0.05 }], attributes: { leak: 0.01 } }),
};
