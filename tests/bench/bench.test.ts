// The machinery of the bench, with peers that only pretend: turns, best settings, failures, losses, tables.
import { describe, expect, test } from 'vitest';
import { create as createLoop } from './madd-loop.ts';
import { readOptions } from './options.ts';
import type { Command, Commands, Runner } from './peer.ts';
import { between } from './readme.ts';
import { account, lossLines, numbers } from './report.ts';
import { measure, median, ratio, type Contender } from './rounds.ts';
import type { PeerName } from './roster.ts';

interface Pretended {
  /** Steps a second, one for each slice after the warm-up; the last one goes on. */
  readonly rates?: readonly number[];
  /** Of step 1 and of all others. */
  readonly losses?: readonly [number, number];
  /** The slice that fails. */
  readonly failsAt?: number;
}

/** A peer that says how fast it is, and notes its name when it is asked for a slice. */
function pretend(name: string, { rates = [100], losses = [2, 1], failsAt }: Pretended, order: string[]): Runner {
  let slices = -1; // the first is the warm-up
  const answers: { [C in Command]: (ask: Commands[C]['ask']) => Commands[C]['answer'] } = {
    load: () => ({ detail: `${name} 1.0`, runs: ['W3', 'M64'] }),
    prepare: () => ({}),
    losses: ({ steps }) => ({ losses: Array.from({ length: steps }, (_, i) => losses[Math.min(i, 1)]) }),
    slice: ({ milliseconds }) => {
      slices++;
      if (slices === failsAt) throw new Error('it is tired\nof this');
      if (slices > 0) order.push(name);
      const rate = rates[Math.min(Math.max(slices - 1, 0), rates.length - 1)];
      return { steps: (rate * milliseconds) / 1000, milliseconds };
    },
  };
  return {
    ask: async (command, ask) => answers[command](ask),
    stop: () => undefined,
  };
}

const effort = { rounds: 5, slice: 100, warmup: 1000 };

async function run(peers: readonly (readonly [PeerName, Pretended])[]) {
  const order: string[] = [];
  const contenders = peers.map(([name, how]) => ({
    name,
    settings: [{ setting: '', runner: pretend(name, how, order) }],
  }));
  return { order, measured: await measure(contenders, ['W3'], effort, () => undefined) };
}

describe('rounds', () => {
  test('the peers take turns, and who begins rotates', async () => {
    const { order } = await run([
      ['small-nets', {}],
      ['jax-js', {}],
      ['convnetjs', {}],
    ]);
    const rounds = Array.from({ length: 5 }, (_, i) => order.slice(3 * i, 3 * i + 3));
    expect(rounds.map(([first]) => first)).toEqual(['small-nets', 'jax-js', 'convnetjs', 'small-nets', 'jax-js']);
    expect(rounds.every((round) => new Set(round).size === 3)).toBe(true);
  });

  test('rates are medians over the rounds, ratios medians of the ratios within them', async () => {
    const { measured } = await run([
      ['small-nets', { rates: [300, 30, 600, 60, 90] }],
      ['jax-js', { rates: [100, 15, 100, 15, 15] }],
    ]);
    const [ours, theirs] = [...(measured.outcomes.get('W3')?.values() ?? [])];
    expect(numbers(measured)).toEqual({ W3: { 'small-nets': 90, 'jax-js': 15 } });
    expect(ratio(ours, theirs)).toBe(4); // of 3, 2, 6, 4, 6
  });

  test('a peer whose step outlasts a slice plays three rounds', async () => {
    const { measured } = await run([['tfjs-cpu', { rates: [5] }]]);
    expect(measured.outcomes.get('W3')?.get('tfjs-cpu')?.rates).toEqual([5, 5, 5]);
  });

  test('a peer that fails is noted and left out; the others go on', async () => {
    const { measured } = await run([
      ['small-nets', {}],
      ['jax-js', { failsAt: 2 }],
    ]);
    expect(numbers(measured)).toEqual({ W3: { 'small-nets': 100 } });
    expect(measured.failures).toEqual(['W3 jax-js: it is tired']);
  });

  test('of several settings the fastest plays', async () => {
    const settings = [90, 120, 110].map((rate, i) => ({
      setting: `setting ${i}`,
      runner: pretend(`${i}`, { rates: [rate] }, []),
    }));
    const contenders: Contender[] = [{ name: 'pytorch', settings }];
    const measured = await measure(contenders, ['W3'], effort, () => undefined);
    const outcome = measured.outcomes.get('W3')?.get('pytorch');
    expect([outcome?.setting, median(outcome?.rates ?? [])]).toEqual(['setting 1', 120]);
    expect(account({ name: 'Node', measured })).toContain('pytorch, setting 1: W3');
  });
});

describe('losses', () => {
  test.each([
    ['at the first step', [2.001, 1], 'W3 2.00100 → 1.00000: jax-js, unlike small-nets'],
    ['at the tenth', [2, 1.0002], 'W3 2.00000 → 1.00020: jax-js, unlike small-nets'],
    ['as NaN', [2, NaN], 'W3 2.00000 → NaN: jax-js, unlike small-nets'],
  ] as const)('that differ %s are told', async (_, losses, line) => {
    const { measured } = await run([
      ['small-nets', {}],
      ['jax-js', { losses }],
    ]);
    expect(lossLines(measured).differing).toEqual([line]);
  });

  test('of other mathematics stand apart, and are no mistake', async () => {
    const { measured } = await run([
      ['small-nets', {}],
      ['jax-js', { losses: [2, 1.00001] }],
      ['convnetjs', { losses: [2, 1.3] }],
    ]);
    expect(lossLines(measured)).toEqual({
      lines: [
        'W3 2.00000 → 1.00000: small-nets, jax-js',
        'W3 2.00000 → 1.30000: convnetjs, which has no Adam and takes adadelta',
      ],
      differing: [],
    });
  });
});

describe('the command line', () => {
  test('without words asks for everything', () => {
    const { peers, workloads, node, chromium } = readOptions([]);
    expect([peers.length, workloads.length, node, chromium]).toEqual([10, 9, true, true]);
  });

  test.each([
    [['--peers', 'small-nets,keras'], "bench: no peer 'keras'; there is small-nets, "],
    [['--workloads', 'W7'], "bench: no workload 'W7'; there is W1, "],
    [['--only', 'firefox'], "bench: no place 'firefox'; there is node, chromium"],
    [['--rounds', 'many'], 'bench: invalid --rounds: many'],
    [['--slice=-3'], 'bench: invalid --slice: -3'],
  ])('%j is refused', (args, message) => {
    expect(() => readOptions(args)).toThrow(message);
  });
});

test('the README changes between its marks only', () => {
  const [begin, end] = ['<!-- bench: written by npm run bench -- --readme -->', '<!-- bench: end -->'];
  expect(between(`before\n${begin}\nold\n${end}\nafter`, 'new')).toBe(`before\n${begin}\n\nnew\n\n${end}\nafter`);
  expect(() => between('no marks', 'new')).toThrow('README: the marks');
});

test('the loop of multiply-adds is a module that WebAssembly takes', async () => {
  const { multiply } = await createLoop();
  expect(await (await multiply?.(64))?.step()).toBeGreaterThan(0);
});
