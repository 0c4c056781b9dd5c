// Finds places for labels beside what they name, where they cover least: not each other, not the marks, not the edges.
// Pixels in and out; knows nothing of what is labelled.

export type Pixel = readonly [x: number, y: number];

export interface Wanted {
  id: string;
  width: number;
  height: number;
  /** Points of what is named: the label stands beside one of them, and nearer to them than to any other's. */
  own: readonly Pixel[];
}

export interface Placed {
  id: string;
  x: number;
  y: number;
}

export interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** Points of its own that a label is tried beside, distances from them in sizes of type, and directions. */
const ANCHORS = 12;
const DISTANCES = [1.4, 2.4];
const DIRECTIONS = Array.from({ length: 12 }, (_, i) => (i / 12) * 2 * Math.PI).map((angle) => ({
  cos: Math.cos(angle),
  sin: Math.sin(angle),
}));
/** Price of a point that is covered; worth, at most, of a place far from all other things. */
const COVERED = 25;
const FREE = 45;

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right + 4 && a.right > b.left - 4 && a.top < b.bottom + 2 && a.bottom > b.top - 2;

/** A few of many, evenly. */
const some = (points: readonly Pixel[], count: number): Pixel[] => {
  const every = Math.max(1, Math.ceil(points.length / count));
  return points.filter((_, i) => i % every === 0);
};

/** How bad a place is, or no better than `enough`: then it is not looked at to the end. */
function costOf(box: Box, away: number, own: readonly Pixel[], others: readonly Pixel[], enough: number): number {
  let cost = away * 0.6;
  // Nearest squared distance from the box; what lies within 6 pixels counts as covered.
  const nearest = (points: readonly Pixel[]): number => {
    let least = Infinity;
    for (const [x, y] of points) {
      const dx = x < box.left ? box.left - x : x > box.right ? x - box.right : 0;
      const dy = y < box.top ? box.top - y : y > box.bottom ? y - box.bottom : 0;
      const square = dx * dx + dy * dy;
      if (square < least) least = square;
      if (square < 36 && (cost += COVERED) - FREE >= enough) return least;
    }
    return least;
  };
  const mine = Math.sqrt(nearest(own));
  if (cost - FREE >= enough) return Infinity;
  const foreign = Math.sqrt(nearest(others));
  return cost + (foreign < mine + 6 ? 160 : -Math.min(foreign, 90) * (FREE / 90));
}

/**
 * Middles of the labels, in the order given. A label that can only stand on another one, or outside the paper, is
 * left out.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  taken: readonly Box[],
  paper: { width: number; height: number },
  size: number,
): Placed[] {
  const boxes = [...taken];
  const placed: Placed[] = [];
  for (const { id, width, height, own } of wanted) {
    const others = wanted.filter((other) => other.id !== id).flatMap((other) => other.own);
    let best: { cost: number; box: Box; x: number; y: number } | undefined;
    for (const [ax, ay] of some(own, ANCHORS))
      for (const away of DISTANCES.map((distance) => distance * size))
        for (const { cos, sin } of DIRECTIONS) {
          const x = ax + cos * (away + (width / 2) * Math.abs(cos));
          const y = ay + sin * (away + height * 0.15);
          const box = { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
          if (box.left < 4 || box.right > paper.width - 4 || box.top < 4 || box.bottom > paper.height - 4) continue;
          if (boxes.some((other) => overlap(box, other))) continue;
          const cost = costOf(box, away, own, others, best?.cost ?? Infinity);
          if (!best || cost < best.cost) best = { cost, box, x, y };
        }
    if (!best) continue;
    boxes.push(best.box);
    placed.push({ id, x: best.x, y: best.y });
  }
  return placed;
}
