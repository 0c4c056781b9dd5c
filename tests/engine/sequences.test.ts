// Layers of sequences: PyTorch's values and gradients, twenty steps of training beside PyTorch's, and what they refuse.
import { describe, expect, test } from 'vitest';
import {
  adam,
  attention,
  compile,
  constant,
  embedding,
  gpt,
  gru,
  input,
  layerNorm,
  lstm,
  multiply,
  nn,
  parameter,
  rnn,
  softmaxCrossEntropy,
  sum,
} from '#engine';
import layers from '../reference/sequence-layers.json';
import runs from '../reference/sequence-runs.json';
import { difference, type Listed } from './apply.ts';

interface Attributes {
  heads?: number;
  causal?: boolean;
  gelu?: 'exact' | 'tanh';
}
interface Case {
  inputs: Listed[];
  attributes: Attributes;
  output: Listed;
  weights: number[];
  gradients: number[][];
}

/** A layer for inputs as wide as the first one's, and hidden states as wide as the output. */
const make = {
  rnn: (inputs: number, outputs: number) => nn.rnn(inputs, outputs),
  lstm: (inputs: number, outputs: number) => nn.lstm(inputs, outputs),
  gru: (inputs: number, outputs: number) => nn.gru(inputs, outputs),
  selfAttention: (width: number, _: number, attributes: Attributes) => nn.selfAttention(width, attributes),
  transformerBlock: (width: number, _: number, attributes: Attributes) => nn.transformerBlock(width, attributes),
};
type Kind = keyof typeof make;

describe.each(Object.entries(layers as unknown as Record<Kind, Case[]>))('%s', (kind, cases) => {
  test.each([
    ['float64', 1e-12],
    ['float32', 5e-6],
  ] as const)('values and gradients are those of PyTorch’s layer in %s', (dtype, tolerance) => {
    for (const { inputs, attributes, output, weights, gradients } of cases) {
      const [first, ...rest] = inputs;
      const layer = make[kind as Kind](first.shape.at(-1) ?? 0, output.shape.at(-1) ?? 0, attributes);
      const x = parameter('x', first.shape, first.values);
      const y = layer.forward(x);
      expect(layer.parameters.map(({ shape }) => shape)).toEqual(rest.map(({ shape }) => shape));
      const program = compile({ loss: sum(multiply(y, constant(weights, output.shape))), dtype });
      layer.parameters.forEach((tensor, i) => program.set(tensor, rest[i].values));
      program.forward();
      program.backward();
      expect(y.shape).toEqual(output.shape);
      expect(difference(program.value(y), output.values)).toBeLessThan(tolerance);
      [x, ...layer.parameters].forEach((tensor, i) =>
        expect(difference(program.gradient(tensor), gradients[i])).toBeLessThan(tolerance * 2),
      );
    }
  });
});

describe('twenty steps of Adam on the next token', () => {
  const [steps, batch, vocabulary] = [6, 3, 7];

  /** Layers to the scores of the next token; time first for recurrent networks, batch first for the transformer. */
  const nets = {
    rnn: () => nn.sequential(nn.embedding(vocabulary, 5), nn.rnn(5, 6), nn.rows(), nn.dense(6, vocabulary)),
    lstm: () => nn.sequential(nn.embedding(vocabulary, 5), nn.lstm(5, 6), nn.rows(), nn.dense(6, vocabulary)),
    gru: () => nn.sequential(nn.embedding(vocabulary, 5), nn.gru(5, 6), nn.rows(), nn.dense(6, vocabulary)),
    gpt: () => gpt({ vocabulary, context: steps, width: 8, heads: 2, layers: 2 }),
  };

  test.each(Object.keys(nets) as (keyof typeof nets)[])('%s: losses and weights are PyTorch’s', (kind) => {
    const net = nets[kind]();
    const ids = input('ids', kind === 'gpt' ? [batch, steps] : [steps, batch]);
    const targets = input('targets', [batch * steps]);
    const loss = softmaxCrossEntropy(net.forward(ids), targets);
    const theirs = runs[kind];
    const [[program, ours], [, inTurns]] = (['all', 'asked'] as const).map((readable) => {
      const made = compile({ loss, optimizer: adam({ rate: 0.02 }), readable });
      net.parameters.forEach((tensor, i) => made.set(tensor, theirs.start[i]));
      made.feed(ids, theirs.ids);
      made.feed(targets, theirs.targets);
      return [made, Array.from({ length: 20 }, () => made.step())] as const;
    });
    expect(inTurns).toEqual(ours); // whether all values stay readable or not
    ours.forEach((value, i) => expect(Math.abs(value / theirs.losses[i] - 1)).toBeLessThan(1e-4));
    expect(theirs.losses[19]).toBeLessThan(theirs.losses[0] / 1.3);
    net.parameters.forEach((tensor, i) => {
      const [mine, end] = [[...program.value(tensor)], [...theirs.end[i]]];
      if (tensor.name?.endsWith('qkv.bias') === true)
        // The bias of the keys shifts all scores of a step alike, which softmax does not see: its gradient is nothing but
        // rounding, and Adam makes whole steps of it, which are nobody's.
        for (const list of [mine, end]) list.splice(list.length / 3, list.length / 3);
      expect(difference(mine, end), tensor.name).toBeLessThan(1e-4);
    });
  });
});

