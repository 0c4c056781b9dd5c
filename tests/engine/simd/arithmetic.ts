// Random calls of the SIMD kernels that know no pictures and no sequences: arithmetic, activations, products, sums, losses,
// optimisers.
import type { Cases, Laboratory } from './laboratory.ts';

const unary = (lab: Laboratory): [n: number, x: number, y: number] => {
  const n = lab.size();
  const x = lab.array(n, () => lab.rng.normal(0, 3));
  return [n, x, lab.into(n, x)];
};
const binary = (lab: Laboratory): [n: number, a: number, b: number, y: number] => {
  const n = lab.size();
  const [a, b] = [lab.array(n), lab.positive(n)];
  return [n, a, b, lab.into(n, a, b)];
};
const slope = (lab: Laboratory): [n: number, x: number, dy: number, dx: number, keep: number] => {
  const n = lab.size();
  const [x, dy] = [lab.array(n), lab.array(n)];
  return [n, x, dy, lab.into(n, dy, x), lab.keep()];
};
const rows = (lab: Laboratory): [rows: number, columns: number, x: number, y: number] => {
  const [r, c] = [lab.whole(1, 7), lab.count()];
  const x = lab.array(r * c, () => lab.rng.normal(0, 4));
  return [r, c, x, lab.into(r * c, x)];
};
const rowsBackward = (lab: Laboratory): [number, number, number, number, number, number] => {
  const [r, c] = [lab.whole(1, 7), lab.count()];
  const [y, dy] = [lab.array(r * c), lab.array(r * c)];
  return [r, c, y, dy, lab.into(r * c, dy), lab.keep()];
};
const averaged = (lab: Laboratory): [n: number, p: number, g: number, v: number, ...rest: number[]] => {
  const n = lab.size();
  return [n, lab.array(n), lab.array(n), lab.positive(n)];
};

