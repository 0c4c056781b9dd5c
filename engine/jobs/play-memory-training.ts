// The training of play-memory.ts: how the network stands, every ten updates.
import type { MemorySetting } from '../models/memory-span.ts';
import { playMemory } from '../models/memory-span-training.ts';
import { defineJob } from './job.ts';
import type { PlayMemoryFrame } from './play-memory.ts';

export const playMemoryGame = defineJob<MemorySetting, PlayMemoryFrame>({
  name: 'play-memory',
  fast: true,
  *run(setting) {
    yield null;
    yield* playMemory(setting);
  },
});
