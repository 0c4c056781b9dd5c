// Jobs: the host that is pulled within a budget, pauses, steps, rewinds, cancels, and survives a crash; the tape that keeps
// the frames, made or fetched; the milestones of a run; and where frames are made.
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { figures } from '../../components/figure/all.ts';
import { finite } from '../../components/figure/finite.ts';
import { milestones } from '../../components/figure/milestones.ts';
import type { Source } from '../../components/figure/source.ts';
import { Tape } from '../../components/figure/tape.ts';
import * as registry from '#engine/jobs';
import { defineJob, drain, type Job } from '#engine/jobs';
import { createHost, type Pulled } from '#engine/worker';
import { trainings } from '../../engine/jobs/trainings.ts';
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

/** A source in this very process. */
const sourceOf = (job: string, parameters: unknown): Source<number> => {
  const host = createHost([...jobs], still);
  const run = host.start(job, parameters);
  return {
    pull: (limit) => Promise.resolve(host.pull(run, limit) as Pulled<number>),
    stop: () => host.cancel(run),
  };
};
const nowhere = () => {
  throw new Error('nothing to pull from');
};

describe('the tape', () => {
  test('makes no more frames than are asked for, and keeps them', () => {
    const tape = new Tape<{ step: number; w: number }>(halve as never, { start: 8, steps: 3 }, nowhere);
    tape.fill(2);
    expect(tape.frames.length).toBe(2);
    tape.fill(1);
    expect(tape).toMatchObject({ done: false, frames: [{ w: 8 }, { w: 4 }] });
    tape.fill(9);
    expect(tape).toMatchObject({ done: true, failure: undefined, brokeAt: undefined });
    expect(tape.frames.length).toBe(3);
  });

  test('stops before the first frame that is not finite', () => {
    const tape = new Tape(explode as never, {}, nowhere);
    tape.fill(50);
    expect(tape).toMatchObject({ done: true, brokeAt: 2 });
    expect(tape.frames.every(finite)).toBe(true);
  });

  test('keeps what came before a crash, and its words', () => {
    const tape = new Tape(crash as never, { after: 2 }, nowhere);
    tape.fill(9);
    expect(tape).toMatchObject({ frames: [0, 1], done: true, failure: 'the weights ran away' });
  });
});

describe('a tape that is fed', () => {
  const fed = (after: number) => new Tape<number>(crash as never, { after }, () => sourceOf('crash', { after }));

  test('pulls as many frames as asked for, passing over those that were made here', async () => {
    const tape = fed(9);
    tape.fill(3);
    await tape.pull(2);
    expect(tape.frames).toEqual([0, 1, 2, 3, 4]);
    await tape.pull(1);
    await tape.pull(0);
    expect(tape.frames).toEqual([0, 1, 2, 3, 4, 5]);
  });

  test('asks once at a time, so that no frame comes twice', async () => {
    const tape = fed(9);
    await Promise.all([tape.pull(2), tape.pull(2), tape.pull(2)]);
    expect(tape.frames).toEqual([0, 1]);
  });

  test('tells of a crash there, and of a source that died', async () => {
    const crashed = fed(2);
    await crashed.pull(9);
    expect(crashed).toMatchObject({ frames: [0, 1], done: true, failure: 'the weights ran away' });
    const dead = new Tape<number>(crash as never, { after: 9 }, () => ({
      pull: () => Promise.reject(new Error('the worker died')),
      stop: () => undefined,
    }));
    await dead.pull(1);
    expect(dead).toMatchObject({ frames: [], done: true, failure: 'the worker died' });
  });

  test('once cut, does not take its source’s end for a failure', async () => {
    const tape = fed(9);
    await tape.pull(1);
    tape.cut();
    await tape.pull(1);
    expect(tape).toMatchObject({ frames: [0], failure: undefined });
  });
});

describe('milestones', () => {
  const at = (last: number, pace: number) => {
    const isMilestone = milestones(last, 0, 0);
    return Array.from({ length: last + 1 }, (_, frame) => frame).filter((frame) => isMilestone(frame, frame * pace));
  };

  test('are the quarters of a long run', () => {
    expect(at(100, 1000)).toEqual([25, 50, 75]);
  });

  test('are never less than four seconds apart, and the end is not one of them', () => {
    expect(at(100, 60)).toEqual([67]);
    expect(at(100, 100)).toEqual([40, 80]);
    expect(at(10, 10)).toEqual([]);
  });
});

describe('where frames are made', () => {
  const files = readdirSync(new URL('../../engine/jobs/', import.meta.url));
  const source = (file: string) => readFileSync(new URL(`../../engine/jobs/${file}`, import.meta.url), 'utf8');
  const run = figures.flatMap(({ figure }) => (figure.run ? [figure.run] : []));

  test('a light job is a walk: it trains no program', () => {
    for (const { job, light } of run) {
      const own = files.filter((each) => source(each).includes(`name: '${job.name}'`));
      expect(own.length, job.name).toBeGreaterThan(0);
      if (light) for (const file of own) expect(source(file), `${job.name} is light`).not.toContain('/program.ts');
    }
  });

  test('the worker knows every job that is not light', async () => {
    for (const { job, light } of run) expect(await trainings[job.name]?.(), job.name).toBe(light ? undefined : job);
  });

  test('of a training a page has only the beginning, which is the same', () => {
    const beginnings = Object.entries(registry).flatMap(([name, job]) =>
      name.endsWith('AtRest') ? [job as Job<never, unknown>] : [],
    );
    for (const { job, light } of run) {
      const atRest = beginnings.find(({ name }) => name === job.name);
      expect(atRest !== undefined, job.name).toBe(!light);
      if (!atRest) continue;
      expect(atRest.files).toEqual(job.files);
      const file = files.find((each) => /AtRest = /.test(source(each)) && source(each).includes(`name: '${job.name}'`));
      expect(source(file ?? ''), job.name).not.toMatch(/\/(program|operations|optim)\.ts/);
    }
    for (const { figure } of figures) {
      if (!figure.run || figure.run.light) continue;
      const { job } = figure.run;
      const parameters = figure.parameters?.(figure.initial(), figure.own) as never;
      const atRest = beginnings.find(({ name }) => name === job.name);
      expect(atRest && drain(atRest, parameters, 2), job.name).toEqual(drain(job, parameters, 1));
    }
  });

  test('a training shows on arrival how things stand before it, and trains nothing for that', () => {
    const start = [1, 2, 3].map((w1) => ({ w1, w2: -w1, b: 0.5 }));
    const [first, second] = drain(registry.threeNeurons, { start }, 2);
    expect(first.neurons).toEqual(start);
    expect(second.neurons).not.toEqual(start);
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
