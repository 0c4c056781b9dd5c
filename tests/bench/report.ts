/** What was measured, as tables of Markdown and as the numbers of the JSON file. Knows nothing of how it was measured. */
import { describe, networkIds, operationsOf, sideOf, type WorkloadId } from './recipes.ts';
import { median, ratio, type Measured, type Outcome } from './rounds.ts';
import { otherMathematics, peerNames, trains, type PeerName } from './roster.ts';

/** Losses of one step may differ by this share: single precision, summed in another order, step after step. */
const TOLERANCE = 1e-4;

/** Where and what was measured. */
export interface Place {
  /** With its version. */
  readonly name: string;
  readonly measured: Measured;
}

export interface PageCost {
  readonly name: string;
  /** Of all that the worker loaded. */
  readonly bytes: number;
  /** The same, each file through gzip. */
  readonly gzip: number;
  /** Milliseconds to the first finished step: the median over the rounds. */
  readonly milliseconds: number;
}

/** The row of a worker that loads nothing. */
export const EMPTY_WORKER = 'an empty worker';

type Outcomes = ReadonlyMap<PeerName, Outcome>;

/** Three digits, without a power of ten. */
function digits(value: number): string {
  if (value >= 100) return String(Number(value.toPrecision(3)));
  return value.toPrecision(value >= 10 ? 3 : 2);
}

