// What chapter 4 says of the thread's forward pass, of flattening and softmax, and of what networks cost.
import { expect, test } from 'vitest';
import {
  countParameters,
  dense,
  folds,
  random,
  scalar,
  sequential,
  thread,
  threadForward,
  threadPass,
} from '../../../engine/index.ts';
import { drain, forward } from '../../../engine/jobs/index.ts';
import { numberOf } from '../../../components/prose/values.ts';

const SEEDS = [1, 2, 3, 4, 5, 6];
const anyInput = (seed: number) => {
  const rng = random(`input ${seed}`);
  return [rng.uniform(-3, 3), rng.uniform(-3, 3)];
};

test('the pass by hand is the thread’s own program', () => {
  const { h1, h2, p } = threadPass(thread);
  const program = threadForward();
  [h1, h2].forEach(({ sum, output }, i) => {
    expect(sum).toBeCloseTo(program.z[i], 12);
    expect(output).toBeCloseTo(program.h[i], 12);
  });
  expect(p.sum).toBeCloseTo(program.o, 12);
  expect(p.output).toBeCloseTo(program.p, 12);
});

test('frames come neuron by neuron or layer by layer, and end alike', () => {
  const byNeuron = drain(forward, { numbers: thread, by: 'neuron' }, 9);
  const byLayer = drain(forward, { numbers: thread, by: 'layer' }, 9);
  expect(byNeuron.map(({ latest }) => latest)).toEqual([[], ['h1'], ['h2'], ['p']]);
  expect(byLayer.map(({ latest }) => latest)).toEqual([[], ['h1', 'h2'], ['p']]);
  expect(byNeuron[3].done).toEqual(byLayer[2].done);
  expect(byNeuron[1].done).toMatchObject({ h2: null, p: null });
});

test('a weight into the first hidden neuron changes nothing of the second', () => {
  for (const seed of SEEDS) {
    const x = anyInput(seed);
    const [before, after] = [thread.W, [[0.4, -2], thread.W[1]]].map((W) => threadPass({ ...thread, W, x }));
    expect(after.h2).toEqual(before.h2);
    expect(after.h1.output).not.toBe(before.h1.output);
    expect(after.p.output).not.toBe(before.p.output);
  }
});

test('no input takes the thread’s answer out of the bounds that the text names', () => {
  const [least, most] = [numberOf('forward.bounds.least'), numberOf('forward.bounds.most')];
  expect(most).toBeLessThan(0.74);
  for (let seed = 0; seed < 200; seed++) {
    const [a, b] = anyInput(seed);
    const { output } = threadPass({ ...thread, x: [20 * a, 20 * b] }).p;
    expect(output).toBeGreaterThanOrEqual(least - 1e-12);
    expect(output).toBeLessThanOrEqual(most + 1e-12);
  }
});

test('the eight disguises of the thread answer alike', () => {
  const orders = [
    [0, 1],
    [1, 0],
  ];
  const signs = [1, -1].flatMap((one) => [1, -1].map((other) => [one, other]));
  for (const order of orders)
    for (const sign of signs) {
      const disguised = {
        W: order.map((neuron, i) => thread.W[neuron].map((weight) => sign[i] * weight)),
        b: order.map((neuron, i) => sign[i] * thread.b[neuron]),
        v: order.map((neuron, i) => sign[i] * thread.v[neuron]),
        c: thread.c,
      };
      for (const seed of SEEDS) {
        const x = anyInput(seed);
        expect(threadPass({ ...disguised, x }).p.output).toBeCloseTo(threadPass({ ...thread, x }).p.output, 12);
      }
    }
});

test('a sum does not mind the order of its list, if the weights are shuffled alike', () => {
  for (const seed of SEEDS) {
    const rng = random(seed);
    const order = rng.shuffle(Array.from({ length: 784 }, (_, i) => i));
    const [x, w] = [0, 1].map(() => Array.from({ length: 784 }, () => rng.normal()));
    const sum = (places: readonly number[]) => places.reduce((total, i) => total + w[i] * x[i], 0);
    expect(sum(order)).toBeCloseTo(sum([...x.keys()]), 9);
  }
});

test('softmax: shares add up to one, a lead of one is a factor of e, a common amount changes nothing', () => {
  const softmax = (sums: number[]) => {
    const powers = sums.map(scalar.exp);
    const total = powers.reduce((sum, value) => sum + value, 0);
    return powers.map((value) => value / total);
  };
  const shares = softmax([2, 1, -1]);
  expect(shares.reduce((sum, value) => sum + value, 0)).toBeCloseTo(1, 12);
  expect(shares[0] / shares[1]).toBeCloseTo(Math.E, 12);
  softmax([7, 6, 4]).forEach((share, i) => expect(share).toBeCloseTo(shares[i], 12));
  expect(softmax([1.3, -0.4])[0]).toBeCloseTo(scalar.sigmoid(1.7), 12);
  shares.forEach((share, i) => expect(numberOf(`forward.softmax.p${i + 1}`)).toBeCloseTo(share, 12));
});

test('parameters are counted as the engine has them', () => {
  for (const sizes of [
    [2, 2, 1],
    [784, 96, 10],
    [784, 64, 64, 10],
    [3, 1],
  ]) {
    const net = sequential(...sizes.slice(1).map((outputs, i) => dense(sizes[i], outputs)));
    const real = net.parameters.reduce((sum, { shape }) => sum + shape.reduce((product, size) => product * size, 1), 0);
    expect(countParameters(sizes).parameters).toBe(real);
  }
  expect(numberOf('forward.cost.deeper')).toBeLessThan(numberOf('forward.cost.parameters'));
});

test('doubling two neighbouring widths makes four times the weights between them; a further layer only adds', () => {
  const between = (n: number, m: number) => countParameters([n, m]).weights;
  expect(between(200, 400)).toBe(4 * between(100, 200));
  const [two, three] = [2, 3].map((n) => countParameters([10, ...Array<number>(n).fill(50), 10]).parameters);
  expect(three - two).toBe(50 * 50 + 50);
});

test('XOR’s last hidden layer is one that a line parts, and the input is not', () => {
  const { lines } = folds.xor;
  expect(lines[0].mistakes).toBeGreaterThan(20);
  expect(lines[lines.length - 1].mistakes).toBe(0);
});
