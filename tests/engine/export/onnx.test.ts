// ONNX files, run by onnxruntime: every operation of the registry, found by being registered, and whole networks.
import { describe, expect, test } from 'vitest';
import { adam, compile, input, ops, parameter, random, type OpName, type Tensor } from '#engine';
import { toOnnx } from '#engine/export';
import { reach } from '../../../engine/graph.ts';
import { ruleOf } from '../../../engine/ops/index.ts';
import { record } from '../../../engine/tensor.ts';
import reference from '../../reference/ops.json';
import { difference, type Listed } from '../apply.ts';
import { draw } from '../draw.ts';
import { networks } from './networks.ts';
import { runOnnx, type Fed } from './onnx-run.ts';

const cases = reference as unknown as Record<string, { inputs: Listed[]; attributes: unknown; output: Listed }[]>;
const names = Object.keys(ops) as OpName[];

describe.each(names)('%s', (name) => {
  test.each([1, 2, 3, 4, 5, 6])('gives in onnxruntime what it gives here (sample %i)', async (seed) => {
    const rng = random(seed);
    const { inputs, attributes } = ruleOf(name).sample(() => 1 + rng.integer(seed === 1 ? 2 : 5));
    const fed: Record<string, Fed> = {};
    const tensors = inputs.map((sample, i): Tensor => {
      const { shape, values } = draw(sample, `${seed} ${i}`);
      if (i > 0 && sample.classes === undefined) return parameter(`p${i}`, shape, values);
      fed[`x${i}`] = { shape, values };
      return input(`x${i}`, shape);
    });
    const output = record(ops[name] as never, tensors as never, attributes as never).named('y');
    const program = compile({ outputs: [output] });
    program.mode = 'evaluate';
    for (const [key, { values }] of Object.entries(fed)) program.feed(key, values);
    program.forward();
    const { y } = await runOnnx(toOnnx({ outputs: [output] }), fed);
    expect(y.shape).toEqual([...output.shape]);
    expect(difference(y.values, program.value(output))).toBeLessThan(1e-5);
  });
});

/** Those two behave otherwise in training, which is how PyTorch was asked. */
const alikeInTraining = names.filter((name) => name !== 'batchNorm' && name !== 'dropout');

describe.each(alikeInTraining)('%s', (name) => {
  test('gives in onnxruntime what it gives in PyTorch, whatever its settings', async () => {
    for (const { inputs, attributes, output } of cases[name]) {
      const tensors = inputs.map(({ shape }, i) => input(`x${i}`, shape));
      const y = record(ops[name] as never, tensors as never, attributes as never).named('y');
      const results = await runOnnx(
        toOnnx({ outputs: [y] }),
        Object.fromEntries(inputs.map((fed, i) => [`x${i}`, fed])),
      );
      expect(results.y.shape).toEqual(output.shape);
      expect(difference(results.y.values, output.values)).toBeLessThan(1e-5);
    }
  });
});

/** The first slice along an axis, which stays. */
function firstExample({ shape, values }: Fed, axis: number): Fed {
  const inner = shape.slice(axis + 1).reduce((product, n) => product * n, 1);
  const stride = inner * shape[axis];
  return {
    shape: shape.map((size, i) => (i === axis ? 1 : size)),
    values: Array.from(values).filter((_, i) => i % stride < inner),
  };
}

describe.each(Object.entries(networks))('the network %s', (_, make) => {
  test('gives in onnxruntime what it gives here after some training, and to one example alone the same', async () => {
    const { outputs, loss, batch, batchAxis } = make();
    const program = compile({ loss, outputs, optimizer: adam({ rate: 0.01 }) });
    const rng = random('batches');
    const feed = (): Record<string, number[]> => {
      const numbers = batch(rng);
      for (const [name, values] of Object.entries(numbers)) program.feed(name, values);
      return numbers;
    };
    for (let step = 0; step < 5; step++) {
      feed();
      program.step();
    }
    program.mode = 'evaluate';
    const numbers = feed();
    program.forward();

    const inputs = reach(outputs).filter(({ source }) => source.kind === 'input');
    const fed = inputs.map(({ name = '', shape }): [string, Fed] => [name, { shape, values: numbers[name] }]);
    const file = toOnnx({ outputs, program, batchAxis });
    const together = await runOnnx(file, Object.fromEntries(fed));
    const alone = await runOnnx(
      file,
      Object.fromEntries(fed.map(([name, tensor]) => [name, firstExample(tensor, batchAxis)])),
    );
    for (const tensor of outputs) {
      const [all, one] = [together, alone].map((results) => results[tensor.name ?? '']);
      expect(all.shape).toEqual([...tensor.shape]);
      expect(difference(all.values, program.value(tensor))).toBeLessThan(1e-5);
      const first = firstExample(all, batchAxis);
      expect(one.shape).toEqual(first.shape);
      expect(difference(one.values, first.values)).toBeLessThan(1e-5);
    }
  });
});

test('a network needs outputs to leave', () => {
  expect(() => toOnnx({ outputs: [] })).toThrow('toOnnx: needs at least one output');
});
