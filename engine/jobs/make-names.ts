// A network of letters learns real names: a frame every forty updates. The first frame, here, is empty; the rest stands in
// make-names-training.ts.
import { nameFile } from '../data/names.ts';
import type { WrittenNames } from '../models/name-net.ts';
import type { NameReading } from '../models/name-training.ts';
import { defineJob } from './job.ts';

/** How the network stands, and what it writes: its weights stay where it is trained. */
export interface NamesWritten extends Omit<NameReading, 'weights'> {
  written: readonly WrittenNames[];
}
/** A reading, or nothing yet. */
export type MakeNamesFrame = NamesWritten | null;
export interface MakeNamesSetting {
  seed: number;
}

/** What a page shows of it by itself. */
export const makeNamesAtRest = defineJob<MakeNamesSetting, MakeNamesFrame>({
  name: 'make-names',
  fast: true,
  files: [nameFile.path],
  *run() {
    yield null;
  },
});