const table = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [head, head.map((_, i) => (i === 0 ? '---' : '---:')), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');

function namesIn({ outcomes }: Measured): PeerName[] {
  return peerNames.filter((name) => [...outcomes.values()].some((peers) => peers.has(name)));
}

/** Steps a second; for products GFLOP/s, which can be compared across sizes. */
function rate(id: WorkloadId, { rates }: Outcome): string {
  return digits(median(rates) * (sideOf(id) === undefined ? 1 : operationsOf(id) / 1e9));
}
const unit = (id: WorkloadId): string => (sideOf(id) === undefined ? 'steps/s' : 'GFLOP/s');

function rateTable(measured: Measured): string {
  const names = namesIn(measured);
  const rows = [...measured.outcomes].map(([id, peers]) => {
    const cells = names.map((name) => {
      const outcome = peers.get(name);
      return outcome ? rate(id, outcome) : '–';
    });
    return [`${id} ${unit(id)}`, ...cells];
  });
  return table(['', ...names], rows);
}

/** How many times as fast the engine is as each peer, and what share of the loop of multiply-adds it reaches. */
function ratioTable(measured: Measured): string {
  const others = namesIn(measured).filter((name) => name !== 'small-nets');
  const rows = [...measured.outcomes].flatMap(([id, peers]) => {
    const ours = peers.get('small-nets');
    if (ours === undefined) return [];
    const cells = others.map((name) => {
      const theirs = peers.get(name);
      if (theirs === undefined) return '–';
      const times = ratio(ours, theirs);
      return trains(name) ? `${digits(times)}×` : `${Math.round(times * 100)} %`;
    });
    return [[`${id} ${describe(id)}`, `${rate(id, ours)} ${unit(id)}`, ...cells]];
  });
  return table(['', 'small-nets', ...others], rows);
}

const details = (measured: Measured): string[] => [...measured.details].map(([name, detail]) => `${name}: ${detail}`);

/** Which setting was the best, where there were several. */
function settings({ outcomes }: Measured): string[] {
  const lines = new Map<string, string[]>();
  for (const [id, peers] of outcomes)
    for (const [name, { setting }] of peers)
      if (setting !== '') lines.set(`${name}, ${setting}`, [...(lines.get(`${name}, ${setting}`) ?? []), id]);
  return [...lines].sort().map(([what, ids]) => `${what}: ${ids.join(', ')}`);
}

const firstAndLast = (losses: readonly number[]): number[] => [losses[0], losses[losses.length - 1]];
const written = (losses: readonly number[]): string =>
  firstAndLast(losses)
    .map((loss) => loss.toFixed(5))
    .join(' → ');

function compareLosses(id: WorkloadId, peers: Outcomes): { lines: string[]; differing: string[] } {
  const learners = [...peers].filter(([name, { losses }]) => trains(name) && losses.length > 0);
  const network = networkIds.find((other) => other === id);
  const apart = ([name]: [PeerName, Outcome]): string | undefined => network && otherMathematics[name]?.[network];
  const alike = learners.filter((learner) => apart(learner) === undefined);
  if (alike.length === 0) return { lines: [], differing: [] };
  const [[first, { losses: reference }]] = alike;
  const agrees = ([, { losses }]: [PeerName, Outcome]): boolean =>
    firstAndLast(losses).every((loss, i) => {
      const expected = firstAndLast(reference)[i];
      return Math.abs(loss - expected) <= TOLERANCE * Math.abs(expected);
    });
  const strangers = alike.filter((learner) => !agrees(learner));
  const names = alike.filter(agrees).map(([name]) => name);
  return {
    lines: [
      `${id} ${written(reference)}: ${names.join(', ')}`,
      ...learners
        .filter(apart)
        .map((learner) => `${id} ${written(learner[1].losses)}: ${learner[0]}, which ${apart(learner)}`),
    ],
    differing: strangers.map(([name, { losses }]) => `${id} ${written(losses)}: ${name}, unlike ${first}`),
  };
}

/** The losses of the first and the last kept step: who agrees on them, and who must but does not. */
export function lossLines({ outcomes }: Measured): { lines: string[]; differing: string[] } {
  const all = [...outcomes].map(([id, peers]) => compareLosses(id, peers));
  return { lines: all.flatMap(({ lines }) => lines), differing: all.flatMap(({ differing }) => differing) };
}

/** Steps a second by workload and peer, as the JSON file has them. */
export const numbers = ({ outcomes }: Measured): Record<string, Record<string, number>> =>
  Object.fromEntries(
    [...outcomes].map(([id, peers]) => [
      id,
      Object.fromEntries([...peers].map(([name, { rates }]) => [name, Number(median(rates).toPrecision(4))])),
    ]),
  );

export function pageCostTable(costs: readonly PageCost[]): string {
  const empty = costs.find(({ name }) => name === EMPTY_WORKER)?.milliseconds ?? 0;
  return table(
    ['from a cold worker to the first step of W1', 'kB', 'kB gzip', 'ms', 'beyond an empty worker'],
    costs.map(({ name, bytes, gzip, milliseconds }) => [
      name,
      (bytes / 1000).toFixed(1),
      (gzip / 1000).toFixed(1),
      milliseconds.toFixed(1),
      (milliseconds - empty).toFixed(1),
    ]),
  );
}

const list = (title: string, items: readonly string[]): string[] =>
  items.length ? [title, items.map((item) => `- ${item}`).join('\n')] : [];

/** Everything about one place: rates, ratios, losses, and what went wrong. */
export function account({ name, measured }: Place): string {
  const { lines, differing } = lossLines(measured);
  return [
    ...list(`## ${name}`, details(measured)),
    rateTable(measured),
    'How many times as fast small-nets is, round by round:',
    ratioTable(measured),
    ...list('The best settings:', settings(measured)),
    ...list('Losses of the first and the tenth step:', lines),
    ...list('LOSSES THAT DISAGREE:', differing),
    ...list('Failures:', measured.failures),
  ].join('\n\n');
}

/** What the README shows: the ratios of each place, the cost of a page, and with what they were measured. */
export function summary(occasion: string, places: readonly Place[], costs: readonly PageCost[]): string {
  const apart = Object.entries(otherMathematics).map(([name, reasons]) => {
    const [reason] = new Set(Object.values(reasons));
    return `${name} (${Object.keys(reasons).join(', ')}) ${reason}`;
  });
  return [
    `Measured on ${occasion}. How many times as fast small-nets is in training steps a second, and what share of a bare ` +
      `loop of SIMD multiply-adds it reaches:`,
    ...places.flatMap(({ name, measured }) => [`**${name}**`, ratioTable(measured)]),
    ...(costs.length ? [pageCostTable(costs)] : []),
    `All start from the same parameters and batches and must find the same losses, but for two: ${apart.join('; ')}.`,
    ...list(
      'Losses that disagree:',
      places.flatMap(({ measured }) => lossLines(measured).differing),
    ),
    ...list('Versions:', [...new Set(places.flatMap(({ measured }) => details(measured)))]),
  ].join('\n\n');
}
