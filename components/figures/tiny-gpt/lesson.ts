// What `TinyGpt` shows and says: which weights are asked, what they make of the line, and how a training stands beside counting.
// Knows no drawing.
import { CHARACTERS, chancesOf, fromHalves, gptShown, plainProse, recordedLooks, textOf, type Choosing } from '#engine';
import { TEACH_WEIGHTS, type TeachGptFrame } from '#engine/jobs';
import { count, fixed } from '../../charts/format.ts';
import type { Reading } from './asker.svelte.ts';
import { Asking } from './asking.svelte.ts';

export type Frames = readonly TeachGptFrame[];

/** How things are before anything, the untrained network, and a frame for each of a thousand updates. */
export const FRAMES = 1002;
export const LONGEST = 40;
/** Characters that it writes on. */
export const WRITES = 72;

export interface Setting {
  line: string;
  head: string;
  temperature: number;
  topK: number;
  topP: number;
}

/** Any text in the network's characters, on one line and short enough. */
export const cleanLine = (text: string): string =>
  plainProse(text).replace(/\s+/gu, ' ').replace(/^ /, '').slice(0, LONGEST);

/** What the figure asks, wherever it stands on a page. */
export const asking = new Asking();

export const lineOf = ({ line }: Setting): string => line || gptShown.line;

let unpacked: { halves: Uint16Array; row: Float32Array } | undefined;

/** The weights that are asked: of the reader's training, as soon as there are any; before that undefined, for the book's own. */
export function ownRow(frames: Frames): Float32Array | undefined {
  const halves = frames.findLast(({ weights }) => weights !== null)?.weights;
  if (!halves) return undefined;
  if (unpacked?.halves !== halves) unpacked = { halves, row: fromHalves(halves) };
  return unpacked.row;
}

/** The reader's own network is in training: the book's is asked no more. */
export const isTaught = (frames: Frames): boolean => frames.length > 1;

let recorded: Reading | undefined;
const recordedReading = (): Reading =>
  (recorded ??= { looks: recordedLooks(), scores: Float32Array.from(gptShown.scores) });

/** On the server, where nobody waits, a line is read at once. */
const readAtOnce = import.meta.env.SSR ? (await import('./asker.svelte.ts')).readAtOnce : undefined;
const onServer = new Map<string, Reading>();
const rowNumbers = new WeakMap<Float32Array, number>();
let rows = 0;

/** What the asked weights make of the line; null while it is being read, or the weights are on their way. */
export function readingOf(setting: Setting, frames: Frames): Reading | null {
  const own = ownRow(frames);
  if (!own && isTaught(frames)) return null;
  if (!own && !setting.line) return recordedReading();
  const row = own ?? asking.row;
  if (!row) return null;
  const line = lineOf(setting);
  if (!readAtOnce) return asking.asker?.of(row, line) ?? null;
  if (!rowNumbers.has(row)) rowNumbers.set(row, rows++);
  const key = `${rowNumbers.get(row)}:${line}`;
  let reading = onServer.get(key);
  if (!reading) onServer.set(key, (reading = readAtOnce(row, line)));
  return reading;
}

export const choosingOf = ({ temperature, topK, topP }: Setting): Choosing => ({ temperature, topK, topP });

export interface Next {
  character: string;
  /** The network's own share, and the chance that is left after temperature, top-k and top-p. */
  share: number;
  chance: number;
}

/** The likeliest next characters. */
export function nextOf(setting: Setting, reading: Reading, most: number): Next[] {
  const shares = chancesOf(reading.scores, { temperature: 1, topK: CHARACTERS, topP: 1 });
  const chances = chancesOf(reading.scores, choosingOf(setting));
  return Array.from({ length: CHARACTERS }, (_, i) => i)
    .sort((a, b) => shares[b] - shares[a])
    .slice(0, most)
    .map((i) => ({ character: textOf([i]), share: shares[i], chance: chances[i] }));
}

/** How many characters could be chosen at all. */
export const possible = (setting: Setting, reading: Reading): number =>
  chancesOf(reading.scores, choosingOf(setting)).filter((chance) => chance > 0).length;

export const seen = (character: string): string => (character === ' ' ? '␣' : character === '\n' ? '¶' : character);

/** Readings of a training so far: bits of what was read, and of exams. */
export const courseOf = (frames: Frames) => ({
  read: frames.flatMap(({ step, bits }) => (bits === null ? [] : [[step, bits] as const])),
  exams: frames.flatMap(({ step, held }) => (held === null ? [] : [[step, held] as const])),
});

const bits = (value: number) => `**${fixed(value, 2)} bits** per character`;

/** How it stands: the book's network or, as soon as it is in training, the reader's. */
function standing(frames: Frames): string {
  const { held } = gptShown;
  if (!isTaught(frames))
    return `The book’s network needs ${bits(held.bits)} on chapters that it never read; counts of five characters need ${fixed(held.counted[4], 2)}.`;
  const { step, bits: lately } = frames[frames.length - 1];
  if (lately === null) return 'Your network is untrained.';
  const exam = frames.findLast(({ held }) => held !== null)?.held ?? null;
  const examined = exam === null ? '' : `; at its last exam, on chapters that it never read, ${fixed(exam, 2)}`;
  return `After ${count(step, 'update')} your network needs ${bits(lately)} of what it reads${examined}.`;
}

export function tell(setting: Setting, frames: Frames): string {
  const how = standing(frames);
  const reading = readingOf(setting, frames);
  if (!reading && isTaught(frames) && !ownRow(frames))
    return `${how} It is first asked after ${TEACH_WEIGHTS} updates.`;
  if (!reading) {
    const waits = asking.status === 'failed' || asking.status === 'given up';
    return `${how} ${waits ? 'Your line was not read: the weights are not here.' : 'The line is being read.'}`;
  }
  const [first, second] = nextOf(setting, reading, 2);
  return `${how} After “${lineOf(setting)}” it expects **${seen(first.character)}** with ${fixed(100 * first.share, 0)}\u00a0%, then ${seen(second.character)} with ${fixed(100 * second.share, 0)}\u00a0%.`;
}
