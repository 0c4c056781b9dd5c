// A run of the playground goes on from any frame, or from a file, with the same next step; and what leaves for other programs.
import { describe, expect, test } from 'vitest';
import type { OwnPoints } from '#engine';
import {
  drain,
  playground,
  playgroundAtRest,
  playgroundTrainer,
  type PlaygroundFrame,
  type PlaygroundParameters,
} from '#engine/jobs';
import { finite } from '../../components/figure/finite.ts';
import { same } from '../../components/figure/same.ts';
import { Tape } from '../../components/figure/tape.ts';
import { initialState } from '../../components/figure/url.ts';
import { knobs, type PlaygroundState } from '../../components/figures/playground/knobs.ts';
import { noPoints, readTable, withPoint } from '../../components/figures/playground/own-text.ts';
import { goesOn, parameters } from '../../components/figures/playground/setup.ts';
import { onnxFile, readRun, saveRun, torchScript, weightsFile } from '../../components/figures/playground/take.ts';
import { createHost } from '#engine/worker';

const rest = initialState(knobs);
const told = (turned: Partial<PlaygroundState> = {}, own?: OwnPoints): PlaygroundParameters =>
  parameters({ ...rest, ...turned }, own);
const numbers = ({ state, train, test: held, steps, seen, epoch }: PlaygroundFrame) => ({
  state: [...state],
  losses: [train.loss, held.loss],
  counts: [steps, seen, epoch],
});

const lively: Partial<PlaygroundState> = {
  optimizer: 'adam',
  rate: 0.02,
  dropout: 20,
  batch: '30',
  penalty: 'l1',
  noise: 0.2,
};

describe('at rest', () => {
  test.each<Partial<PlaygroundState>>([
    {},
    { ...lively, features: 'x,yy,xy,sinx', layers: '3.relu,2.sigmoid,4.leakyRelu' },
    { set: 'clouds', optimizer: 'momentum', layers: '2.gelu,2.silu,3.step,2.linear', init: 'tooLarge' },
    { set: 'hills', optimizer: 'rmsprop', layers: '', init: 'he', seed: 7 },
    { set: 'own' },
  ])('a page makes the same first frame as what trains, from the same numbers: %o', (turned) => {
    const [first] = drain(playground, told(turned), 1);
    expect(drain(playgroundAtRest, told(turned), 2)).toEqual([first]);
    const trainer = playgroundTrainer(told({ ...turned, batch: 'all', dropout: 0, penalty: 'none' }));
    if (turned.set === 'own') return expect(trainer).toBeUndefined();
    expect(trainer?.standing).toEqual({ state: first.state, steps: 0, seen: 0 });
    trainer?.step();
    expect(trainer?.program.loss).toBeCloseTo(first.train.loss ?? NaN, 5);
  });
});

describe('a run', () => {
  test('goes on from any of its frames as if it had never stopped, to the bit', () => {
    for (const turned of [{}, lively, { stride: 'update' } as const]) {
      const whole = drain(playground, told(turned), 9);
      const [again, ...after] = [...take(playground.run(told(turned), structuredClone(whole[4])), 5)];
      expect(numbers(again)).toEqual(numbers(whole[4]));
      expect(after.map(numbers)).toEqual(whole.slice(5).map(numbers));
    }
  });

  test('goes on by other rules, and with weights that a hand has changed', () => {
    const [, , third] = drain(playground, told(), 3);
    const [, faster] = take(playground.run(told({ rate: 1, optimizer: 'adam' }), structuredClone(third)), 2);
    expect(faster.steps).toBe(third.steps + 10);
    const state = third.state.slice();
    state[0] += 1;
    const [edited] = take(playground.run(told(), { ...structuredClone(third), state }), 1);
    expect(edited.state[0]).toBe(state[0]);
    expect(edited.train.loss).not.toBe(third.train.loss);
    expect(edited.map).not.toEqual(third.map);
  });

  test('ends by its rule, and says so; a divergence keeps the last sound frame', () => {
    const end = (turned: Partial<PlaygroundState>) => drain(playground, told(turned), 601).at(-1);
    expect(end({ stop: 'right', rate: 0.1 })?.ended).toBe('right');
    expect(end({ stop: 'low', rate: 0.3 })?.ended).toBe('low');
    expect(end({ stop: 'rising', set: 'moons', count: 60, noise: 0.45, optimizer: 'adam', rate: 0.05 })?.ended).toBe(
      'rising',
    );
    const broken = end({ set: 'hills', layers: '8.relu,8.relu', rate: 10 });
    expect(broken?.ended).toBe('diverged');
    expect(finite(broken)).toBe(true);
  });

  test('with nothing to learn from says so, and trains nothing', () => {
    for (const own of [undefined, noPoints, withPoint(noPoints, 1, 1, 1)]) {
      const frames = drain(playground, told({ set: 'own' }, own), 5);
      expect(frames.map(({ ended }) => ended)).toEqual(['lacking']);
    }
  });

  test('what may change on the way are parameters of the job', () => {
    for (const name of goesOn) expect(Object.keys(told())).toContain(name);
  });
});

