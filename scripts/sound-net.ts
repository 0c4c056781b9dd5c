// Trains the listening network from five seeds on made sounds, and keeps the first, engine/models/sound-net.json, and the scores
// of all, engine/models/sound-record.json. `node scripts/sound-net.ts`; the same seeds give the same files.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { countNamed, soundDeal, trainSounds } from '../engine/models/sound-net-training.ts';
import type { SoundNetFile } from '../engine/models/sound-net.ts';
import type { SoundRecord } from '../engine/models/sound-record.ts';

/** Sounds that are held out, dealt from a seed of their own. */
const HELD_OUT = 600;
export const heldOutSounds = () => soundDeal('held out');

/** Parameters in thousandths, as they are stored. */
export const storedForm = (row: Float32Array): Int16Array => Int16Array.from(row, (value) => Math.round(1000 * value));

/** The first parameters of the first network after three updates. */
export const begunOf = (): number[] => [...storedForm(trainSounds(1, 'fast', 3)).subarray(0, 150)];

const write = (name: string, content: SoundNetFile | SoundRecord) =>
  writeFileSync(new URL(`../engine/models/${name}.json`, import.meta.url), `${JSON.stringify(content)}\n`);

if (import.meta.main) {
  const exam = heldOutSounds();
  const rows = [1, 2, 3, 4, 5].map((seed) => storedForm(trainSounds(seed, 'fast')));
  const right = rows.map((row) =>
    countNamed(
      Float32Array.from(row, (value) => value / 1000),
      exam,
      HELD_OUT,
    ),
  );
  console.log(right.map((count) => `${count} of ${HELD_OUT}`).join(', '));
  write('sound-net', { weights: Buffer.from(rows[0].buffer).toString('base64') });
  write('sound-record', { of: HELD_OUT, right, begun: begunOf() });
}
