// Recurrent networks: a chain of cells against the whole sequence, the way back through time, what figures read.
import { describe, expect, test } from 'vitest';
import {
  add,
  compile,
  constant,
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
  sum,
  type Tensor,
} from '#engine';
import { difference } from './apply.ts';

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
