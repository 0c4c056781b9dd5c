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
const TRIALS = 3;

/** The middle one, or the mean of the middle two. */
export function median(list: readonly number[]): number {
  const sorted = list.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
}

/** How many times as fast the first is as the second: the median over the rounds in which both ran. */
export const ratio = (of: Outcome, to: Outcome): number =>
  median(of.rates.slice(0, to.rates.length).map((rate, round) => rate / to.rates[round]));

/** Does what may fail; a failure is noted under what it concerns, and answered by undefined. */
type Attempt = <T>(what: string, action: () => Promise<T>) => Promise<T | undefined>;

async function rateOf(runner: Runner, time: number): Promise<number> {
  const { steps, milliseconds } = await runner.ask('slice', { milliseconds: time });
  return (steps / milliseconds) * 1000;
}

/** A peer in one of its settings, warmed up on a workload. */
interface Player {
  readonly name: PeerName;
  readonly setting: string;
  readonly runner: Runner;
  readonly losses: readonly number[];
  readonly rates: number[];
}

const called = ({ name, setting }: Pick<Player, 'name' | 'setting'>): string =>
  [name, setting].filter(Boolean).join(' ');

async function warmUp(runner: Runner, workload: WorkloadId, warmup: number): Promise<{ losses: number[] }> {
  await runner.ask('prepare', { workload });
  const start = performance.now();
  const isNetwork = workload.startsWith('W');
  const { losses } = isNetwork ? await runner.ask('losses', { steps: LOSSES }) : { losses: [] };
  const left = warmup - (performance.now() - start);
  if (left > 0) await rateOf(runner, left);
  return { losses };
}

/** One round; a player whose steps take longer than a slice plays only in the first ones. Returns those who failed. */
async function playRound(
  players: readonly Player[],
  round: number,
  slice: number,
  attempt: Attempt,
): Promise<Set<Player>> {
  const failed = new Set<Player>();
  for (let turn = 0; turn < players.length; turn++) {
    const player = players[(turn + round) % players.length];
    const isSlow = player.rates.length > 0 && median(player.rates) * slice < 1000;
    if (isSlow && round >= ROUNDS_OF_THE_SLOW) continue;
    const rate = await attempt(called(player), () => rateOf(player.runner, slice));
    if (rate === undefined) failed.add(player);
    else player.rates.push(rate);
  }
  return failed;
}

/** Several rounds: those who play to the end, with their rates. */
async function play(players: readonly Player[], rounds: number, slice: number, attempt: Attempt): Promise<Player[]> {
  let playing = [...players];
  for (let round = 0; round < rounds; round++) {
    const failed = await playRound(playing, round, slice, attempt);
    playing = playing.filter((player) => !failed.has(player));
  }
  return playing;
}

/** The fastest of a peer's settings, by a slice of each that is cut in short rounds. */
async function best(settings: readonly Player[], slice: number, attempt: Attempt): Promise<Player[]> {
  if (settings.length < 2) return [...settings];
  const tried = settings.map((player) => ({ ...player, rates: [] }));
  const [first] = (await play(tried, TRIALS, slice / TRIALS, attempt)).sort(
    (a, b) => median(b.rates) - median(a.rates),
  );
  return first === undefined ? [] : [{ ...first, rates: [] }];
}

/** Measures all contenders on all workloads; what fails is reported and left out. The runners stay alive. */
export async function measure(
  contenders: readonly Contender[],
  workloads: readonly WorkloadId[],
  { rounds, slice, warmup }: Effort,
  log: (line: string) => void,
): Promise<Measured> {
  const failures: string[] = [];
  const attempt: Attempt = async (what, action) => {
    try {
      return await action();
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).split('\n')[0];
      failures.push(`${what}: ${reason}`);
      log(`${what}: ${reason}`);
      return undefined;
    }
  };

  const details = new Map<PeerName, string>();
  const runs = new Map<Runner, readonly WorkloadId[]>();
  for (const { name, settings } of contenders)
    for (const { setting, runner } of settings) {
      const loaded = await attempt(called({ name, setting }), () => runner.ask('load', {}));
      if (loaded === undefined) continue;
      details.set(name, loaded.detail);
      runs.set(runner, loaded.runs);
    }

  const outcomes = new Map<WorkloadId, Map<PeerName, Outcome>>();
  for (const workload of workloads) {
    const here: Attempt = (what, action) => attempt(`${workload} ${what}`, action);
    const players: Player[] = [];
    for (const { name, settings } of contenders) {
      const ready: Player[] = [];
      for (const { setting, runner } of settings) {
        if (!runs.get(runner)?.includes(workload)) continue;
        const time = warmup / settings.length;
        const warm = await here(called({ name, setting }), () => warmUp(runner, workload, time));
        if (warm !== undefined) ready.push({ name, setting, runner, losses: warm.losses, rates: [] });
      }
      players.push(...(await best(ready, slice, here)));
    }
    const played = await play(players, rounds, slice, here);
    outcomes.set(
      workload,
      new Map(played.map(({ name, setting, losses, rates }) => [name, { setting, losses, rates }])),
    );
    log(`${workload}: ${played.map(({ name, rates }) => `${name} ${median(rates).toPrecision(4)}`).join(', ')}`);
  }
  return { details, outcomes, failures };
}
