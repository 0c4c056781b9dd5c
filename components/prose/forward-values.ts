// The numbers of chapter 4, computed when the book is built: the thread on other inputs, a softmax by hand, what the folding
// networks got right, and what networks cost.
import {
  countParameters,
  digitFacts,
  foldPoints,
  folds,
  PIXELS,
  scalar,
  thread,
  threadPass,
  type FoldName,
} from '#engine';

/** The thread on another input, with the products of every neuron. */
function passOf(x: readonly number[]) {
  const { h1, h2, p } = threadPass({ ...thread, x });
  return {
    x,
    z: [h1.sum, h2.sum],
    h: [h1.output, h2.output],
    W: [h1.products, h2.products],
    v: p.products,
    o: p.sum,
    p: p.output,
  };
}

/** Three sums, their exponentials, and the shares that softmax makes of them. */
function softmaxOf(sums: readonly number[]) {
  const exponentials = sums.map(scalar.exp);
  const total = exponentials.reduce((sum, value) => sum + value, 0);
  return { o: sums, e: exponentials, total, p: exponentials.map((value) => value / total) };
}

function foldOf(name: FoldName) {
  const { right, lines, net } = folds[name];
  const most = Math.max(...right);
  const layers = net.hidden.length;
  const missAfter = Array.from({ length: layers + 1 }, (_, i) => lines[((lines.length - 1) * i) / layers].mistakes);
  return {
    starts: right.length,
    most,
    /** Starts from which the network got this many, its recipe's best. */
    best: right.filter((count) => count === most).length,
    least: Math.min(...right),
    miss: missAfter,
  };
}

const photo = 224 * 224 * 3;
const perNeuron = (inputs: number) => countParameters([inputs, 1]).parameters;

export const forwardValues = {
  'forward.second': () => passOf([1, -0.5]),
  'forward.third': () => passOf([-1, -1]),
  'forward.fourth': () => passOf([0, 1]),
  'forward.fresh': () => passOf([1, 0]),
  'forward.bounds': () => {
    const swing = thread.v.reduce((sum, weight) => sum + Math.abs(weight), 0);
    return {
      swing,
      least: scalar.sigmoid(thread.c - swing),
      most: scalar.sigmoid(thread.c + swing),
      highest: thread.c + swing,
    };
  },
  'forward.softmax': () => softmaxOf([2, 1, -1]),
  'forward.other-softmax': () => softmaxOf([1, 0, 1]),
  'forward.points': () => ({
    xor: foldPoints.xor().length,
    moons: foldPoints.moons().length,
    ring: foldPoints.ring().length,
  }),
  'forward.xor': () => foldOf('xor'),
  'forward.moons': () => foldOf('moons'),
  'forward.ring': () => foldOf('ring'),
  'forward.lifted': () => foldOf('lifted'),
  'forward.cost': () => {
    const digits = countParameters([PIXELS, digitFacts.hidden, 10]);
    const deeper = countParameters([PIXELS, 64, 64, 10]);
    return {
      weights: digits.weights,
      biases: digits.biases,
      parameters: digits.parameters,
      firstShare: (100 * (digits.layers[0].weights + digits.layers[0].biases)) / digits.parameters,
      kilobytes: (4 * digits.parameters) / 1000,
      photo,
      photoNeuron: perNeuron(photo),
      deeper: deeper.parameters,
      deeperAdds: deeper.multiplyAdds,
      thread: countParameters([2, 2, 1]).parameters,
    };
  },
};
