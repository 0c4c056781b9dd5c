// Same seed, same bits: the numbers below are what every machine and browser must compute.
import { expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

test.each([
  ['plain', 'cd27b519'],
  ['fast', '56f22505'],
] as const)('the engine computes with its %s kernels what it has always computed, to the last bit', (kernels, bits) => {
  expect(fingerprint(kernels)).toBe(bits);
});
