// The training of make-names.ts: how the network stands and what it writes, every forty updates.
import { nameFile, readNames } from '../data/names.ts';
import { shelved } from '../data/shelf.ts';
import { writeAtAll } from '../models/name-net.ts';
import { trainNames } from '../models/name-training.ts';
import { defineJob } from './job.ts';
import type { MakeNamesFrame, MakeNamesSetting } from './make-names.ts';
import { whole } from './whole.ts';

function* inPieces({ seed }: MakeNamesSetting): Generator<MakeNamesFrame | undefined, void, void> {
  yield null;
  for (const piece of trainNames(readNames(shelved(nameFile.path)), seed)) {
    if (piece) {
      const { weights, ...reading } = piece;
      yield { ...reading, written: writeAtAll(weights) };
    } else yield;
  }
}

export const makeNames = defineJob<MakeNamesSetting, MakeNamesFrame>({
  name: 'make-names',
  fast: true,
  files: [nameFile.path],
  run: (setting) => whole(inPieces(setting)),
  inPieces,
});
