// How both networks of translator.ts do over five seeds, and what those of the first seed write: translator-record.json, made by
// scripts/translator.ts.
import record from './translator-record.json' with { type: 'json' };
import type { TranslatorName } from './translator.ts';

export interface TranslatorRecordFile {
  seeds: readonly number[];
  /** Phrases of each length in the two exams. */
  asked: { learned: readonly number[]; held: readonly number[] };
  networks: Readonly<Record<TranslatorName, RecordedTranslator>>;
}
export interface RecordedTranslator {
  /** Of the first seed: mean loss per letter over the first twenty-five updates, in bits. */
  early: number;
  /** Phrases of each length written without a mistake, seed by seed: of those learned from, and of those held out. */
  learned: readonly (readonly number[])[];
  held: readonly (readonly number[])[];
  /** Of the first seed: what it makes of the shown phrases, and where it looked, in hundredths. */
  written: readonly string[];
  looks: readonly (readonly number[])[];
}

export const translatorRecord = record as TranslatorRecordFile;
