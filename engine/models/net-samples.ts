// Held-out digits to lay before the networks of digit-nets.ts: scripts/digit-nets.ts chose them. Only read here.
import { fromBase64 } from '../data/base64.ts';
import { PIXELS } from '../data/digit-set.ts';
import { unpackNibbles } from '../data/nibbles.ts';
import file from './net-samples.json' with { type: 'json' };

/** The file as it is stored. */
export type NetSampleFile = { label: number; image: string }[];

export const netSamples = (file as NetSampleFile).map(({ label, image }) => ({
  label,
  /** Ink from 0 to 1. */
  pixels: Float32Array.from(unpackNibbles(fromBase64(image), PIXELS), (level) => level / 15),
}));
