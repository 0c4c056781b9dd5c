// How the listening network did on sounds that it did not learn from, with five seeds, as scripts/sound-net.ts recorded it. Only
// read here.
import file from './sound-record.json' with { type: 'json' };

/** The file as it is stored. */
export interface SoundRecord {
  /** Sounds that no network learned from, and how many each of five seeds names rightly. */
  of: number;
  right: number[];
  /** The first parameters of the first network after three updates, as stored: by them a test knows the training again. */
  begun: number[];
}

export const soundRecord: SoundRecord = file;
