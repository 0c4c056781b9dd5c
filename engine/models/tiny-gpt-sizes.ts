// The small GPT of chapter 14, in numbers: its sizes, and the file of its weights. It reads characters.
import { CHARACTERS } from '../data/prose.ts';

export const GPT_WIDTH = 128;
export const GPT_CONTEXT = 128;
export const GPT_HEADS = 4;
export const GPT_LAYERS = 2;

export const gptSizes = {
  vocabulary: CHARACTERS,
  context: GPT_CONTEXT,
  width: GPT_WIDTH,
  heads: GPT_HEADS,
  layers: GPT_LAYERS,
} as const;

/** All weights and biases: two tables, the blocks, the last normalisation and the scores. */
export const gptParameters =
  2 * CHARACTERS * GPT_WIDTH +
  GPT_CONTEXT * GPT_WIDTH +
  GPT_LAYERS * (12 * GPT_WIDTH * GPT_WIDTH + 13 * GPT_WIDTH) +
  2 * GPT_WIDTH;

/** The weights that come with the book, as a file for others: its path under public/, and its size. */
export const gptFile = { path: 'models/gpt.safetensors', size: 870_536 } as const;

/** The same as bare halves, packed with gzip: what a reader downloads, and about how many bytes that is. */
export const gptPacked = { path: 'data/gpt.bin', size: 800_000 } as const;
