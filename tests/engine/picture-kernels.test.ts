// The kernels of convolution and pooling against their definitions, on random sizes: to the last bit of a sum in double
// precision in float64, rounded in float32, added to what is there or not, and nothing beside it touched.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { random } from '#engine';
import { kernels } from '../../engine/kernels/index.ts';
import { places } from '../../engine/kernels/windows.ts';
import { difference } from './apply.ts';

const few = (max: number) => fc.integer({ min: 1, max });
const pair = (max: number) => fc.tuple(few(max), few(max));

/** Sizes at which the kernel fits, with whatever padding. */
const convolutions = fc
  .record({
    batch: few(2),
    channels: few(3),
    outputs: few(9),
    kernel: pair(5),
    stride: pair(3),
    padding: fc.tuple(fc.nat(4), fc.nat(4)),
    dilation: pair(3),
    more: pair(7),
    keep: fc.constantFrom(0, 1),
    seed: fc.nat(),
  })
  .map((drawn) => {
    const side = (axis: 0 | 1) => {
      const { kernel, padding, dilation, more } = drawn;
      return Math.max(1, dilation[axis] * (kernel[axis] - 1) + more[axis] - 2 * padding[axis]);
    };
    return { ...drawn, height: side(0), width: side(1) };
  });

describe.each([Float32Array, Float64Array])('convolution in %o', (Numbers) => {
  test('and both ways back are the sums of their definition', () => {
    fc.assert(
      fc.property(convolutions, (c) => {
        const { batch, channels, height, width, outputs, kernel, stride, padding, dilation, keep } = c;
        const rows = places(height, kernel[0], stride[0], padding[0], dilation[0]);
        const columns = places(width, kernel[1], stride[1], padding[1], dilation[1]);
        const sizes = {
          x: batch * channels * height * width,
          weights: outputs * channels * kernel[0] * kernel[1],
          bias: outputs,
          y: batch * outputs * rows * columns,
        };
        let top = 3;
        const take = (size: number) => (top += size + 3) - size - 3;
        const [x, weights, bias, y] = [take(sizes.x), take(sizes.weights), take(sizes.bias), take(sizes.y)];
        const [dy, dx, dweights] = [take(sizes.y), take(sizes.x), take(sizes.weights)];
        const rng = random(c.seed);
        const m = new Numbers(top).map(() => rng.uniform(-1, 1));
        const expected = Float64Array.from(m);
        expected.fill(0, y, y + sizes.y);
        if (keep === 0) expected.fill(0, dx, dx + sizes.x);
        if (keep === 0) expected.fill(0, dweights, dweights + sizes.weights);
        for (let n = 0; n < batch; n++)
          for (let o = 0; o < outputs; o++)
            for (let i = 0; i < rows; i++)
              for (let j = 0; j < columns; j++) {
                const out = ((n * outputs + o) * rows + i) * columns + j;
                expected[y + out] = m[bias + o];
                for (let ch = 0; ch < channels; ch++)
                  for (let ky = 0; ky < kernel[0]; ky++)
                    for (let kx = 0; kx < kernel[1]; kx++) {
                      const [r, s] = [i * stride[0] + ky * dilation[0] - padding[0], j * stride[1] + kx * dilation[1] - padding[1]]; // prettier-ignore
                      if (r < 0 || r >= height || s < 0 || s >= width) continue;
                      const pixel = ((n * channels + ch) * height + r) * width + s;
                      const weight = ((o * channels + ch) * kernel[0] + ky) * kernel[1] + kx;
                      expected[y + out] += m[weights + weight] * m[x + pixel];
                      expected[dx + pixel] += m[weights + weight] * m[dy + out];
                      expected[dweights + weight] += m[x + pixel] * m[dy + out];
                    }
              }
        const common = [
          batch,
          channels,
          height,
          width,
          outputs,
          ...kernel,
          ...stride,
          ...padding,
          ...dilation,
        ] as const;
        kernels.convolutionForward(m, ...common, x, weights, bias, y, -1);
        kernels.convolutionInputBackward(m, ...common, weights, dy, dx, -1, keep);
        kernels.convolutionWeightsBackward(m, ...common, x, dy, dweights, -1, keep);
        expect(difference(m, expected)).toBeLessThan(Numbers === Float64Array ? 1e-14 : 2e-7);
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});

describe.each([Float32Array, Float64Array])('pooling in %o', (Numbers) => {
  test('and its ways back do what they say', () => {
    const drawn = fc.record({
      planes: few(3),
      size: pair(4),
      stride: pair(4),
      more: fc.tuple(fc.nat(6), fc.nat(6)),
      keep: fc.constantFrom(0, 1),
      seed: fc.nat(),
    });
    fc.assert(
      fc.property(drawn, ({ planes, size, stride, more, keep, seed }) => {
        const [height, width] = [size[0] + more[0], size[1] + more[1]];
        const [rows, columns] = [0, 1].map((axis) => Math.floor(more[axis] / stride[axis]) + 1);
        const [pixels, outputs] = [planes * height * width, planes * rows * columns];
        const [x, largest, mean] = [2, pixels + 4, pixels + outputs + 6];
        const dy = mean + outputs + 2;
        const [dLargest, dMean] = [dy + outputs + 2, dy + outputs + pixels + 4];
        const rng = random(seed);
        const m = new Numbers(dMean + pixels + 2).map(() => Math.fround(rng.uniform(-1, 1)));
        for (let i = 0; i < pixels; i++) m[x + i] = rng.integer(4); // with ties
        const expected = Float64Array.from(m);
        if (keep === 0) expected.fill(0, dLargest, dLargest + pixels);
        if (keep === 0) expected.fill(0, dMean, dMean + pixels);
        for (let plane = 0; plane < planes; plane++)
          for (let i = 0; i < rows; i++)
            for (let j = 0; j < columns; j++) {
              const out = (plane * rows + i) * columns + j;
              const window = Array.from({ length: size[0] * size[1] }, (_, k) => {
                const [ky, kx] = [Math.floor(k / size[1]), k % size[1]];
                return (plane * height + i * stride[0] + ky) * width + j * stride[1] + kx;
              });
              const values = window.map((p) => m[x + p]);
              expected[largest + out] = Math.max(...values);
              expected[mean + out] = values.reduce((sum, v) => sum + v, 0) / values.length;
              expected[dLargest + window[values.indexOf(Math.max(...values))]] += m[dy + out];
              for (const p of window) expected[dMean + p] += m[dy + out] / values.length;
            }
        const common = [planes, height, width, ...size, ...stride] as const;
        kernels.maxPoolForward(m, ...common, x, largest);
        kernels.averagePoolForward(m, ...common, x, mean);
        kernels.maxPoolBackward(m, ...common, x, largest, dy, dLargest, keep);
        kernels.averagePoolBackward(m, ...common, dy, dMean, keep);
        expect(difference(m, expected)).toBeLessThan(Numbers === Float64Array ? 1e-14 : 5e-7);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});