/** The next few; what comes after them can still be had. */
function take<T>(frames: Generator<T>, count: number): T[] {
  const taken: T[] = [];
  while (taken.length < count) {
    const next = frames.next();
    if (next.done) break;
    taken.push(next.value);
  }
  return taken;
}

test('a tape that goes on keeps what came before, and takes the frame it began with as the source sends it', async () => {
  const whole = drain(playground, told(), 5);
  const host = createHost([playground], () => 0);
  const edited = { ...structuredClone(whole[2]), state: whole[2].state.map((value) => value + 0.5) };
  const run = host.start('playground', told(), edited);
  const source = {
    pull: (limit: { budget: number; frames: number }) => Promise.resolve(host.pull(run, limit) as never),
    stop: () => host.cancel(run),
  };
  const tape = new Tape<PlaygroundFrame>(playground as never, told(), () => source, [whole[0], whole[1], edited]);
  expect(tape.frames.length).toBe(3);
  await tape.settle();
  expect(tape.frames.slice(0, 2)).toEqual(whole.slice(0, 2));
  expect(tape.frames[2].train.loss).not.toBe(whole[2].train.loss);
  await tape.pull(2);
  expect(tape.frames.map(({ steps }) => steps)).toEqual([0, 10, 20, 30, 40]);
  await tape.settle();
  expect(tape.frames.length).toBe(5);
});

test('a tape that is asked for a further frame waits for that one, also when the frame it began with comes first and alone', async () => {
  const whole = drain(playground, told(), 4);
  const frames = playground.run(told(), structuredClone(whole[1]));
  const source = {
    pull: () => Promise.resolve({ frames: [...take(frames, 1)], done: false } as never),
    stop: () => undefined,
  };
  const tape = new Tape<PlaygroundFrame>(playground as never, told(), () => source, whole.slice(0, 2));
  await tape.pull(1);
  expect(tape.frames.map(({ steps }) => steps)).toEqual([0, 10, 20]);
});

describe('files', () => {
  const own = readTable('0,0,a\n1,1,b\n0,1,b\n1,0,a\n0.2,0.1,a\n0.9,0.8,b');
  test.each<[string, Partial<PlaygroundState>, boolean]>([
    ['adam with dropout and L1', lively, false],
    ['momentum on three classes', { set: 'clouds', optimizer: 'momentum', layers: '5.relu' }, false],
    ['own points', { set: 'own', optimizer: 'rmsprop', batch: 'all' }, true],
  ])('a saved run loads back to the same next step: %s', (_, turned, isOwn) => {
    if ('error' in own) throw new Error(own.error);
    const rules = told(turned, isOwn ? own.own : undefined);
    const frames = drain(playground, rules, 8);
    const bytes = saveRun(rules, frames[5], '?v=1&playground.rate=0.02');
    const back = readRun(bytes);
    expect(back.query).toBe('?v=1&playground.rate=0.02');
    expect(same(back.own, isOwn ? own.own : undefined)).toBe(true);
    const standing = back.standing(told(turned, back.own));
    const [first, ...after] = take(playground.run(told(turned, back.own), { ...frames[0], ...standing }), 3);
    expect(numbers(first)).toEqual(numbers(frames[5]));
    expect(after.map(numbers)).toEqual(frames.slice(6).map(numbers));
  });

  test('a file of something else is refused in words', () => {
    const rules = told();
    const [frame] = drain(playground, rules, 1);
    expect(() => readRun(weightsFile(rules, frame))).toThrow('This file holds no run of the playground.');
    expect(() => readRun(new Uint8Array(3))).toThrow('cut off');
    const run = readRun(saveRun(rules, frame, ''));
    expect(() => run.standing(told({ layers: '3.tanh' }))).toThrow('hidden1.weights');
  });

  test('what leaves for other programs is there: a script, and a net', () => {
    const rules = told(lively);
    const frame = drain(playground, rules, 3)[2];
    const script = torchScript(rules, frame);
    expect(script).toContain('torch.optim.Adam(');
    expect(script).toContain('nn.Module');
    expect(onnxFile(rules, frame).length).toBeGreaterThan(200);
  });
});
