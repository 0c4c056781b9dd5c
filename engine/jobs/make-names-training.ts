// The training of make-names.ts: how the network stands, every forty updates.
import { nameFile, readNames } from '../data/names.ts';
import { shelved } from '../data/shelf.ts';
import { trainNames } from '../models/name-training.ts';
import { defineJob } from './job.ts';
import type { MakeNamesFrame, MakeNamesSetting } from './make-names.ts';

export const makeNames = defineJob<MakeNamesSetting, MakeNamesFrame>({
  name: 'make-names',
  fast: true,
  files: [nameFile.path],
  *run({ seed }) {
    yield null;
    yield* trainNames(readNames(shelved(nameFile.path)), seed);
  },
});
