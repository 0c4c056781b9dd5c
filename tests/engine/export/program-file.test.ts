// Saving and going on: the next steps are the same to the last bit, and a file that does not fit changes nothing.
import { describe, expect, test } from 'vitest';
import {
  adam,
  adamw,
  compile,
  input,
  momentum,
  nn,
  random,
  rmsprop,
  sgd,
  softmaxCrossEntropy,
  type Optimizer,
} from '#engine';
import { loadProgram, readSafetensors, saveProgram, writeSafetensors } from '#engine/export';

/** A net with all that training changes: parameters, running statistics, dropout by the count of steps. */
function trained(optimizer: Optimizer, dtype: 'float32' | 'float64' = 'float32') {
  const net = nn.sequential(nn.dense(3, 6), nn.batchNorm(6), nn.dropout(0.3), nn.dense(6, 4));
  net.initialise(random(1));
  const loss = softmaxCrossEntropy(net.forward(input('x', [5, 3])), input('label', [5]));
  const program = compile({ loss, optimizer, dtype });
  const rng = random(2);
  const step = () => {
    program.feed(
      'x',
      Array.from({ length: 15 }, () => rng.normal()),
    );
    program.feed(
      'label',
      Array.from({ length: 5 }, () => rng.integer(4)),
    );
    return program.step();
  };
  return { program, rng, step, run: (steps: number) => Array.from({ length: steps }, step) };
}

const optimizers: Record<Optimizer['name'], () => Optimizer> = {
  adam: () => adam({ rate: 0.05 }),
  adamw: () => adamw({ rate: 0.05 }),
  momentum: () => momentum({ rate: 0.05, nesterov: true }),
  rmsprop: () => rmsprop({ rate: 0.05 }),
  sgd: () => sgd({ rate: 0.05 }),
};

describe('a program in a file', () => {
  test.each(Object.entries(optimizers))('goes on bit for bit with %s', (_, make) => {
    for (const dtype of ['float32', 'float64'] as const) {
      const [first, second] = [trained(make(), dtype), trained(make(), dtype)];
      first.run(7);
      const file = saveProgram(first.program, { random: first.rng });
      const losses = first.run(5);
      second.run(2);
      loadProgram(second.program, file, { random: second.rng });
      expect(second.program.steps).toBe(7);
      expect(second.run(5)).toEqual(losses);
      expect(saveProgram(second.program, { random: second.rng })).toEqual(
        saveProgram(first.program, { random: first.rng }),
      );
    }
  });

  test('has parameters and states under their own names, with their shapes', () => {
    const { program, run } = trained(adam());
    const { tensors, metadata } = readSafetensors(saveProgram(program));
    const states = [...program.states.keys()];
    expect(states).toHaveLength(2);
    for (const name of states) expect(tensors[name].values).toEqual(program.value(name));
    const file = saveProgram(program);
    run(2);
    loadProgram(program, file);
    for (const name of states) expect(program.value(name)).toEqual(tensors[name].values);
    expect(tensors['dense1.weights'].shape).toEqual([3, 6]);
    expect(tensors['optimizer.1.dense4.bias'].shape).toEqual([4]);
    expect(metadata).toEqual({ steps: '0', optimizer: 'adam' });
  });

  test('of weights alone starts the optimizer anew', () => {
    const [first, second] = [trained(adam()), trained(adam())];
    first.run(3);
    second.run(5);
    const { tensors } = readSafetensors(saveProgram(first.program));
    const weights = Object.entries(tensors).filter(([name]) => !name.startsWith('optimizer.'));
    loadProgram(second.program, writeSafetensors(Object.fromEntries(weights), 'F32'));
    expect(second.program.value('dense1.weights')).toEqual(first.program.value('dense1.weights'));
    expect(second.program.averages('dense1.weights').map((view) => view.every((value) => value === 0))).toEqual([
      true,
      true,
    ]);
    expect(second.program.steps).toBe(0);
  });

  test('that does not fit changes nothing', () => {
    const { program, rng, run } = trained(adam());
    run(3);
    const good = readSafetensors(saveProgram(program, { random: rng }));
    const before = saveProgram(program, { random: rng });
    const forged = (change: (file: typeof good) => void): Uint8Array => {
      const file = { tensors: { ...good.tensors }, metadata: { ...good.metadata } };
      change(file);
      return writeSafetensors(file.tensors, 'F32', file.metadata);
    };
    const cases: [(file: typeof good) => unknown, string][] = [
      [({ tensors }) => delete tensors['dense4.bias'], "load: the file has no 'dense4.bias'"],
      [({ tensors }) => delete tensors['optimizer.0.dense4.bias'], "load: the file has no 'optimizer.0.dense4.bias'"],
      [({ tensors }) => (tensors.more = tensors['dense4.bias']), "load: the program has no 'more'"],
      [
        ({ tensors }) => (tensors['dense4.bias'] = { shape: [2, 2], values: new Float32Array(4) }),
        "load: 'dense4.bias' is [2, 2] in the file, [4] in the program",
      ],
      [
        ({ tensors }) => (tensors['dense4.bias'] = { shape: [4], values: Float32Array.of(0, 0, NaN, 0) }),
        "load: 'dense4.bias': value 2 is NaN",
      ],
      [({ metadata }) => (metadata.optimizer = 'sgd'), 'load: saved with sgd, not adam'],
      [({ metadata }) => (metadata.steps = '-1'), 'load: steps "-1" is no count'],
      [({ metadata }) => (metadata.random = '1 2 3 4'), 'load: random state "1 2 3 4" is not five 32-bit words'],
      [({ metadata }) => delete metadata.random, 'load: the file holds no random state'],
    ];
    for (const [change, message] of cases) {
      expect(() => loadProgram(program, forged(change), { random: rng })).toThrow(message);
      expect(saveProgram(program, { random: rng })).toEqual(before);
    }
  });
});