const of = (...shape: number[]) => input('t', shape);

describe('shapes that do not fit are told', () => {
  test.each([
    [() => embedding(of(3), of(4)), 'embedding: needs a table [vocabulary, width]: [3] in [4]'],
    [
      () => layerNorm(of(2, 3), of(2), of(3)),
      'layerNorm: needs x [..., width], gain and bias [width]: [2, 3], [2] and [3]',
    ],
    [() => layerNorm(of(), of(1), of(1)), 'layerNorm: needs x [..., width], gain and bias [width]: [], [1] and [1]'],
    [() => layerNorm(of(3), of(3), of(3), { epsilon: 0 }), 'layerNorm: epsilon must be positive and finite: 0'],
    [() => attention(of(2, 12)), 'attention: needs qkv [batch, steps, 3 × width]: [2, 12]'],
    [() => attention(of(2, 5, 10)), 'attention: needs qkv [batch, steps, 3 × width]: [2, 5, 10]'],
    [() => attention(of(2, 5, 12), { heads: 3 }), 'attention: 3 heads do not divide a width of 4'],
    [() => attention(of(2, 5, 12), { heads: 0 }), 'attention: 0 heads do not divide a width of 4'],
    [
      () => rnn(of(5, 2, 4), of(3, 3)),
      'rnn: needs gates [steps, batch, hidden] and hidden weights [hidden, hidden]: [5, 2, 4] and [3, 3]',
    ],
    [
      () => lstm(of(5, 2, 12), of(3, 9)),
      'lstm: needs gates [steps, batch, 4 × hidden] and hidden weights [hidden, 4 × hidden]: [5, 2, 12] and [3, 9]',
    ],
    [
      () => gru(of(5, 9), of(3, 9), of(9)),
      'gru: needs gates [steps, batch, 3 × hidden] and hidden weights [hidden, 3 × hidden]: [5, 9] and [3, 9]',
    ],
    [() => gru(of(5, 2, 9), of(3, 9), of(3)), 'gru: hidden bias does not fit the hidden weights: [3, 9] + [3]'],
    [
      () => lstm(of(5, 2, 12), of(3, 12), of(2, 3), of(3, 2)),
      'lstm: an initial state must be [batch, hidden] = [2, 3], not [3, 2]',
    ],
    [() => nn.lstm(4, 3).forward(of(5, 2, 6)), 'lstm: needs x [steps, batch, 4], not [5, 2, 6]'],
    [() => nn.positions(4, 8).forward(of(1, 5, 8)), 'positions: [1, 5, 8] does not fit a context of [4, 8]'],
    [() => nn.embedding(0, 8), 'embedding: table: sizes must be positive whole numbers: [0, 8]'],
    [
      () => gpt({ vocabulary: 9, context: 4, width: 8, heads: 2, layers: 1 }).forward(of(4)),
      'gpt: needs ids [batch, steps], not [4]',
    ],
  ])('%#', (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  test.each([
    [[0, 7], 'embedding: id 7 at position 1 is not a whole number from 0 to 4'],
    [[-1, 0], 'embedding: id -1 at position 0 is not a whole number from 0 to 4'],
    [[1.5, 0], 'embedding: id 1.5 at position 0 is not a whole number from 0 to 4'],
  ])('ids %j', (ids, message) => {
    const program = compile({ outputs: [nn.embedding(5, 2).forward(input('ids', [2]))] });
    program.feed('ids', ids);
    expect(() => program.forward()).toThrow(new RangeError(message));
  });
});
