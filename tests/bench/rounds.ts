/**
 * How the measurement goes: every peer is warmed up, then the peers take turns in short slices, in an order that rotates
 * from round to round. On a machine with other work only what was measured in the same round may be compared.
 */
import type { Runner } from './peer.ts';
import type { WorkloadId } from './recipes.ts';
import type { PeerName } from './roster.ts';

/** One peer in all the settings among which its best is looked for; most have one. */
export interface Contender {
  readonly name: PeerName;
  readonly settings: readonly { readonly setting: string; readonly runner: Runner }[];
}

export interface Effort {
  readonly rounds: number;
  /** Milliseconds. */
  readonly slice: number;
  /** Milliseconds; the steps whose losses are kept are part of it. */
  readonly warmup: number;
}

/** What a peer did on one workload. */
export interface Outcome {
  /** The setting in which it was fastest. */
  readonly setting: string;
  /** Of the first steps; none for products. */
  readonly losses: readonly number[];
  /** Steps a second, round by round; a peer that takes longer than a slice for a step sits out the later rounds. */
  readonly rates: readonly number[];
}

export interface Measured {
  /** What each peer said of itself. */
  readonly details: ReadonlyMap<PeerName, string>;
  readonly outcomes: ReadonlyMap<WorkloadId, ReadonlyMap<PeerName, Outcome>>;
  /** What failed, in words. */
  readonly failures: readonly string[];
}

/** So many losses of every network are kept, to be compared with those of the other peers. */
export const LOSSES = 10;
const ROUNDS_OF_THE_SLOW = 3;

/** The middle one, or the mean of the middle two. */
export function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** How many times as fast the first is as the second: the median over the rounds in which both ran. */
export const ratio = (of: Outcome, to: Outcome): number =>
  median(of.rates.slice(0, to.rates.length).map((rate, round) => rate / to.rates[round]));

const message = (error: unknown): string => (error instanceof Error ? error.message : String(error)).split('\n')[0];

async function rateOf(runner: Runner, time: number): Promise<number> {
  const { steps, milliseconds } = await runner.ask('slice', { milliseconds: time });
  return (steps / milliseconds) * 1000;
}

interface Ready {
  readonly setting: string;
  readonly runner: Runner;
  readonly losses: number[];
}

/** Makes a workload ready in one setting and warms it up. */
async function warmUp(runner: Runner, setting: string, workload: WorkloadId, warmup: number): Promise<Ready> {
  await runner.ask('prepare', { workload });
  const start = performance.now();
  const isNetwork = workload.startsWith('W');
  const { losses } = isNetwork ? await runner.ask('losses', { steps: LOSSES }) : { losses: [] };
  const left = warmup - (performance.now() - start);
  if (left > 0) await rateOf(runner, left);
  return { setting, runner, losses };
}

/** The fastest of several settings, by one slice each. */
async function fastest(ready: readonly Ready[], slice: number): Promise<Ready | undefined> {
  if (ready.length < 2) return ready[0];
  const rates: number[] = [];
  for (const { runner } of ready) rates.push(await rateOf(runner, slice));
  return ready[rates.indexOf(Math.max(...rates))];
}

/** Measures all contenders on all workloads; what fails is reported and left out. The runners stay alive. */
export async function measure(
  contenders: readonly Contender[],
  workloads: readonly WorkloadId[],
  { rounds, slice, warmup }: Effort,
  log: (line: string) => void,
): Promise<Measured> {
  const failures: string[] = [];
  const fail = (what: string, error: unknown): void => {
    failures.push(`${what}: ${message(error)}`);
    log(failures[failures.length - 1]);
  };
  const details = new Map<PeerName, string>();
  const runs = new Map<Runner, readonly WorkloadId[]>();
  for (const { name, settings } of contenders)
    for (const { setting, runner } of settings)
      try {
        const loaded = await runner.ask('load', {});
        details.set(name, loaded.detail);
        runs.set(runner, loaded.runs);
      } catch (error) {
        fail([name, setting].filter(Boolean).join(' '), error);
      }

  const outcomes = new Map<WorkloadId, Map<PeerName, Outcome>>();
  for (const workload of workloads) {
    const playing: { name: PeerName; ready: Ready; rates: number[] }[] = [];
    for (const { name, settings } of contenders) {
      const ready: Ready[] = [];
      for (const { setting, runner } of settings) {
        if (!runs.get(runner)?.includes(workload)) continue;
        try {
          ready.push(await warmUp(runner, setting, workload, warmup / settings.length));
        } catch (error) {
          fail([workload, name, setting].filter(Boolean).join(' '), error);
        }
      }
      const best = await fastest(ready, slice);
      if (best !== undefined) playing.push({ name, ready: best, rates: [] });
    }
    for (let round = 0; round < rounds; round++)
      for (let turn = 0; turn < playing.length; turn++) {
        const { ready, rates } = playing[(turn + round) % playing.length];
        const isSlow = rates.length > 0 && median(rates) * slice < 1000;
        if (round < ROUNDS_OF_THE_SLOW || !isSlow) rates.push(await rateOf(ready.runner, slice));
      }
    outcomes.set(
      workload,
      new Map(playing.map(({ name, ready, rates }) => [name, { setting: ready.setting, losses: ready.losses, rates }])),
    );
    log(`${workload}: ${playing.map(({ name, rates }) => `${name} ${median(rates).toPrecision(4)}`).join(', ')}`);
  }
  return { details, outcomes, failures };
}
