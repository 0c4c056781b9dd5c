// The numbers of chapter 12, computed when the book is built: windows and rows under a kernel, the corner of a seven, and what
// sharing weights saves. How its networks read digits is in cnn-values.ts.
import { readFileSync } from 'node:fs';
import {
  conv2d,
  constant,
  cornerKernels,
  netParameters,
  evaluate,
  findCorners,
  namedKernels,
  outputSize,
  PICTURE_HEIGHT,
  PICTURE_PIXELS,
  PICTURE_WIDTH,
  placeNear,
  readGreyPicture,
  scalar,
  thread,
  windowAt,
} from '#engine';

/** What a kernel makes of a row of numbers, place by place: a picture one pixel high. */
function slideOver(row: readonly number[], kernel: readonly number[], bias = 0, stride = 1, padding = 0): number[] {
  const output = conv2d(
    constant(row, [1, 1, 1, row.length]),
    constant(kernel, [1, 1, 1, kernel.length]),
    constant([bias]),
    { stride: [1, stride], padding: [0, padding] },
  );
  return Array.from(evaluate(output, 'float64'));
}

/** The thread’s first neuron, slid over a row that begins with the thread’s own input. */
function slidThread() {
  const x = [...thread.x, 0.5, -1];
  const z = slideOver(x, thread.W[0], thread.b[0]);
  return { x, z, h: z.map(scalar.tanh) };
}

/** The window that the kernel lab shows at rest, its middle row. */
function windowAtRest() {
  const picture = readGreyPicture(new Uint8Array(readFileSync(`${process.cwd()}/public/data/photo-cat.bin`)));
  const slide = { stride: 1, padding: 0, dilation: 1 };
  const { row, column } = placeNear(33, 30, slide);
  const { cells, sum } = windowAt(picture, namedKernels.upright.weights, slide, row, column);
  return { row, column, pixel: cells.map(({ pixel }) => pixel), product: cells.map(({ product }) => product), sum };
}

/** How many weights a layer has when every output has a weight for every input, and when all places share theirs. */
function sharing() {
  const { rows, columns } = outputSize({ stride: 1, padding: 0, dilation: 1 });
  const outputs = rows * columns;
  return {
    pixels: PICTURE_PIXELS,
    width: PICTURE_WIDTH,
    height: PICTURE_HEIGHT,
    outputs,
    dense: (PICTURE_PIXELS * outputs) / 1e6,
    shared: 9,
  };
}

/** Layer by layer, the network of cnn-live: eight kernels of 5 × 5, sixteen over eight channels, and a dense end. */
function layers() {
  const first = 8 * (25 + 1);
  const second = 16 * (8 * 25 + 1);
  const all = netParameters.flat;
  return {
    first,
    second,
    end: all - first - second,
    endShare: (100 * (all - first - second)) / all,
  };
}

const row = [0.2, 0.2, 0.8, 0.8, 0.8, 0.2];

export const convolutionValues = {
  'conv.thread': slidThread,
  'conv.window': windowAtRest,
  'conv.sharing': sharing,
  'conv.layers': layers,
  'conv.row': () => ({
    y: slideOver(row, [-1, 0, 1]),
    padded: slideOver(row, [-1, 0, 1], 0, 2, 1),
    blurred: slideOver(row, [0.25, 0.5, 0.25]),
  }),
  'conv.corner': () => {
    const { upright, level, corners } = findCorners(0, 'max');
    const sum = (map: readonly number[], weights: readonly number[]) =>
      weights.reduce((total, weight, i) => total + weight * map[Math.floor(i / 3) * 8 + 3 + (i % 3)], 0);
    return {
      upright: sum(upright, cornerKernels.cornerUpright),
      level: sum(level, cornerKernels.cornerLevel),
      bias: -cornerKernels.bias,
      pixel: corners[3],
    };
  },
};
