// GELU, an activation.
import { call } from '../kernels/call.ts';
import { geluBackward, geluForward, geluTanhBackward, geluTanhForward } from '../kernels/activations.ts';
import type { Rule } from './rule.ts';
import { group } from './tex.ts';

/** The Gaussian error linear unit x Φ(x), exact or with Φ by tanh (Hendrycks & Gimpel 2016). */
export const gelu: Rule<1, { readonly form: 'exact' | 'tanh' }> = {
  name: 'gelu',
  operands: ['x'],
  tex: ([x]) => String.raw`${group(x)}\,\Phi\left(${x}\right)`,
  shape: ([x]) => x,
  forward: ({ inputs: [x], output: y, attributes }) =>
    call(attributes.form === 'exact' ? { geluForward } : { geluTanhForward }, y.size, x.offset, y.offset),
  backward: [
    ({ inputs: [x], output: y, attributes, keep }) =>
      call(
        attributes.form === 'exact' ? { geluBackward } : { geluTanhBackward },
        y.size,
        x.offset,
        y.gradient,
        x.gradient,
        keep,
      ),
  ],
  forgets: 'output',
  inPlace: true,
  sample: (size) => ({
    inputs: [{ shape: [size(), size()] }],
    attributes: { form: size() % 2 === 0 ? 'exact' : 'tanh' },
  }),
};
