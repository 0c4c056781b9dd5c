// The thread with its knobs turned, and the price of a gradient: what chapter 7 claims of both.
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  runThread,
  thread,
  threadGradients,
  threadParameters,
  threadStep,
  threadWrongOrder,
} from '../../../engine/index.ts';
import { countGradientCost } from '../../../engine/models/gradient-cost.ts';

const turned = (at: number, by: number) => threadParameters.map((value, i) => (i === at ? value + by : value));

describe('nine knobs', () => {
  test('untouched, they are the thread', () => {
    const { W, b, v, c } = threadGradients();
    expect(runThread(threadParameters).slopes).toEqual([...W.flat(), ...b, ...v, c]);
  });

  test('wherever they stand, every slope is what central differences say', () => {
    const knobs = fc.array(fc.double({ min: -3, max: 3, noNaN: true }), { minLength: 9, maxLength: 9 });
    fc.assert(
      fc.property(knobs, (parameters) => {
        const { slopes } = runThread(parameters);
        slopes.forEach((slope, at) => {
          const [up, down] = [1e-5, -1e-5].map(
            (h) => runThread(parameters.map((value, i) => (i === at ? value + h : value))).forward.loss,
          );
          expect(Math.abs((up - down) / 2e-5 - slope)).toBeLessThan(1e-7);
        });
      }),
      { numRuns: 40 },
    );
  });

  test('of all turns of one knob by half, that of W₂₂ helps most, and it has the largest slope', () => {
    const { slopes } = runThread(threadParameters);
    const losses = slopes.map((slope, at) => runThread(turned(at, -0.5 * Math.sign(slope))).forward.loss);
    const byLoss = losses.map((_, at) => at).sort((a, b) => losses[a] - losses[b]);
    expect(byLoss[0]).toBe(3);
    expect(losses[byLoss[1]] - losses[byLoss[0]]).toBeGreaterThan(0.05);
    const bySlope = slopes.map((_, at) => at).sort((a, b) => Math.abs(slopes[b]) - Math.abs(slopes[a]));
    expect(bySlope[0]).toBe(3);
  });

  test('an early update turns three signs, those of the first hidden neuron, and the step gains less', () => {
    const rate = 0.5;
    const [right, early] = [runThread(threadParameters), runThread(threadParameters, rate)];
    expect(early.gradients.h).toEqual(threadWrongOrder(rate));
    const wrong = right.slopes.flatMap((slope, i) => (slope * early.slopes[i] < 0 ? [i] : []));
    expect(wrong).toEqual([0, 1, 4]);
    expect(right.gradients.h[0]).toBeGreaterThan(0.12);
    expect(early.gradients.h[0]).toBeCloseTo(-0.0244, 4);
    const after = runThread(threadParameters.map((value, i) => value - rate * early.slopes[i])).forward.loss;
    expect(after - threadStep(rate).after.loss).toBeGreaterThan(0.03);
    expect(after).toBeLessThan(right.forward.loss);
  });

  test('a saturated neuron pushes hardest the wrong way and has hardly a slope', () => {
    const { forward, slopes } = runThread([0.4, 0.6, 2, -2, 0.5, -0.3, -0.2, 0.7, 0.1]);
    const pushes = [...forward.h.map((h, i) => h * thread.v[i]), thread.c];
    expect(Math.min(...pushes)).toBe(pushes[1]);
    expect(pushes[1]).toBeLessThan(-0.69);
    expect(Math.max(...[2, 3, 5].map((at) => Math.abs(slopes[at])))).toBeLessThan(1e-5);
  });
});

describe('what a gradient costs', () => {
  test.each([2, 8, 32, 64])('with %i hidden neurons, three ways agree and one is cheap', (hidden) => {
    const { parameters, nudges, forwardMode, backward, forwardWork } = countGradientCost(hidden, 1);
    expect(parameters).toBe(4 * hidden + 1);
    expect(nudges.passes).toBe(parameters + 1);
    expect(forwardMode.passes).toBe(parameters);
    expect(backward.passes).toBe(2);
    expect(backward.work / forwardWork).toBeGreaterThan(2);
    expect(backward.work / forwardWork).toBeLessThan(3);
    expect(nudges.miss).toBeLessThan(1e-5);
    expect(forwardMode.miss).toBeLessThan(1e-14);
  });

  test.each([5, 20])('for %i results going back is walked as many times', (results) => {
    const { backward, nudges, parameters } = countGradientCost(4, results);
    expect(backward.passes).toBe(1 + results);
    expect(nudges.passes).toBe(parameters + 1);
    expect(nudges.miss).toBeLessThan(1e-5);
  });
});
