// The largest pixel of each window.
import { call } from '../kernels/call.ts';
import { maxPoolBackward, maxPoolForward } from '../kernels/pool.ts';
import type { Rule } from './rule.ts';
import { placesOf, type Pair } from './windows.ts';

export interface PoolAttributes {
  readonly size: Pair;
  readonly stride: Pair;
}

/**
 * The largest pixel of each window of `size`, every `stride` pixels: [batch, channels, height, width] → [batch, channels,
 * rows, columns]. Rows and columns at the edge that fill no whole window are left out. The gradient goes to the first of
 * the largest, as in PyTorch.
 */
export const maxPool: Rule<1, PoolAttributes> = {
  name: 'maxPool',
  operands: ['x'],
  tex: ([x], { size }) => String.raw`\operatorname{maxpool}_{${size[0]} \times ${size[1]}}\left(${x}\right)`,
  shape: ([x], { size, stride }) => {
    const [rows, columns] = placesOf('maxPool', x, { what: 'window', size, stride });
    return [x[0], x[1], rows, columns];
  },
  forward: ({ inputs: [x], output: y, attributes: { size, stride } }) => {
    const [batch, channels, height, width] = x.shape;
    return call({ maxPoolForward }, batch * channels, height, width, ...size, ...stride, x.offset, y.offset);
  },
  backward: [
    ({ inputs: [x], output: y, attributes: { size, stride }, keep }) => {
      const [batch, channels, height, width] = x.shape;
      return call(
        { maxPoolBackward },
        batch * channels,
        height,
        width,
        ...size,
        ...stride,
        x.offset,
        y.offset,
        y.gradient,
        x.gradient,
        keep,
      );
    },
  ],
  sample: (size) => {
    const window: Pair = [1 + (size() % 3), 1 + (size() % 3)];
    const stride: Pair = [1 + (size() % 3), 1 + (size() % 3)];
    return {
      inputs: [{ shape: [1 + (size() % 2), size(), window[0] + size(), window[1] + size()] }],
      attributes: { size: window, stride },
    };
  },
};
