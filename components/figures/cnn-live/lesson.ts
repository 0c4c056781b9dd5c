// What `CnnLive` shows and says: the network of the last frame or, before anything was trained, the recorded one; how the exam
// went; and what that network makes of the sheet. Knows no drawing.
import { CLASSES, cnnRecord, netSamples, mostLikely, PIXELS, type CnnReading } from '#engine';
import type { CnnFrame } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';
import { Late } from '../../figure/late.svelte.ts';
import { percent } from '../digit-reader/percent.ts';
import type { Drawn } from '../digit-reader/paper.ts';

export type Frames = readonly CnnFrame[];

/** How things are before anything, then the untrained network, then one frame for every ten of 800 updates. */
export const FRAMES = 82;
export const UPDATES = 800;

export interface Setting {
  /** A sample's number, or `blank`. */
  sheet: string;
  drawing: string;
}

/** A held-out digit that was misread. */
export interface Mistake {
  label: number;
  answer: number;
  sure: number;
  /** 784 levels of ink. */
  levels: ArrayLike<number>;
}

export const last = (frames: Frames): CnnFrame => frames[frames.length - 1];
export const isRecorded = (frames: Frames): boolean => last(frames).weights === null;
export const isTrained = (frames: Frames): boolean => last(frames).step === UPDATES;

/** The reader's latest exam. */
export const lastExam = (frames: Frames) => frames.findLast(({ exam }) => exam !== null)?.exam ?? undefined;
/** Per cent of held-out digits that the reader's network reads rightly, as far as it was examined. */
export const score = (frames: Frames): number | undefined => {
  const exam = lastExam(frames);
  return exam && (100 * exam.right) / exam.of;
};

/** What lies on the sheet. */
export interface OnSheet {
  label: number | null;
  paper: Float32Array;
  /** What the network reads; null when the sheet is empty. */
  pixels: Float32Array | null;
  box: Drawn['box'];
}

const fetchNetwork = async () => import('./network.ts');
/** Paper to draw on, how a drawing becomes pixels, and the network that reads them: only a drawing needs them. */
export const network = new Late(fetchNetwork, import.meta.env.SSR ? await fetchNetwork() : undefined);

const blank: OnSheet = { label: null, paper: new Float32Array(PIXELS), pixels: null, box: null };
let lately: { drawing: string; on: OnSheet } | undefined;

/** The sheet. While a drawing's way to pixels is being fetched, there is nothing on it. */
export function onSheet({ sheet, drawing }: Setting): OnSheet {
  if (drawing === '') {
    const sample = netSamples[Number(sheet)];
    return sample ? { label: sample.label, paper: sample.pixels, pixels: sample.pixels, box: null } : blank;
  }
  const drawn = network.content?.drawnOn;
  if (!drawn) return blank;
  if (lately?.drawing !== drawing) {
    const { paper, steps, box } = drawn(drawing);
    lately = { drawing, on: { label: null, paper, pixels: steps?.pixels ?? null, box } };
  }
  return lately.on;
}

/** Has all fetched that is needed to read a drawing with this network. */
export function fetchFor(frames: Frames): void {
  network.ask();
  if (isRecorded(frames)) network.content?.recorded.load();
}

/** Samples come read with every frame, the first with the record, too; anything else is read here, once there are weights. */
export function readingOf(setting: Setting, frames: Frames): CnnReading | null {
  const { label, pixels } = onSheet(setting);
  if (!pixels) return null;
  const { weights, readings } = last(frames);
  const come = label === null ? undefined : (weights ? readings : [cnnRecord.reading])[Number(setting.sheet)];
  if (come) return come;
  const row = weights ?? network.content?.recorded.content;
  return (row && network.content?.read(row, pixels)) ?? null;
}

/** Something lies on the sheet, or is going to be drawn there, and what it takes has not come yet. */
export const lacksReading = (setting: Setting, frames: Frames): boolean =>
  ((setting.drawing !== '' || setting.sheet === 'blank') && network.content === undefined) ||
  (onSheet(setting).pixels !== null && readingOf(setting, frames) === null);

export const FILTER_SIDE = 5;
/** The first layer's filters, before anything those of the record. */
export const filtersOf = (frames: Frames): Float32Array =>
  last(frames).weights?.subarray(0, cnnRecord.filters.length) ?? cnnRecord.filters;

const share = (right: number, of: number) => `**${fixed((100 * right) / of, 1)}\u00a0%**`;
const grouped = (value: number) => value.toLocaleString('en');

/** The digit of which the largest share is misread, as a sentence. */
function errsMost(frames: Frames): string {
  const confusion = confusionOf(frames);
  if (!confusion) return '';
  const [worst] = Array.from({ length: CLASSES }, (_, digit) => {
    const row = confusion.subarray(digit * CLASSES, (digit + 1) * CLASSES);
    const of = row.reduce((a, b) => a + b, 0);
    return { digit, of, wrong: of - row[digit] };
  }).sort((a, b) => b.wrong / b.of - a.wrong / a.of);
  return ` It errs most on ${worst.digit}s: ${worst.wrong} of ${worst.of}.`;
}

function examined(frames: Frames): string {
  if (isRecorded(frames)) {
    const { right, of } = cnnRecord;
    return `Recorded: after ${UPDATES} updates on 10,000 digits a network reads ${share(right, of)} of ${grouped(of)} held-out ones rightly.${errsMost(frames)} Train, and yours takes its place.`;
  }
  const { step } = last(frames);
  const exam = lastExam(frames);
  const how = exam ? `${share(exam.right, exam.of)} of ${grouped(exam.of)} held-out digits` : 'nothing yet';
  return step === 0
    ? `Untrained, your network reads ${how} rightly: chance.`
    : `After ${step} updates your network reads ${how} rightly.${errsMost(frames)}`;
}

/** What is said of an exam and of the sheet. */
export function tell(setting: Setting, frames: Frames): string {
  const { label, pixels } = onSheet(setting);
  const reading = readingOf(setting, frames);
  if (network.failed) return `${examined(frames)} What it takes to draw and to read did not arrive.`;
  if (!pixels && (setting.drawing === '' || !lacksReading(setting, frames)))
    return `${examined(frames)} The sheet is empty.`;
  if (!reading) return `${examined(frames)} The sheet will be read as soon as the network’s weights are here.`;
  const best = mostLikely(reading.probabilities);
  const taken = `**${best}**, with ${percent(reading.probabilities[best])}`;
  return label === null
    ? `${examined(frames)} It reads your drawing as ${taken}.`
    : `${examined(frames)} It takes the ${label} on the sheet for ${taken}.`;
}

export const announced = (frames: Frames): string =>
  isRecorded(frames) ? 'Not trained.' : `${fixed(score(frames) ?? 0, 1)} % of held-out digits are read rightly.`;

/** How often a digit of one class was taken for another, ten by ten. */
export const confusionOf = (frames: Frames): Uint16Array | undefined =>
  isRecorded(frames) ? cnnRecord.confusion : lastExam(frames)?.confusion;

/** One row a class: how many were held out, how many were right, and what it was most often taken for instead. */
export function rowsOf(frames: Frames): (number | string)[][] {
  const confusion = confusionOf(frames);
  if (!confusion) return [];
  return Array.from({ length: CLASSES }, (_, digit) => {
    const row = [...confusion.subarray(digit * CLASSES, (digit + 1) * CLASSES)];
    const wrong = row.map((count, answer) => (answer === digit ? 0 : count));
    const most = Math.max(...wrong);
    return [digit, row.reduce((a, b) => a + b, 0), row[digit], most ? `${wrong.indexOf(most)} (${most})` : '–'];
  });
}
