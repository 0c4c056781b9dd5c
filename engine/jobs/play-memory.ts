// A network learns to remember one symbol over blank steps: a frame every ten updates. The first frame, here, is empty; the rest
// stands in play-memory-training.ts.
import type { MemoryReading, MemorySetting } from '../models/memory-span.ts';
import { defineJob } from './job.ts';

/** A reading, or nothing yet. */
export type PlayMemoryFrame = MemoryReading | null;

/** What a page shows of it by itself. */
export const playMemoryAtRest = defineJob<MemorySetting, PlayMemoryFrame>({
  name: 'play-memory',
  fast: true,
  *run() {
    yield null;
  },
});
