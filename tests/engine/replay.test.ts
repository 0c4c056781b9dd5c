// A bound call hands its arguments to the kernel in their order, however many there are.
import { expect, test, vi } from 'vitest';
import { kernels } from '../../engine/kernels/index.ts';
import { bind } from '../../engine/replay.ts';

test.each([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])('%d arguments', (length) => {
  const spy = vi.spyOn(kernels, 'matmul').mockImplementation(() => undefined);
  const memory = new Float64Array(1);
  const args = Array.from({ length }, (_, i) => i + 1);
  bind({ kernel: 'matmul', args }, memory)();
  expect(spy).toHaveBeenCalledExactlyOnceWith(memory, ...args);
  spy.mockRestore();
});
