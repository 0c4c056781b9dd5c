// What `TranslateALittle` makes of its knobs and its frames: shares written without a mistake, the phrase in hand, where the decoder
// looked, and the sentence. Knows no drawing.
import {
  lengthGroups,
  PHRASE_STEPS,
  shownPhrases,
  translatorRecord,
  translators,
  type ShownPhrase,
  type TranslatorName,
} from '#engine';
import type { TranslateFrame } from '#engine/jobs';

export interface Setting {
  name: TranslatorName;
  phrase: ShownPhrase;
  seed: number;
}
export type Frames = readonly TranslateFrame[];
export const FRAMES = 42;

export const networkNames: Readonly<Record<TranslatorName, string>> = {
  vector: 'one vector',
  attention: 'attention',
};
/** Of the shown phrases the first so many were learned from. */
const LEARNED = 4;

const { asked, networks } = translatorRecord;
const total = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0);

/** Shares of the phrases of each length written without a mistake, in per cent: the mean of five runs, the lowest, the highest. */
export const sharesOf = (name: TranslatorName) =>
  lengthGroups.map(({ from, to }, group) => {
    const shares = networks[name].learned.map((row) => (100 * row[group]) / asked.learned[group]);
    return {
      middle: (from + to) / 2,
      name: `${from}–${to}`,
      mean: total(shares) / shares.length,
      low: Math.min(...shares),
      high: Math.max(...shares),
    };
  });
/** Per cent of all phrases asked, over five runs: learned from, and held out. */
export const shareOf = (name: TranslatorName, exam: 'learned' | 'held'): number =>
  (100 * total(networks[name][exam].map(total))) / (networks[name][exam].length * total(asked[exam]));

const readingOf = (frames: Frames) => frames[frames.length - 1] ?? null;
export const isDone = (frames: Frames): boolean => readingOf(frames)?.step === PHRASE_STEPS;
export const ownShares = (frames: Frames): number[] | null =>
  readingOf(frames)?.learned.map((right, group) => (100 * right) / asked.learned[group]) ?? null;
export const ownShare = (frames: Frames): number | null => {
  const reading = readingOf(frames);
  return reading && (100 * total(reading.learned)) / total(asked.learned);
};
const ownHeld = (frames: Frames): number | null => {
  const reading = readingOf(frames);
  return reading && (100 * total(reading.held)) / total(asked.held);
};

/** What the network in hand makes of the phrase, and where it looked: [letters written, letters read], empty without attention. */
export function handOf({ name, phrase }: Setting, frames: Frames): { written: string; looks: readonly number[] } {
  const at = shownPhrases.indexOf(phrase);
  const reading = readingOf(frames);
  if (reading) return { written: reading.written[at], looks: Array.from(reading.looks[at] ?? []) };
  const recorded = networks[name];
  return { written: recorded.written[at], looks: (recorded.looks[at] ?? []).map((share) => share / 100) };
}
export const wasLearned = (phrase: ShownPhrase): boolean => shownPhrases.indexOf(phrase) < LEARNED;

const percent = (share: number) => `${Math.round(share)}\u00a0%`;

export function tell(setting: Setting, frames: Frames): string {
  const { phrase, name } = setting;
  const { written } = handOf(setting, frames);
  const kind = wasLearned(phrase) ? 'learned' : 'never seen';
  const says = `“${phrase}” (${kind}) becomes “${written || '…'}”`;
  const reading = readingOf(frames);
  if (!reading) {
    const told = translators
      .map((each) => `with ${networkNames[each]} **${percent(shareOf(each, 'learned'))}**`)
      .join(', ');
    return `Phrases learned from and then written without a mistake, in five recorded runs: ${told}. The recorded network with ${networkNames[name]}: ${says}.`;
  }
  return `After **${reading.step}** updates the network with ${networkNames[name]} writes **${percent(ownShare(frames) ?? 0)}** of the learned phrases without a mistake, and ${percent(ownHeld(frames) ?? 0)} of those never seen. ${says}.`;
}
