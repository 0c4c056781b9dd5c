// Jobs: the host that is pulled within a budget, pauses, steps, rewinds, cancels, and survives a crash; the tape that keeps
// the frames; and that every registered job gives the same frames by whichever way it is drained.
import { describe, expect, test } from 'vitest';
import { finite } from '../../components/figure/finite.ts';
import { Tape } from '../../components/figure/tape.ts';
import { defineJob, drain } from '#engine/jobs';
import { createHost } from '#engine/worker';
import { buffersIn } from '../../engine/worker/host.ts';

const halve = defineJob({
  name: 'halve',
  *run({ start, steps }: { start: number; steps: number }) {
    for (let w = start, step = 0; step < steps; step++, w /= 2) yield { step, w };
  },
});
const crash = defineJob({
  name: 'crash',
  *run({ after }: { after: number }) {
    for (let step = 0; step < after; step++) yield step;
    throw new Error('the weights ran away');
  },
});
const explode = defineJob({
  name: 'explode',
  *run() {
    for (let w = 1; ; w *= 1e200) yield { w: Float64Array.of(w) };
  },
});
const jobs = [halve, crash, explode];
const all = { budget: Infinity, frames: Infinity };
const still = () => 0;

describe('the host', () => {
  test('gives as many frames as asked for, and the rest when asked again: a run that is not pulled is paused', () => {
    const host = createHost(jobs, still);
    const run = host.start('halve', { start: 8, steps: 5 });
    expect(host.pull(run, { budget: 9, frames: 2 })).toEqual({
      frames: [
        { step: 0, w: 8 },
        { step: 1, w: 4 },
      ],
      done: false,
    });
    expect(host.pull(run, { budget: 9, frames: 1 }).frames).toEqual([{ step: 2, w: 2 }]);
    expect(host.pull(run, all)).toMatchObject({ frames: [{ step: 3 }, { step: 4 }], done: true });
    expect(host.pull(run, all)).toEqual({ frames: [], done: true });
  });

  test('stops within its budget, but never without a frame', () => {
    let now = 0;
    const host = createHost(jobs, () => (now += 3));
    const run = host.start('halve', { start: 1, steps: 100 });
    expect(host.pull(run, { budget: 10, frames: 100 }).frames.length).toBe(4);
    expect(host.pull(run, { budget: 0, frames: 100 }).frames.length).toBe(1);
  });

  test('started again with the same parameters, gives the same frames, however it is pulled', () => {
    const host = createHost(jobs, still);
    const [once, again] = [1, 2].map(() => host.start('halve', { start: 3, steps: 20 }));
    const steps = Array.from({ length: 20 }, () => host.pull(again, { budget: 0, frames: 1 }).frames).flat();
    expect(host.pull(once, all).frames).toEqual(steps);
    expect(drain(halve, { start: 3, steps: 20 }, 50)).toEqual(steps);
  });

  test('keeps runs apart, and ends one that is cancelled', () => {
    const host = createHost(jobs, still);
    const [a, b] = [host.start('halve', { start: 1, steps: 9 }), host.start('halve', { start: 2, steps: 9 })];
    host.cancel(a);
    expect(host.pull(a, all)).toEqual({ frames: [], done: true });
    expect(host.pull(b, { budget: 1, frames: 1 }).frames).toEqual([{ step: 0, w: 2 }]);
    host.cancel(77);
  });

  test('tells of a crash as an answer, with the frames before it, and lives on', () => {
    const host = createHost(jobs, still);
    const run = host.start('crash', { after: 2 });
    expect(host.pull(run, all)).toEqual({ frames: [0, 1], done: true, error: 'the weights ran away' });
    expect(host.pull(run, all)).toEqual({ frames: [], done: true });
    expect(host.pull(host.start('halve', { start: 1, steps: 1 }), all).frames).toHaveLength(1);
  });

  test('names a job that it does not know', () => {
    expect(() => createHost(jobs, still).start('dream', {})).toThrow('start: no job is called "dream"');
  });

  test('finds each buffer of a frame once, however deep', () => {
    const shared = new Float32Array(3);
    const frame = { w: [shared, shared.subarray(1)], name: 'x', more: { b: new Uint8Array(2), none: null } };
    expect(buffersIn([frame]).size).toBe(2);
  });
});

describe('the tape', () => {
  test('makes no more frames than are asked for, and keeps them', () => {
    const tape = new Tape<{ step: number; w: number }>(halve as never, { start: 8, steps: 3 });
    tape.fill(2);
    expect(tape.frames.length).toBe(2);
    tape.fill(1);
    expect(tape).toMatchObject({ done: false, frames: [{ w: 8 }, { w: 4 }] });
    tape.fill(9);
    expect(tape).toMatchObject({ done: true, failure: undefined, brokeAt: undefined });
    expect(tape.frames.length).toBe(3);
  });

  test('stops before the first frame that is not finite', () => {
    const tape = new Tape(explode as never, {});
    tape.fill(50);
    expect(tape).toMatchObject({ done: true, brokeAt: 2 });
    expect(tape.frames.every(finite)).toBe(true);
  });

  test('keeps what came before a crash, and its words', () => {
    const tape = new Tape(crash as never, { after: 2 });
    tape.fill(9);
    expect(tape).toMatchObject({ frames: [0, 1], done: true, failure: 'the weights ran away' });
  });
});

test.each([
  [1, true],
  [NaN, false],
  [[1, [2, Infinity]], false],
  [{ a: { b: Float32Array.of(1, NaN) } }, false],
  [{ a: null, b: 'NaN', c: new Uint8Array(3) }, true],
])('%j finite: %s', (data, answer) => {
  expect(finite(data)).toBe(answer);
});
