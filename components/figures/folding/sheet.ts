/**
 * The sheet that a folding network bends: grid lines over its input, the curve on which the network is undecided, and its
 * points; and where all of that stands in a picture of the way. Knows no marks.
 */
import { foldAnswer, foldPoints, folds, wayThrough, type FoldName } from '#engine';
import { isolines, sample } from '../../charts/isolines.ts';
import { SENT, type Pixel } from '../../charts/path.ts';

/** A square a little larger than all points. */
const EDGE = 2.85;
const LINES = SENT ? 11 : 13;
const SAMPLES = SENT ? 32 : 42;
const GRID = 57;

type Spot = readonly number[];

interface Strand {
  /** Whether the network says 1 along it. */
  plus: boolean;
  spots: Spot[];
}

interface Sheet {
  strands: Strand[];
  border: Spot[][];
}

const sheets = new Map<FoldName, Sheet>();

const across = (i: number, of: number): number => -EDGE + (2 * EDGE * i) / of;

/** A line of the grid, cut where the network changes its mind. */
function strandsOf(spots: readonly Spot[], isPlus: (spot: Spot) => boolean): Strand[] {
  const strands: Strand[] = [];
  let now: Strand | undefined;
  for (const spot of spots) {
    const plus = isPlus(spot);
    if (now?.plus === plus) now.spots.push(spot);
    else {
      const from: Spot[] = now ? [now.spots[now.spots.length - 1]] : [];
      now = { plus, spots: [...from, spot] };
      strands.push(now);
    }
  }
  return strands;
}

/** Made once for each network. */
function sheetOf(name: FoldName): Sheet {
  const made = sheets.get(name);
  if (made) return made;
  const { net } = folds[name];
  const isPlus = (spot: Spot) => foldAnswer(net, spot) > 0;
  const strands: Strand[] = [];
  for (let line = 0; line < LINES; line++) {
    const fixed = across(line, LINES - 1);
    const run = (place: (along: number) => Spot) =>
      strandsOf(
        Array.from({ length: SAMPLES + 1 }, (_, i) => place(across(i, SAMPLES))),
        isPlus,
      );
    strands.push(...run((along) => [along, fixed]), ...run((along) => [fixed, along]));
  }
  const heights = sample((x, y) => foldAnswer(net, [x, y]), [-EDGE, EDGE], [-EDGE, EDGE], GRID, GRID);
  const border = isolines(heights, 0).map((line) => line.map(([i, j]) => [across(i, GRID - 1), across(j, GRID - 1)]));
  const sheet = { strands, border };
  sheets.set(name, sheet);
  return sheet;
}

export interface Picture {
  /** From a place of the plane, in the network's own numbers, to pixels. */
  toPixel: (spot: readonly [number, number]) => Pixel;
  /** What of the plane is seen. */
  field: { x: [number, number]; y: [number, number] };
  plus: Pixel[][];
  minus: Pixel[][];
  border: Pixel[][];
  dots: { at: Pixel; plus: boolean; right: boolean }[];
}

/** All of it in one picture of the way, as large as a box of pixels allows. */
export function pictureOf(
  name: FoldName,
  through: number,
  box: { x: number; y: number; width: number; height: number },
): Picture {
  const { net, set } = folds[name];
  const { strands, border } = sheetOf(name);
  const move = wayThrough(net, through);
  const moved = strands.map(({ plus, spots }) => ({ plus, spots: spots.map(move) }));
  const xs = moved.flatMap(({ spots }) => spots.map(([x]) => x));
  const ys = moved.flatMap(({ spots }) => spots.map(([, y]) => y));
  const least = (list: number[]) => list.reduce((a, b) => Math.min(a, b));
  const most = (list: number[]) => list.reduce((a, b) => Math.max(a, b));
  const [left, right, low, high] = [least(xs), most(xs), least(ys), most(ys)];
  const scale = Math.min(box.width / (right - left), box.height / (high - low)) * 0.94;
  const [cx, cy] = [(left + right) / 2, (low + high) / 2];
  const toPixel = ([x, y]: readonly [number, number]): Pixel => [
    box.x + box.width / 2 + (x - cx) * scale,
    box.y + box.height / 2 - (y - cy) * scale,
  ];
  const side = (plus: boolean) => moved.filter((strand) => strand.plus === plus).map(({ spots }) => spots.map(toPixel));
  return {
    toPixel,
    field: {
      x: [cx - box.width / 2 / scale, cx + box.width / 2 / scale],
      y: [cy - box.height / 2 / scale, cy + box.height / 2 / scale],
    },
    plus: side(true),
    minus: side(false),
    border: border.map((line) => line.map((spot) => toPixel(move(spot)))),
    dots: foldPoints[set]().map(({ inputs, target }) => ({
      at: toPixel(move(inputs)),
      plus: target === 1,
      right: foldAnswer(net, inputs) > 0 === (target === 1),
    })),
  };
}
