// The training of translate.ts: how the network stands, every twenty-five updates.
import { phraseFile, readPhrases } from '../data/phrases.ts';
import { shelved } from '../data/shelf.ts';
import type { TranslatorSetting } from '../models/translator.ts';
import { trainTranslator } from '../models/translator-training.ts';
import { defineJob } from './job.ts';
import type { TranslateFrame } from './translate.ts';
import { whole } from './whole.ts';

function* inPieces(setting: TranslatorSetting) {
  yield null;
  yield* trainTranslator(readPhrases(shelved(phraseFile.path)), setting);
}

export const translate = defineJob<TranslatorSetting, TranslateFrame>({
  name: 'translate',
  fast: true,
  files: [phraseFile.path],
  run: (setting) => whole(inPieces(setting)),
  inPieces,
});
