// Numbers to test an operation on.
import { random } from '#engine';
import type { SampleInput } from '../../engine/ops/rule.ts';
import type { Listed } from './apply.ts';

/** Numbers as the sample of a rule asks for them. */
export function draw({ shape, low = -2, high = 2, away = 0, classes }: SampleInput, seed: string): Listed {
  const rng = random(seed);
  const size = shape.reduce((product, n) => product * n, 1);
  const values = Array.from({ length: size }, () => {
    if (classes !== undefined) return rng.integer(classes);
    for (;;) {
      const value = rng.uniform(low, high);
      if (Math.abs(value) >= away) return value;
    }
  });
  return { shape: [...shape], values };
}
