// Trains the listening network from five seeds on made sounds, and keeps the first and the scores of all:
// engine/models/sound-net.json. `node scripts/sound-net.ts`; the same seeds give the same file.
import '../engine/worker/fast.ts';
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { countNamed, dealSounds, trainSounds, type SoundNetFile } from '../engine/models/sound-net.ts';

/** Sounds that are held out, dealt from a seed of their own. */
export const HELD_OUT = 600;
export const heldOutSounds = () => dealSounds(HELD_OUT, 'held out');

/** Parameters in thousandths, as they are stored. */
export const storedForm = (row: Float32Array): Int16Array => Int16Array.from(row, (value) => Math.round(1000 * value));

/** The first parameters of the first network after three updates. */
export const begunOf = (): number[] => [...storedForm(trainSounds(1, 'fast', 3)).subarray(0, 150)];

if (import.meta.main) {
  const exam = heldOutSounds();
  const rows = [1, 2, 3, 4, 5].map((seed) => storedForm(trainSounds(seed, 'fast')));
  const right = rows.map((row) =>
    countNamed(
      Float32Array.from(row, (value) => value / 1000),
      exam,
    ),
  );
  console.log(right.map((count) => `${count} of ${HELD_OUT}`).join(', '));
  const weights = Buffer.from(rows[0].buffer).toString('base64');
  const file: SoundNetFile = { of: HELD_OUT, right, begun: begunOf(), weights };
  const path = new URL('../engine/models/sound-net.json', import.meta.url);
  writeFileSync(path, await format(JSON.stringify(file), { parser: 'json', printWidth: 120 }));
}