export const arithmetic = {
  add: binary,
  subtract: binary,
  multiply: binary,
  divide: binary,
  accumulateProduct: (lab) => [...binary(lab), lab.keep()],
  accumulateQuotient: (lab) => [...binary(lab), lab.keep()],
  divisorBackward: (lab) => {
    const n = lab.size();
    const [b, y, dy] = [lab.positive(n), lab.array(n), lab.array(n)];
    return [n, b, y, dy, lab.into(n, dy), lab.keep()];
  },
  fill: (lab) => {
    const n = lab.size();
    return [n, lab.array(n), lab.rng.uniform(-1, 1)];
  },
  scale: (lab) => [...unary(lab), lab.rng.uniform(-2, 2)],
  accumulate: (lab) => [...unary(lab), lab.rng.uniform(-2, 2), lab.keep()],
  expForward: unary,
  logForward: (lab) => {
    const n = lab.size();
    const x = lab.positive(n);
    return [n, x, lab.into(n, x)];
  },
  absoluteForward: unary,
  absoluteBackward: slope,

  sigmoidForward: unary,
  sigmoidBackward: slope,
  tanhForward: unary,
  tanhBackward: slope,
  reluForward: unary,
  reluBackward: slope,
  leakyReluForward: (lab) => [...unary(lab), 0.01],
  leakyReluBackward: (lab) => {
    const [n, x, dy, dx, keep] = slope(lab);
    return [n, x, dy, dx, 0.2, keep];
  },
  siluForward: unary,
  siluBackward: slope,
  geluForward: unary,
  geluBackward: slope,
  geluTanhForward: unary,
  geluTanhBackward: slope,

  matmul: (lab) => {
    const [r, c, k] = [lab.whole(1, 13), lab.whole(1, 19), lab.rng.uniform() < 0.1 ? 1100 : lab.size()];
    const small = () => lab.rng.uniform(-0.5, 0.5); // long sums of larger numbers lose digits in float32
    const [a, b] = [lab.array(r * k, small), lab.array(k * c, small)];
    const out = lab.array(r * c);
    const [start, startRow] = [
      [-1, 0],
      [lab.array(c), 0],
      [out, c],
    ][lab.whole(0, 2)];
    const [aRow, aColumn] = lab.keep() ? [1, r] : [k, 1];
    const [bRow, bColumn] = lab.keep() ? [1, k] : [c, 1];
    return [r, c, k, a, aRow, aColumn, b, bRow, bColumn, start, startRow, out];
  },

  sumAxis: (lab) => {
    const [outer, count, inner] = [lab.whole(1, 3), lab.size(), lab.count()];
    const [x, y] = [lab.array(outer * count * inner), lab.array(outer * inner)];
    return [outer, count, inner, x, y, lab.rng.uniform(-1, 1), lab.keep()];
  },
  repeat: (lab) => {
    const [outer, count, inner] = [lab.whole(1, 3), lab.size(), lab.count()];
    const [x, y] = [lab.array(outer * inner), lab.array(outer * count * inner)];
    return [outer, count, inner, x, y, lab.rng.uniform(-1, 1), lab.keep()];
  },
  permute: (lab) => {
    const shape = [lab.whole(1, 3), lab.whole(1, 3), lab.whole(1, 9), lab.whole(1, 9)];
    const order = [...lab.rng.permutation(4)];
    const strides = [0, 0, 0, 0];
    let size = 1;
    for (const axis of order) {
      strides[axis] = size;
      size *= shape[axis];
    }
    const [n0, n1, n2, n3] = shape;
    const [s0, s1, s2, s3] = strides;
    return [n0, n1, n2, n3, s0, s1, s2, s3, lab.array(size), lab.array(size), lab.keep()];
  },
  slice: (lab) => {
    const [outer, count, inner] = [lab.whole(1, 4), lab.whole(1, 4), lab.count()];
    const x = lab.array(outer * count * inner);
    return [outer, count, inner, lab.whole(0, count - 1), x, lab.array(outer * inner)];
  },
  sliceBackward: (lab) => {
    const [outer, count, inner] = [lab.whole(1, 4), lab.whole(1, 4), lab.count()];
    const dy = lab.array(outer * inner);
    return [outer, count, inner, lab.whole(0, count - 1), dy, lab.array(outer * count * inner), lab.keep()];
  },

  softmaxForward: rows,
  softmaxBackward: rowsBackward,
  logSoftmaxForward: rows,
  logSoftmaxBackward: rowsBackward,
  softmaxCrossEntropyForward: (lab) => {
    const [r, c, x] = rows(lab);
    return [r, c, x, lab.labels(r, c), lab.array(r * c), lab.array(1)];
  },
  softmaxCrossEntropyBackward: (lab) => {
    const [r, c, x] = rows(lab);
    return [r, c, lab.labels(r, c), x, lab.array(1), lab.into(r * c, x), lab.keep()];
  },
  sigmoidCrossEntropyForward: (lab) => {
    const n = lab.count();
    return [n, lab.array(n, () => lab.rng.normal(0, 5)), lab.labels(n, 2), lab.array(1)];
  },
  sigmoidCrossEntropyBackward: (lab) => {
    const n = lab.count();
    const logits = lab.array(n);
    return [n, logits, lab.labels(n, 2), lab.array(1), lab.into(n, logits), lab.keep()];
  },
  meanSquaredErrorForward: (lab) => {
    const n = lab.count();
    return [n, lab.array(n), lab.array(n), lab.array(1)];
  },
  meanSquaredErrorBackward: (lab) => {
    const n = lab.count();
    const [a, b] = [lab.array(n), lab.array(n)];
    return [n, a, b, lab.array(1), lab.into(n, a, b), lab.keep()];
  },

  sgd: (lab) => {
    const [n, p, g] = averaged(lab);
    return [n, p, g, 0.1];
  },
  momentum: (lab) => {
    const [n, p, g, v] = averaged(lab);
    return [n, p, g, v, 0.1, 0.9, lab.keep()];
  },
  rmsprop: (lab) => {
    const [n, p, g, s] = averaged(lab);
    return [n, p, g, s, 0.01, 0.99, 1e-8];
  },
  adam: (lab) => {
    const [n, p, g, v] = averaged(lab);
    return [n, p, g, v, lab.positive(n), 0.001, 0.9, 0.999, 1e-8, 0.271, 0.003];
  },
} satisfies Partial<Cases>;
