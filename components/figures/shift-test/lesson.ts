// What `ShiftTest` shows and says: how four networks read held-out digits slid aside (recorded), and what each makes of the
// digit on the sheet: recorded for the samples, computed for a drawing once the weights are here. Knows no drawing.
import {
  FARTHEST,
  mostLikely,
  netNames,
  netParameters,
  parseStrokes,
  recordedAnswers,
  rightAt,
  netSamples,
  slid,
  slides,
  type NetName,
  type SlidePoint,
} from '#engine';
import { fixed, signed } from '../../charts/format.ts';
import { Late } from '../../figure/late.svelte.ts';
import { drawnOn } from '../digit-reader/paper.ts';
import { percent } from '../digit-reader/percent.ts';

/** How each is called, and drawn: in the order in which slides hurt them. */
export const nets = [
  { name: 'pooled', says: 'CNN, pooled end', kind: 'plus', dashed: false },
  { name: 'flat', says: 'CNN, dense end', kind: 'ink', dashed: false },
  { name: 'wide', says: 'dense, as accurate', kind: 'minus', dashed: true },
  { name: 'lean', says: 'dense, as large', kind: 'ghost', dashed: false },
] as const;

const fetchNetworks = async () => import('./networks.ts');
/** The networks themselves, which only a drawing needs. */
export const networks = new Late(fetchNetworks, import.meta.env.SSR ? await fetchNetworks() : undefined);

/** Has all fetched that is needed to read a drawing. */
export function fetchNets(): void {
  networks.ask();
  networks.content?.files.forEach((file) => file.load());
}

export interface Setting {
  by: number;
  /** A sample's number, or `blank`. */
  sheet: string;
  drawing: string;
}

export interface Answer {
  digit: number;
  p: number;
}

export interface Shown {
  /** The class of a sample. */
  label: number | null;
  /** Ink of the sheet, 0–1. */
  paper: Float32Array;
  box: ReturnType<typeof drawnOn>['box'];
  /** What the networks read. */
  pixels: Float32Array | null;
  /** In the order of `nets`; null while nothing lies there, or its weights are not here. */
  answers: readonly (Answer | null)[];
  right: readonly SlidePoint[];
}

const none = nets.map(() => null);

function ask(pixels: Float32Array): (Answer | null)[] {
  return nets.map(({ name }) => {
    const probabilities = networks.content?.read(name, pixels);
    if (!probabilities) return null;
    const digit = mostLikely(probabilities);
    return { digit, p: probabilities[digit] };
  });
}

export function show({ by, sheet, drawing }: Setting): Shown {
  const right = nets.map(({ name }) => rightAt(name, by));
  const sample = netSamples[Number(sheet)];
  if (parseStrokes(drawing).length > 0) {
    const { paper, steps, box } = drawnOn(drawing);
    const pixels = steps && slid(steps.pixels, by);
    return { label: null, paper, box, pixels, answers: pixels ? ask(pixels) : none, right };
  }
  if (!sample) return { label: null, paper: new Float32Array(784), box: null, pixels: null, answers: none, right };
  const recorded = recordedAnswers(Number(sheet), by);
  const answers = nets.map(({ name }) => recorded[netNames.indexOf(name)]);
  return { label: sample.label, paper: sample.pixels, box: null, pixels: slid(sample.pixels, by), answers, right };
}

export const whole = (share: number) => `${Math.round(100 * share)}\u00a0%`;

const aside = (by: number) =>
  by === 0
    ? 'Where they were made to lie'
    : `Slid ${Math.abs(by)} ${Math.abs(by) === 1 ? 'pixel' : 'pixels'} to the ${by > 0 ? 'right' : 'left'}`;

export function tell({ by }: Setting, { label, pixels, answers, right }: Shown): string {
  const means = right.map(({ mean }) => `**${whole(mean)}**`);
  const all = `${aside(by)}, held-out digits are read rightly: ${means[0]} by the CNN with a pooled end, ${means[1]} by the one with a dense end, ${means[2]} and ${means[3]} by dense networks as accurate and as large.`;
  if (!pixels) return `${all} The sheet is empty.`;
  if (answers.some((answer) => answer === null)) return `${all} Your drawing will be read when the weights are here.`;
  const what = label === null ? 'your drawing' : `this ${label}`;
  const read = answers.map((answer) => answer?.digit);
  if (new Set(read).size === 1) return `${all} All four take ${what} for a **${read[0]}**.`;
  return `${all} They take ${what} for **${read.slice(0, 3).join('**, **')}** and **${read[3]}**.`;
}

export const announced = ({ by }: Setting, { right }: Shown): string =>
  `${aside(by)}: ${right.map(({ mean }, i) => `${nets[i].says} ${Math.round(100 * mean)} %`).join(', ')}.`;

export const rows = (): (number | string)[][] =>
  slides.map((by) => [signed(by, 0), ...nets.map(({ name }) => fixed(100 * rightAt(name, by).mean, 1))]);

/** The mean share of a network at a slide. */
export const meanOf = (name: NetName, by: number): number => rightAt(name, by).mean;
export const onlyPooled = ({ label, answers }: Shown): boolean =>
  label !== null && answers.every((answer, i) => (answer?.digit === label) === (i === 0));
export { FARTHEST, netParameters, percent, slides };
