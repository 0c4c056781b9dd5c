// The networks of the bench are what they say: this engine finds PyTorch's losses on them, step by step, from the start
// values and batches that all libraries get. So the comparison is of equal work.
import { afterEach, describe, expect, test } from 'vitest';
import { useMachine, type MachineMaker } from '../../engine/replay.ts';
import { plain } from '../../engine/simd/build/plain.ts';
import { relaxed } from '../../engine/simd/build/relaxed.ts';
import { simdMachines } from '../../engine/simd/machine.ts';
import { enginePeer } from './engine.ts';
import reference from './losses.json';
import { networkIds } from './recipes.ts';
import { makeWorkload } from './workloads.ts';

/** float32, sums in other orders; a GELU of the other form already differs by 2e-5. */
const TOLERANCE = 5e-6;

const kernelSets: [string, MachineMaker | undefined][] = [
  ['TypeScript', undefined],
  ['SIMD', simdMachines(plain)],
  ['relaxed SIMD', simdMachines(relaxed)],
];
const usual = simdMachines(plain);

describe.each(kernelSets)('on the kernels in %s', (_, machines) => {
  afterEach(() => useMachine(usual));

  test.each(networkIds)('%s finds the losses of PyTorch', { timeout: 60_000 }, async (id) => {
    useMachine(machines);
    const { step } = await enginePeer('').prepare(makeWorkload(id));
    const losses: number[] = [];
    for (let i = 0; i < reference[id].length; i++) losses.push(await step());
    const errors = losses.map((loss, i) => Math.abs(loss / reference[id][i] - 1));
    expect(Math.max(...errors), losses.join(', ')).toBeLessThan(TOLERANCE);
  });
});
