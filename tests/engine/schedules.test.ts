// Schedules of the learning rate, step by step beside PyTorch's schedulers.
import { expect, test } from 'vitest';
import { schedules, type Schedule } from '#engine';
import reference from '../reference/schedules.json';
import { difference } from './apply.ts';

/** The settings of the reference script. */
const ours: Record<keyof typeof reference, Schedule> = {
  stairs: schedules.stairs({ every: 7, factor: 0.5 }),
  cosine: schedules.cosine({ steps: 30, end: 0.1 }),
  'cosine with warm-up': schedules.cosine({ steps: 30, warmUp: 4 }),
  'one-cycle': schedules.oneCycle({ steps: 31 }),
};

test.each(Object.entries(ours))('%s has PyTorch’s factors', (name, schedule) => {
  const theirs = reference[name as keyof typeof reference];
  expect(
    difference(
      theirs.map((_, step) => schedule(step)),
      theirs,
    ),
  ).toBeLessThan(1e-13);
});

test('constant stays; the others end where they are told, and stay there', () => {
  expect([0, 1, 1e6].map(schedules.constant())).toEqual([1, 1, 1]);
  expect([29, 30, 1e6].map(ours.cosine)).toEqual([0.1, 0.1, 0.1]);
  expect([30, 31, 1e6].map(ours['one-cycle'])).toEqual([4e-6, 4e-6, 4e-6]);
  expect(schedules.oneCycle({ steps: 10, start: 0.5, end: 0.25 })(0)).toBe(0.5);
});

test.each([
  [() => schedules.stairs({ every: 0 }), 'stairs: every must be a whole number from 1: 0'],
  [() => schedules.stairs({ every: 1, factor: -1 }), 'stairs: factor must be finite and not negative: -1'],
  [() => schedules.cosine({ steps: 5, warmUp: 4 }), 'cosine: steps must be a whole number from 6: 5'],
  [() => schedules.cosine({ steps: 5, warmUp: 0.5 }), 'cosine: warmUp must be a whole number from 0: 0.5'],
  [() => schedules.cosine({ steps: 5, end: NaN }), 'cosine: end must be finite and not negative: NaN'],
  [
    () => schedules.oneCycle({ steps: 3, peak: 0.1 }),
    'oneCycle: a peak at 0.1 of 3 steps leaves no step before or after it',
  ],
  [() => schedules.oneCycle({ steps: 1.5 }), 'oneCycle: steps must be a whole number from 2: 1.5'],
])('bad settings are told: %#', (make, message) => {
  expect(make).toThrow(new RangeError(message));
});
