// The cell against what can be worked out by hand, and against a simulation in small steps.
import { describe, expect, test } from 'vitest';
import { firingRate, leakTo, pulsesOf, respond, type Cell } from '../../engine/models/integrate-and-fire.ts';

const cell: Cell = { rest: -70, threshold: -55, leak: 20, pause: 2 };

describe('the leaky integrate-and-fire cell', () => {
  test('each pulse comes at its place in its slot, and all are sorted', () => {
    const pulses = pulsesOf(
      [
        { rate: 100, weight: 1, phases: [0.5] },
        { rate: 50, weight: 1, phases: [0.1] },
        { rate: 0, weight: 1, phases: [0] },
      ],
      40,
    );
    expect(pulses.map(({ time }) => time)).toEqual([2, 5, 15, 22, 25, 35]);
    expect(pulses.map(({ input }) => input)).toEqual([1, 0, 0, 1, 0, 0]);
  });

  test('irregular phases keep the number of pulses', () => {
    const pulses = pulsesOf([{ rate: 100, weight: 1, phases: [0.5, 0.1, 0.9] }], 60);
    expect(pulses.map(({ time }) => time)).toEqual([5, 11, 29, 35, 41, 59]);
  });

  test('after one leak time the distance to rest is 1/e of what it was', () => {
    expect(leakTo(cell, -60, 20)).toBeCloseTo(-70 + 10 / Math.E, 12);
  });

  test('two pulses in quick succession fire the cell, the same two far apart do not', () => {
    const twoPulses = (gap: number) => respond(cell, [{ rate: 1000 / gap, weight: 9, phases: [0.01] }], 1.5 * gap);
    expect(twoPulses(2).map(({ fires }) => fires)).toEqual([false, true]);
    expect(twoPulses(30).map(({ fires }) => fires)).toEqual([false, false]);
  });

  test('a pulse during the pause is not felt', () => {
    const events = respond({ ...cell, pause: 5 }, [{ rate: 500, weight: 20, phases: [0.5] }], 10);
    expect(events.map(({ fires }) => fires)).toEqual([true, false, false, true, false]);
    expect(events.map(({ ignored }) => ignored)).toEqual([false, true, true, false, true]);
  });

  test('inhibition never drives the potential below the floor', () => {
    const events = respond(cell, [{ rate: 400, weight: -8, phases: [0] }], 100, -80);
    expect(Math.min(...events.map(({ after }) => after))).toBe(-80);
  });

  test('fires when a simulation in steps of a thousandth of a millisecond does', () => {
    const inputs = [
      { rate: 170, weight: 6, phases: [0.3] },
      { rate: 90, weight: 7, phases: [0.7] },
      { rate: 60, weight: -5, phases: [0.2] },
    ];
    const pulses = pulsesOf(inputs, 300);
    const spikes: number[] = [];
    let potential = cell.rest;
    let deafUntil = -Infinity;
    for (let step = 0, next = 0; step < 300_000; step++) {
      const time = step / 1000;
      potential += ((cell.rest - potential) / cell.leak) * 0.001;
      while (next < pulses.length && pulses[next].time <= time) {
        const pulse = pulses[next++];
        if (pulse.time < deafUntil) continue;
        potential += inputs[pulse.input].weight;
        if (potential < cell.threshold) continue;
        spikes.push(pulse.time);
        potential = cell.rest;
        deafUntil = pulse.time + cell.pause;
      }
    }
    const events = respond(cell, inputs, 300);
    expect(spikes.length).toBeGreaterThan(5);
    expect(events.filter(({ fires }) => fires).map(({ time }) => time)).toEqual(spikes);
    expect(firingRate(cell, inputs, 300)).toBeCloseTo(spikes.length / 0.3, 9);
  });
});
