// The networks of the bench are what they say: this engine finds PyTorch's losses on them, step by step, from the start
// values and batches that all libraries get. So the comparison is of equal work.
import { expect, test } from 'vitest';
import { networkIds } from './recipes.ts';
import reference from './losses.json';
import { create } from './small-nets.ts';
import { makeWorkload } from './workloads.ts';

/** float32, sums in other orders; a GELU of the other form already differs by 2e-5. */
const TOLERANCE = 5e-6;

test.each(networkIds)('%s finds the losses of PyTorch', async (id) => {
  const { step } = await create().prepare(makeWorkload(id));
  const losses: number[] = [];
  for (let i = 0; i < reference[id].length; i++) losses.push(await step());
  const errors = losses.map((loss, i) => Math.abs(loss / reference[id][i] - 1));
  expect(Math.max(...errors), losses.join(', ')).toBeLessThan(TOLERANCE);
});
