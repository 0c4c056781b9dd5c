// ONNX files, run by onnxruntime: every operation of the registry, found by being registered, and whole networks.
import { describe, expect, test } from 'vitest';
import { input, ops, parameter, random, type OpName, type Tensor } from '#engine';
import { ruleOf } from '../../../engine/ops/index.ts';
import { record } from '../../../engine/tensor.ts';
import { difference } from '../apply.ts';
import { draw } from '../draw.ts';
import { bothWays, type Fed } from './onnx-run.ts';

const names = Object.keys(ops) as OpName[];

describe.each(names)('%s', (name) => {
  test.each([1, 2, 3])('gives in onnxruntime what it gives here (sample %i)', async (seed) => {
    const rng = random(seed);
    const { inputs, attributes } = ruleOf(name).sample(() => 1 + rng.integer(seed === 1 ? 2 : 5));
    const fed: Record<string, Fed> = {};
    const tensors = inputs.map((sample, i): Tensor => {
      const { shape, values } = draw(sample, `${seed} ${i}`);
      if (i > 0 && sample.classes === undefined) return parameter(`p${i}`, shape, values);
      fed[`x${i}`] = { shape, values };
      return input(`x${i}`, shape);
    });
    const output = record(name, tensors as never, attributes as never).named('y');
    for (const { ours, theirs } of await bothWays([output], fed)) {
      expect(theirs.shape).toEqual([...ours.shape]);
      expect(difference(ours.values, theirs.values)).toBeLessThan(1e-5);
    }
  });
});
