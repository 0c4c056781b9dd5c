// Same seed, same bits: the number below is what every machine and browser must compute with the plain kernels.
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test('the engine computes what it has always computed, to the last bit', () => {
  expect(fingerprint()).toBe('cd27b519');
});
