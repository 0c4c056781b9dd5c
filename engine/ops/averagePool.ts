// The mean of each window.
import { call } from '../kernels/call.ts';
import { averagePoolBackward, averagePoolForward } from '../kernels/pool.ts';
import { maxPool, type PoolAttributes } from './maxPool.ts';
import type { Rule } from './rule.ts';
import { placesOf } from './windows.ts';

/**
 * The mean of each window of `size`, every `stride` pixels: [batch, channels, height, width] → [batch, channels, rows,
 * columns]. Rows and columns at the edge that fill no whole window are left out. The mean of a whole picture is
 * `mean(mean(x, 3), 2)`: [batch, channels].
 */
export const averagePool: Rule<1, PoolAttributes> = {
  name: 'averagePool',
  operands: ['x'],
  tex: ([x], { size }) => String.raw`\operatorname{meanpool}_{${size[0]} \times ${size[1]}}\left(${x}\right)`,
  shape: ([x], { size, stride }) => {
    const [rows, columns] = placesOf('averagePool', x, { what: 'window', size, stride });
    return [x[0], x[1], rows, columns];
  },
  forward: ({ inputs: [x], output: y, attributes: { size, stride } }) => {
    const [batch, channels, height, width] = x.shape;
    return call({ averagePoolForward }, batch * channels, height, width, ...size, ...stride, x.offset, y.offset);
  },
  backward: [
    ({ inputs: [x], output: y, attributes: { size, stride }, keep }) => {
      const [batch, channels, height, width] = x.shape;
      const planes = batch * channels;
      const [dy, dx] = [y.gradient, x.gradient];
      return call({ averagePoolBackward }, planes, height, width, ...size, ...stride, dy, dx, keep);
    },
  ],
  forgets: 'both',
  sample: maxPool.sample,
};
