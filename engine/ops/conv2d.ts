// Convolution over pictures.
import { call } from '../kernels/call.ts';
import { convolutionForward, convolutionInputBackward, convolutionWeightsBackward } from '../kernels/convolution.ts';
import { sumChannels } from '../kernels/reduce.ts';
import type { Place, Rule } from './rule.ts';
import { show, type Shape } from './shapes.ts';
import { placesOf, type Pair } from './windows.ts';

export interface Conv2dAttributes {
  /** How far the kernel moves from place to place. */
  readonly stride: Pair;
  /** How many zeros surround the picture. */
  readonly padding: Pair;
  /** How far apart the pixels are that neighbouring weights see. */
  readonly dilation: Pair;
}

/**
 * Elements of scratch space: room for what the SIMD kernels need while they run, for four pictures at a time (see
 * simd/kernels/convolution.ts). One after the other: x within its zeros; dy, or dy spread out over zeros; tables of the
 * places in them; and sums. Nothing of it is kept, and kernels that need no copies leave all of it untouched.
 */
export function conv2dScratch(x: Shape, weights: Shape, { stride, padding, dilation }: Conv2dAttributes): number {
  const [, channels, height, width] = x;
  const [outputs, , kernelHeight, kernelWidth] = weights;
  const size = [kernelHeight, kernelWidth] as const;
  const [rows, columns] = placesOf('conv2d', x, { what: 'kernel', size, stride, padding, dilation });
  const reach = (axis: 0 | 1): number => dilation[axis] * (size[axis] - 1);
  /** The side of dy spread out, so that every tap of every pixel finds a number there. */
  const spread = (axis: 0 | 1, side: number): number => side + Math.max(reach(axis), 2 * padding[axis] - reach(axis));
  const pictures = channels * (height + 2 * padding[0]) * (width + 2 * padding[1]);
  const slopes = outputs * Math.max(rows * columns, spread(0, height) * spread(1, width));
  const taps = kernelHeight * kernelWidth;
  const pixels = Math.max(rows * columns, height * width);
  const filling = 16; // of the tables and of the last tile
  const sums = Math.max(2 * (pixels + filling), (outputs + 1) * (channels * taps + filling));
  return 4 * (pictures + slopes + sums) + pixels + channels * taps + 2 * filling;
}

/** What the three kernels begin with. */
function sizesOf(x: Place, weights: Place, { stride, padding, dilation }: Conv2dAttributes) {
  const [batch, channels, height, width] = x.shape;
  const [outputs, , kernelHeight, kernelWidth] = weights.shape;
  const sizes = [batch, channels, height, width, outputs, kernelHeight, kernelWidth] as const;
  return [...sizes, ...stride, ...padding, ...dilation] as const;
}

/**
 * The convolution of x [batch, channels, height, width] with weights [outputs, channels, kernelHeight, kernelWidth], plus
 * bias [outputs]: one picture for each output, [batch, outputs, rows, columns]. At every place of the kernel the weights
 * are multiplied with the pixels under them and summed over all channels (LeCun et al. 1989).
 */
export const conv2d: Rule<3, Conv2dAttributes> = {
  name: 'conv2d',
  operands: ['x', 'weights', 'bias'],
  tex: ([x, weights, bias]) => String.raw`${weights} * ${x} + ${bias}`,
  shape: ([x, weights, bias], { stride, padding, dilation }) => {
    if (weights.length !== 4)
      throw new RangeError(
        `conv2d: weights must be [outputs, channels, kernelHeight, kernelWidth], not ${show(weights)}`,
      );
    const [outputs, channels, kernelHeight, kernelWidth] = weights;
    const [rows, columns] = placesOf('conv2d', x, {
      what: 'kernel',
      size: [kernelHeight, kernelWidth],
      stride,
      padding,
      dilation,
    });
    if (x[1] !== channels)
      throw new RangeError(`conv2d: x has ${x[1]} channels, weights take ${channels}: ${show(x)} and ${show(weights)}`);
    if (bias.length !== 1 || bias[0] !== outputs)
      throw new RangeError(`conv2d: bias does not fit the outputs: ${show(weights)} + ${show(bias)}`);
    return [x[0], outputs, rows, columns];
  },
  scratch: ([x, weights], attributes) => conv2dScratch(x, weights, attributes),
  forward: ({ inputs: [x, weights, bias], output: y, scratch, attributes }) =>
    call(
      { convolutionForward },
      ...sizesOf(x, weights, attributes),
      x.offset,
      weights.offset,
      bias.offset,
      y.offset,
      scratch,
    ),
  backward: [
    ({ inputs: [x, weights], output: y, scratch, attributes, keep }) =>
      call(
        { convolutionInputBackward },
        ...sizesOf(x, weights, attributes),
        weights.offset,
        y.gradient,
        x.gradient,
        scratch,
        keep,
      ),
    ({ inputs: [x, weights], output: y, scratch, attributes, keep }) =>
      call(
        { convolutionWeightsBackward },
        ...sizesOf(x, weights, attributes),
        x.offset,
        y.gradient,
        weights.gradient,
        scratch,
        keep,
      ),
    ({ inputs: [, , bias], output: y, keep }) => {
      const [batch, outputs, rows, columns] = y.shape;
      return call({ sumChannels }, batch, outputs, rows * columns, y.gradient, bias.gradient, keep);
    },
  ],
  forgets: 'output',
  sample: (size) => {
    const few = (most: number): number => 1 + (size() % most);
    const [batch, channels, outputs] = [few(2), few(3), few(9)];
    const kernel: Pair = [few(3), few(5)];
    const attributes: Conv2dAttributes = {
      stride: [few(2), few(3)],
      padding: [few(3) - 1, few(4) - 1],
      dilation: [few(2), few(2)],
    };
    // Large enough for the kernel, even without padding.
    const side = (axis: 0 | 1): number => size() + attributes.dilation[axis] * (kernel[axis] - 1);
    const x = [batch, channels, side(0), side(1)];
    return {
      inputs: [{ shape: x }, { shape: [outputs, channels, ...kernel] }, { shape: [outputs] }],
      attributes,
    };
  },
};
