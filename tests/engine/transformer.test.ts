// Attention and the small GPT: what figures read out of them, and that no step sees a later one.
import { describe, expect, test } from 'vitest';
import { attention, compile, gpt, input, parameter, random } from '#engine';

test.each([true, false])('attention weights add up to 1 over what a step may see: causal %s', (causal) => {
  const [sequences, heads, length, width] = [2, 3, 4, 5];
  const shape = [sequences, length, 3 * heads * width];
  const rng = random('qkv');
  const qkv = parameter(
    'qkv',
    shape,
    Array.from({ length: sequences * length * 3 * heads * width }, () => rng.uniform(-1, 1)),
  );
  const mix = attention(qkv, { heads, causal });
  const program = compile({ outputs: [mix], dtype: 'float64' });
  const weights = program.scratch(mix);
  weights.fill(NaN);
  program.forward();
  for (let row = 0; row < sequences * heads * length; row++) {
    const list = [...weights.slice(row * length, (row + 1) * length)];
    expect(list.reduce((total, weight) => total + weight, 0)).toBeCloseTo(1, 14);
    list.forEach((weight, j) => {
      if (causal && j > row % length) expect(weight).toBe(0);
      else expect(weight).toBeGreaterThan(0);
    });
  }
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
