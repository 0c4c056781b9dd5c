// Layer normalisation.
import { call } from '../kernels/call.ts';
import { layerNormBackward, layerNormForward, layerNormGainBackward } from '../kernels/layerNorm.ts';
import { sumAxis } from '../kernels/reduce.ts';
import type { Rule, Site } from './rule.ts';
import { rowsOf, show, sizeOf } from './shapes.ts';
import { group } from './tex.ts';

interface Epsilon {
  /** Added to the variance; keeps a row of equal numbers from a division by 0. */
  readonly epsilon: number;
}

/** Sizes and offsets that every call needs; scratch holds the normalised x, then 1 / deviation of each row. */
function parts({ inputs: [x], scratch }: Pick<Site<3, Epsilon>, 'inputs' | 'scratch'>) {
  return { ...rowsOf(x.shape), normalised: scratch, inverse: scratch + x.size };
}

/**
 * gain · (x − mean) / √(variance + epsilon) + bias, with mean and variance of each row of the last axis (Ba et al. 2016):
 * x [..., width], gain and bias [width]. The variance is the mean square difference, as in PyTorch.
 * Scratch: the normalised x [..., width], then 1 / √(variance + epsilon) of each row.
 */
export const layerNorm: Rule<3, Epsilon> = {
  name: 'layerNorm',
  operands: ['x', 'gain', 'bias'],
  tex: ([x, gain, bias]) =>
    String.raw`${group(gain)} \odot \frac{${x} - \operatorname{mean}\left(${x}\right)}{\sqrt{\operatorname{var}\left(${x}\right) + \varepsilon}} + ${bias}`,
  shape: ([x, gain, bias], { epsilon }) => {
    const { columns } = rowsOf(x);
    if (x.length === 0 || gain.length !== 1 || bias.length !== 1 || gain[0] !== columns || bias[0] !== columns)
      throw new RangeError(
        `layerNorm: needs x [..., width], gain and bias [width]: ${show(x)}, ${show(gain)} and ${show(bias)}`,
      );
    if (!(epsilon > 0 && epsilon < Infinity))
      throw new RangeError(`layerNorm: epsilon must be positive and finite: ${epsilon}`);
    return x;
  },
  scratch: ([x]) => sizeOf(x) + rowsOf(x).rows,
  forward: (site) => {
    const { rows, columns, normalised, inverse } = parts(site);
    const {
      inputs: [x, gain, bias],
      output: y,
      attributes: { epsilon },
    } = site;
    return call(
      { layerNormForward },
      rows,
      columns,
      x.offset,
      gain.offset,
      bias.offset,
      normalised,
      inverse,
      y.offset,
      epsilon,
    );
  },
  backward: [
    (site) => {
      const { rows, columns, normalised, inverse } = parts(site);
      const {
        inputs: [x, gain],
        output: { gradient: dy },
        keep,
      } = site;
      return call({ layerNormBackward }, rows, columns, gain.offset, normalised, inverse, dy, x.gradient, keep);
    },
    (site) => {
      const { rows, columns, normalised } = parts(site);
      const { inputs, output, keep } = site;
      return call({ layerNormGainBackward }, rows, columns, normalised, output.gradient, inputs[1].gradient, keep);
    },
    ({ inputs: [x, , bias], output: y, keep }) => {
      const { rows, columns } = rowsOf(x.shape);
      return call({ sumAxis }, 1, rows, columns, y.gradient, bias.gradient, 1, keep);
    },
  ],
  forgets: 'output',
  sample: (size) => {
    // Rows of two numbers and more, far enough apart: where the deviation vanishes the slope has no bound.
    const width = size() + 1;
    return {
      inputs: [{ shape: [size(), size(), width] }, { shape: [width] }, { shape: [width] }],
      attributes: { epsilon: 0.1 },
    };
  },
};
