// Layers of sequences: PyTorch's values and gradients, twenty steps of training beside PyTorch's, and what figures read
// out of them: gates, cells, attention weights.
import { describe, expect, test } from 'vitest';
import {
  adam,
  add,
  attention,
  compile,
  constant,
  gpt,
  gru,
  index,
  input,
  lstm,
  multiply,
  nn,
  orthogonal,
  parameter,
  random,
  rnn,
  softmaxCrossEntropy,
  sum,
  type Tensor,
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
    const program = compile({ loss, optimizer: adam({ rate: 0.02 }) });
    const theirs = runs[kind];
    net.parameters.forEach((tensor, i) => program.set(tensor, theirs.start[i]));
    program.feed(ids, theirs.ids);
    program.feed(targets, theirs.targets);
    const ours = Array.from({ length: 20 }, () => program.step());
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

const [steps, batch, inputs, hidden] = [5, 3, 4, 6];

/** Random numbers from −1 to 1, the same for the same name. */
function drawn(name: string, shape: readonly number[]): number[] {
  const rng = random(name);
  return Array.from({ length: shape.reduce((product, n) => product * n, 1) }, () => rng.uniform(-1, 1));
}
const start = (name: string, shape: number[]) => parameter(name, shape, drawn(name, shape));

/** Values of some tensors, and gradients by others of all their elements, each times a random number. */
function measure(outputs: readonly Tensor[], by: readonly Tensor[]) {
  const parts = outputs.map((tensor, i) =>
    sum(multiply(tensor, constant(drawn(`part ${i}`, tensor.shape), tensor.shape))),
  );
  const program = compile({ loss: parts.reduce((a, b) => add(a, b)), gradients: by, dtype: 'float64' });
  program.forward();
  program.backward();
  return {
    values: outputs.flatMap((tensor) => [...program.value(tensor)]),
    gradients: by.map((tensor) => [...program.gradient(tensor)]),
  };
}

describe('a chain of cells computes what the layer computes', () => {
  const x = start('x', [steps, batch, inputs]);
  const [h0, c0] = [start('h0', [batch, hidden]), start('c0', [batch, hidden])];
  const times = Array.from({ length: steps }, (_, t) => t);
  const chains = {
    rnn() {
      const layer = nn.rnn(inputs, hidden);
      let h = h0;
      const cells = times.map((t) => (h = nn.rnnCell(index(x, t), h, layer.byRole)));
      return { layer, states: layer.forward(x, h0), cells };
    },
    lstm() {
      const layer = nn.lstm(inputs, hidden);
      let [h, c] = [h0, c0];
      const cells = times.map((t) => ({ h, c } = nn.lstmCell(index(x, t), h, c, layer.byRole)).h);
      return { layer, states: layer.forward(x, h0, c0), cells };
    },
    gru() {
      const layer = nn.gru(inputs, hidden);
      let h = h0;
      const cells = times.map((t) => (h = nn.gruCell(index(x, t), h, layer.byRole).h));
      return { layer, states: layer.forward(x, h0), cells };
    },
  };

  test.each(Object.keys(chains) as (keyof typeof chains)[])('%s', (kind) => {
    const { layer, states, cells } = chains[kind]();
    layer.initialise(random(kind));
    const by = [x, h0, ...(kind === 'lstm' ? [c0] : []), ...layer.parameters];
    const whole = measure(
      times.map((t) => index(states, t)),
      by,
    );
    const chain = measure(cells, by);
    expect(difference(whole.values, chain.values)).toBeLessThan(1e-14);
    whole.gradients.forEach((slopes, i) => {
      expect(difference(slopes, chain.gradients[i])).toBeLessThan(1e-13);
      expect(Math.max(...slopes.map(Math.abs))).toBeGreaterThan(1e-3);
    });
  });
});

describe('the way back through time', () => {
  const of = (count: number) => ({
    gates: drawn('gates', [steps, batch, count * hidden]),
    weights: drawn('weights', [hidden, count * hidden]),
    bias: drawn('bias', [count * hidden]),
    h0: drawn('h0', [batch, hidden]),
    c0: drawn('c0', [batch, hidden]),
  });
  const shapes = (count: number): Record<keyof ReturnType<typeof of>, number[]> => ({
    gates: [steps, batch, count * hidden],
    weights: [hidden, count * hidden],
    bias: [count * hidden],
    h0: [batch, hidden],
    c0: [batch, hidden],
  });
  const networks = {
    rnn: { count: 1, roles: ['gates', 'weights', 'h0'] as const, apply: ([g, w, h]: Tensor[]) => rnn(g, w, h) },
    lstm: {
      count: 4,
      roles: ['gates', 'weights', 'h0', 'c0'] as const,
      apply: ([g, w, h, c]: Tensor[]) => lstm(g, w, h, c),
    },
    gru: {
      count: 3,
      roles: ['gates', 'weights', 'bias', 'h0'] as const,
      apply: ([g, w, b, h]: Tensor[]) => gru(g, w, b, h),
    },
  };

  test.each(Object.entries(networks))('of %s is walked for any one gradient alone', (_, { count, roles, apply }) => {
    const leaves = (free: (role: string) => boolean) =>
      roles.map((role) => {
        const [shape, values] = [shapes(count)[role], of(count)[role]];
        return free(role) ? parameter(role, shape, values) : constant(values, shape);
      });
    const all = leaves(() => true);
    const together = measure([apply(all)], all).gradients;
    roles.forEach((role, i) => {
      const list = leaves((other) => other === role);
      expect(measure([apply(list)], [list[i]]).gradients[0]).toEqual(together[i]);
    });
  });

  test.each(Object.entries(networks))('of %s adds to gradients that are begun', (_, { count, roles, apply }) => {
    const all = roles.map((role) => parameter(role, shapes(count)[role], of(count)[role]));
    const once = measure([apply(all)], all).gradients;
    // The same network twice: the part that is walked second adds its share to the first one's.
    const weighting = constant(drawn('part 0', [steps, batch, hidden]), [steps, batch, hidden]);
    const loss = add(sum(multiply(apply(all), weighting)), sum(multiply(apply(all), weighting)));
    const program = compile({ loss, dtype: 'float64' });
    program.forward();
    program.backward();
    program.backward(); // and walking again changes nothing
    all.forEach((tensor, i) => {
      const doubled = once[i].map((slope) => 2 * slope);
      expect(difference(program.gradient(tensor), doubled)).toBeLessThan(1e-14);
    });
  });

  test('without states given the first one is zero', () => {
    const { gates, weights } = of(4);
    const [g, w] = [parameter('g', shapes(4).gates, gates), parameter('w', shapes(4).weights, weights)];
    const zero = constant(new Float64Array(batch * hidden), [batch, hidden]);
    expect(measure([lstm(g, w)], [g, w])).toEqual(measure([lstm(g, w, zero, zero)], [g, w]));
  });
});

describe('what figures read', () => {
  test('an LSTM keeps its gates and cells', () => {
    const layer = nn.lstm(inputs, hidden);
    layer.initialise(random(1));
    const x = start('x', [2, 1, inputs]);
    const states = layer.forward(x);
    const zero = constant(new Float64Array(hidden), [1, hidden]);
    const first = nn.lstmCell(index(x, 0), zero, zero, layer.byRole);
    const second = nn.lstmCell(index(x, 1), first.h, first.c, layer.byRole);
    const program = compile({ outputs: [states, second.h], dtype: 'float64' });
    program.forward();
    const kept = program.scratch(states);
    const gates = [first, second].flatMap(({ i, f, g, o }) => [i, f, g, o].flatMap((gate) => [...program.value(gate)]));
    const cells = [first, second].flatMap(({ c }) => [...program.value(c)]);
    expect(difference(kept.slice(0, 8 * hidden), gates)).toBeLessThan(1e-15);
    expect(difference(kept.slice(8 * hidden, 10 * hidden), cells)).toBeLessThan(1e-15);
  });

  test('a GRU keeps its gates', () => {
    const layer = nn.gru(inputs, hidden);
    layer.initialise(random(1));
    const x = start('x', [1, 2, inputs]);
    const h0 = start('h0', [2, hidden]);
    const states = layer.forward(x, h0);
    const cell = nn.gruCell(index(x, 0), h0, layer.byRole);
    const program = compile({ outputs: [states, cell.h], dtype: 'float64' });
    program.forward();
    const kept = program.scratch(states);
    for (const [k, gate] of [cell.r, cell.z, cell.n].entries())
      for (const b of [0, 1]) {
        const at = b * 3 * hidden + k * hidden;
        expect(difference(kept.slice(at, at + hidden), program.value(gate).slice(b * hidden, (b + 1) * hidden))).toBe(
          0,
        );
      }
  });

  test.each([true, false])('attention weights add up to 1 over what a step may see: causal %s', (causal) => {
    const [sequences, heads, length, width] = [2, 3, 4, 5];
    const qkv = start('qkv', [sequences, length, 3 * heads * width]);
    const mix = attention(qkv, { heads, causal });
    const program = compile({ outputs: [mix], dtype: 'float64' });
    program.forward();
    const weights = program.scratch(mix);
    for (let row = 0; row < sequences * heads * length; row++) {
      const list = [...weights.slice(row * length, (row + 1) * length)];
      expect(list.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 14);
      list.forEach((weight, j) => {
        if (causal && j > row % length) expect(weight).toBe(0);
        else expect(weight).toBeGreaterThan(0);
      });
    }
  });
});

describe('a small GPT', () => {
  const options = { vocabulary: 11, context: 6, width: 8, heads: 2, layers: 2 };
  const net = gpt(options);
  net.initialise(random('gpt'));
  const scores = (ids: number[]) => {
    const tokens = input('ids', [1, ids.length]);
    const logits = net.forward(tokens);
    const program = compile({ outputs: [logits], dtype: 'float64' });
    program.feed(tokens, ids);
    program.forward();
    return program.value(logits);
  };

  test('sees no later token, and takes fewer than its context', () => {
    const full = scores([1, 4, 9, 0, 3, 10]);
    const changed = scores([1, 4, 9, 0, 3, 2]);
    const short = scores([1, 4, 9]);
    expect([...changed.slice(0, 5 * 11)]).toEqual([...full.slice(0, 5 * 11)]);
    expect([...changed.slice(5 * 11)]).not.toEqual([...full.slice(5 * 11)]);
    expect([...short]).toEqual([...full.slice(0, 3 * 11)]);
  });

  test('has the parameters of a GPT, each under its own name', () => {
    const { width: d, vocabulary, context, layers: count } = options;
    const numbers = net.parameters.reduce((total, { size }) => total + size, 0);
    expect(numbers).toBe(2 * vocabulary * d + context * d + count * (12 * d * d + 13 * d) + 2 * d);
    const names = net.parameters.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names).toContain('gpt.block2.attention.qkv.weights');
    expect(names.slice(0, 3)).toEqual(['gpt.tokens.table', 'gpt.positions.table', 'gpt.block1.norm1.gain']);
  });

  test('starts as GPT-2 does: gains 1, biases 0, weights of 0.02, smaller where they add to the stream', () => {
    const wide = gpt({ vocabulary: 50, context: 40, width: 64, heads: 4, layers: 2 });
    wide.initialise(random(2));
    for (const { name = '', source } of wide.parameters) {
      if (source.kind !== 'parameter') continue;
      const { values } = source;
      const deviation = Math.sqrt(values.reduce((total, x) => total + x * x, 0) / values.length);
      const expected = name.endsWith('gain')
        ? 1
        : name.endsWith('bias')
          ? 0
          : /projection|down/.test(name)
            ? 0.01
            : 0.02;
      expect(Math.abs(deviation - expected), name).toBeLessThanOrEqual(expected === 1 ? 0 : 0.05 * expected);
    }
  });
});

describe('recurrent layers', () => {
  test('start uniform on ±1 / √hidden, as PyTorch’s, or as they are told', () => {
    const layer = nn.lstm(20, 100, { hiddenInitialiser: orthogonal() });
    layer.initialise(random(1));
    const { weights, hiddenWeights, bias } = layer.byRole;
    for (const { source } of [weights, bias]) {
      if (source.kind !== 'parameter') continue;
      const largest = Math.max(...source.values.map(Math.abs));
      expect(largest).toBeLessThan(0.1);
      expect(largest).toBeGreaterThan(0.099);
    }
    const { source } = hiddenWeights;
    const square = source.kind === 'parameter' ? source.values.reduce((total, x) => total + x * x, 0) : 0;
    expect(square).toBeCloseTo(100, 10); // 100 rows of length 1
  });

  test('name their parts', () => {
    const layer = nn.gru(2, 3, { name: 'reader' });
    expect(layer.parameters.map(({ name }) => name)).toEqual([
      'reader.weights',
      'reader.hiddenWeights',
      'reader.bias',
      'reader.hiddenBias',
    ]);
    expect(layer.forward(input('x', [4, 1, 2])).name).toBe('reader.h');
  });
});
