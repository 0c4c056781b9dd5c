// Trains both translating networks of chapter 13 from five seeds and records how they do: engine/models/translator-record.json. Run it
// with `node scripts/translator.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { readPhrases, type Pair } from '../engine/data/phrases.ts';
import { whole } from '../engine/jobs/whole.ts';
import { EXAMINED, groupOf, lengthGroups, translators, type TranslatorName } from '../engine/models/translator.ts';
import type { RecordedTranslator, TranslatorRecordFile } from '../engine/models/translator-record.ts';
import { trainTranslator } from '../engine/models/translator-training.ts';
import { packPhrases } from './phrases.ts';

const seeds = [1, 2, 3, 4, 5];
const set = readPhrases(new TextEncoder().encode(packPhrases()));
const asked = (pairs: readonly Pair[]) =>
  lengthGroups.map((_, group) => pairs.filter(([from]) => groupOf(from) === group).length);

const networks = translators.map((name) => {
  const runs = seeds.map((seed) => [...whole(trainTranslator(set, { name, seed }))]);
  const ends = runs.map((readings, i) => {
    const end = readings[readings.length - 1];
    console.log(name, seeds[i], end.learned, end.held, end.written);
    return end;
  });
  const recorded: RecordedTranslator = {
    early: Number((runs[0][1].loss ?? 0).toFixed(4)),
    learned: ends.map(({ learned }) => learned),
    held: ends.map(({ held }) => held),
    written: ends[0].written,
    looks: ends[0].looks.map((row) => Array.from(row, (share) => Math.round(share * 100))),
  };
  return [name, recorded] as const;
});
const file: TranslatorRecordFile = {
  seeds,
  asked: { learned: asked(set.train.slice(0, EXAMINED)), held: asked(set.held) },
  networks: Object.fromEntries(networks) as Record<TranslatorName, RecordedTranslator>,
};
const path = new URL('../engine/models/translator-record.json', import.meta.url);
writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
