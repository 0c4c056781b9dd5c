// Measures MNIST's first 128 training ones and 128 sevens with a ruler, how wide the ink is in the upper and in the lower half, and
// writes engine/data/two-widths.json; and draws by lot the few digits that the figures of chapter 8 show, as one sheet of
// pictures. Run it with `node scripts/widths.ts`; the same seed gives the same files.
import { writeFileSync } from 'node:fs';
import { format } from 'prettier';
import { PIXELS, SIDE, type DigitSet } from '../engine/data/digit-set.ts';
import { classesOf, tasks } from '../engine/models/learning-curves.ts';
import { leanOf, slantOf } from '../engine/models/planted.ts';
import { STAMPED } from '../engine/models/plants.ts';
import { random } from '../engine/random.ts';
import { readDigitSet } from './mnist.ts';
import { inkPng } from './png.ts';

const SEED = 8;
const COLUMNS = 10;
const train = readDigitSet('train');
const levelsOf = ({ levels }: DigitSet, index: number) => levels.subarray(index * PIXELS, (index + 1) * PIXELS);

/** From the leftmost to the rightmost column that is at least half ink, between two rows; 0 where there is none. */
function widthBetween(levels: Uint8Array, top: number, bottom: number): number {
  let [left, right] = [SIDE, -1];
  for (let y = top; y < bottom; y++)
    for (let x = 0; x < SIDE; x++)
      if (levels[y * SIDE + x] > 7) [left, right] = [Math.min(left, x), Math.max(right, x)];
  return Math.max(0, right - left + 1);
}

/** `[label, width of the upper half, width of the lower half]` of the first `each` ones and sevens, in pixels. */
export function measureWidths(each: number): number[][] {
  const chosen = [1, 7].flatMap((label) =>
    [...train.labels.keys()].filter((i) => train.labels[i] === label).slice(0, each),
  );
  return chosen.map((index) => {
    const levels = levelsOf(train, index);
    return [train.labels[index], widthBetween(levels, 0, SIDE / 2), widthBetween(levels, SIDE / 2, SIDE)];
  });
}

/** Rows of the sheet: digits that lean right, one of each class; that lean left; ten sevens; any twenty; twenty 4 or 9; twenty 0 or 1. */
function sheetRows(): number[][] {
  const rng = random(SEED);
  const order = [...rng.permutation(train.count)];
  const slants = (['right', 'left'] as const).map((slant) =>
    Array.from({ length: COLUMNS }, (_, label) =>
      order.find((i) => train.labels[i] === label && slantOf(leanOf(levelsOf(train, i))) === slant),
    ),
  );
  const sevens = order.filter((i) => train.labels[i] === STAMPED).slice(0, COLUMNS);
  const anyOf = (classes: readonly number[]) => {
    const members = [...rng.fork(`any ${classes.join(' ')}`).permutation(train.count)];
    const chosen = members.filter((i) => classes.includes(train.labels[i])).slice(0, 2 * COLUMNS);
    return [chosen.slice(0, COLUMNS), chosen.slice(COLUMNS)];
  };
  return [
    ...slants.map((row) => row.map((index) => index ?? 0)),
    sevens,
    ...tasks.flatMap((task) => anyOf(classesOf[task])),
  ];
}

if (import.meta.main) {
  const rows = sheetRows();
  const width = COLUMNS * SIDE;
  const sheet = new Uint8Array(rows.length * SIDE * width);
  rows.forEach((row, r) =>
    row.forEach((index, column) =>
      levelsOf(train, index).forEach((level, p) => {
        sheet[(r * SIDE + Math.floor(p / SIDE)) * width + column * SIDE + (p % SIDE)] = level;
      }),
    ),
  );
  writeFileSync(
    new URL('../components/figures/digit-sheets/data.png', import.meta.url),
    inkPng(sheet, width, rows.length * SIDE),
  );
  const write = async (name: string, content: unknown) =>
    writeFileSync(
      new URL(`../engine/data/${name}.json`, import.meta.url),
      await format(JSON.stringify(content), { parser: 'json', printWidth: 120 }),
    );
  await write('two-widths', { digits: measureWidths(128) });
  await write(
    'sheet-labels',
    rows.map((row) => row.map((index) => train.labels[index])),
  );
}
