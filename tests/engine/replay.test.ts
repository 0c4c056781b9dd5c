// A bound call hands its arguments to the kernel in their order, however many there are.
import { expect, test, vi } from 'vitest';
import { bind } from '../../engine/replay.ts';

test.each([3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13])('%d arguments', (length) => {
  const spy = vi.fn();
  const memory = new Float64Array(1);
  const args = Array.from({ length }, (_, i) => i + 1);
  bind({ kernel: 'spy', run: spy, args }, memory)();
  expect(spy).toHaveBeenCalledExactlyOnceWith(memory, ...args);
});
