// Finds places for labels beside what they name, where they cover least: not each other, not the marks, not the edges.
// Pixels in and out; knows nothing of what is labelled.

export type Pixel = readonly [x: number, y: number];

export interface Wanted {
  id: string;
  width: number;
  height: number;
  /** Points that the label may stand beside. */
  anchors: readonly Pixel[];
  /** Points of the same thing, which it should be nearer to than to any other's. */
  own?: readonly Pixel[];
}

export interface Placed {
  id: string;
  x: number;
  y: number;
}

interface Box {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

const gap = (b: Box, [x, y]: Pixel): number =>
  Math.hypot(Math.max(b.left - x, 0, x - b.right), Math.max(b.top - y, 0, y - b.bottom));

const overlap = (a: Box, b: Box): boolean =>
  a.left < b.right + 4 && a.right > b.left - 4 && a.top < b.bottom + 2 && a.bottom > b.top - 2;

/**
 * Middles of the labels, in the order given. A label that can only stand on another one, or outside the paper, is
 * left out.
 */
export function placeLabels(
  wanted: readonly Wanted[],
  marks: readonly Pixel[],
  taken: readonly Box[],
  paper: { width: number; height: number },
  size: number,
): Placed[] {
  const boxes = [...taken];
  const placed: Placed[] = [];
  for (const { id, width, height, anchors, own } of wanted) {
    let best: { cost: number; box: Box; x: number; y: number } | undefined;
    for (const [ax, ay] of anchors)
      for (const away of [size * 1.4, size * 2.2, size * 3])
        for (let turn = 0; turn < 16; turn++) {
          const angle = (turn / 16) * 2 * Math.PI;
          const x = ax + Math.cos(angle) * (away + (width / 2) * Math.abs(Math.cos(angle)));
          const y = ay + Math.sin(angle) * (away + height * 0.15);
          const box = { left: x - width / 2, top: y - height / 2, right: x + width / 2, bottom: y + height / 2 };
          if (box.left < 4 || box.right > paper.width - 4 || box.top < 4 || box.bottom > paper.height - 4) continue;
          if (boxes.some((other) => overlap(box, other))) continue;
          let cost = away * 0.6;
          for (const mark of marks) if (gap(box, mark) < 6) cost += 25;
          if (own) {
            const mine = Math.min(...own.map((p) => gap(box, p)));
            const others = Math.min(Infinity, ...marks.filter((p) => !own.includes(p)).map((p) => gap(box, p)));
            cost += others < mine + 6 ? 160 : -Math.min(others, 90) * 0.5;
          }
          if (!best || cost < best.cost) best = { cost, box, x, y };
        }
    if (!best) continue;
    boxes.push(best.box);
    placed.push({ id, x: best.x, y: best.y });
  }
  return placed;
}
