// The run of the small convolutional network that readers repeat, as scripts/digit-nets.ts recorded it: how it went, how it
// ended, what its first filters made of one digit, and how it ends with other seeds. Only read here. The digits that it misreads
// are in cnn-mistakes.ts.
import { fromBase64 } from '../data/base64.ts';
import { unpackNibbles } from '../data/nibbles.ts';
import record from './cnn-record.json' with { type: 'json' };
import { FILTERS, MAP_SIDE, MAPS, TOP_SIDE } from './digit-net-sizes.ts';

/** The file as it is stored. */
export interface CnnRecordFile {
  of: number;
  /** Seed, and how many held-out digits its network reads rightly. */
  seeds: [number, number][];
  /** Updates made, and how many held-out digits were read rightly then: the run of the first seed. */
  right: [number, number][];
  confusion: number[];
  /** The first layer's filters, in hundredths of the largest weight. */
  filters: number[];
  /** What its layers make of the first sample. */
  reading: { maps: string; tops: string; probabilities: number[] };
}

const file = record as unknown as CnnRecordFile;

/** What a network makes of a digit, layer by layer. */
export interface CnnReading {
  maps: Float32Array; // [8, 14, 14]
  tops: Float32Array; // [16, 7, 7]
  probabilities: Float32Array; // [10]
}

const inkOf = (image: string, count: number): Float32Array =>
  Float32Array.from(unpackNibbles(fromBase64(image), count), (level) => level / 15);

export const cnnRecord = {
  of: file.of,
  seeds: file.seeds.map(([seed, right]) => ({ seed, right })),
  /** The run of the first seed. */
  run: file.right.map(([step, right]) => ({ step, right })),
  /** How it ended. */
  right: file.right[file.right.length - 1][1],
  confusion: Uint16Array.from(file.confusion),
  /** Its first filters, by their share of the largest weight. */
  filters: Float32Array.from(file.filters, (value) => value / 100), // [8, 5, 5]
  /** What its layers make of the first sample: maps by their share of the largest answer. */
  reading: {
    maps: inkOf(file.reading.maps, FILTERS * MAP_SIDE * MAP_SIDE),
    tops: inkOf(file.reading.tops, MAPS * TOP_SIDE * TOP_SIDE),
    probabilities: Float32Array.from(file.reading.probabilities),
  } satisfies CnnReading,
};
