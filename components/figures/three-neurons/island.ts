// The border of the area where the net of three says yes. Each neuron's yes is concave where it is above one half, and the
// area needs all three above it: so it is convex, and a ray from inside crosses its border once.
import { answerAt, type Neuron } from '#engine/jobs';

export type Spot = readonly [x: number, y: number];

const RAYS = 180;
const GRID = 24;

/** The spot of the square where the answer is the surest yes, or undefined when it is no everywhere. */
function surest(neurons: readonly Neuron[]): Spot | undefined {
  let best: { spot: Spot; answer: number } | undefined;
  for (let i = 0; i <= GRID; i++) {
    for (let j = 0; j <= GRID; j++) {
      const spot: Spot = [(2 * i) / GRID - 1, (2 * j) / GRID - 1];
      const answer = answerAt(neurons, ...spot);
      if (answer > 0 && answer > (best?.answer ?? 0)) best = { spot, answer };
    }
  }
  return best?.spot;
}

/** Corners of the area inside the square from −1 to 1, in order; empty when there is none. */
export function border(neurons: readonly Neuron[]): Spot[] {
  const centre = surest(neurons);
  if (!centre) return [];
  const [cx, cy] = centre;
  const toCorners = [-1, 1].flatMap((x) => [-1, 1].map((y) => Math.atan2(y - cy, x - cx)));
  const angles = [...Array.from({ length: RAYS }, (_, i) => (i / RAYS) * 2 * Math.PI - Math.PI), ...toCorners];
  return angles
    .sort((a, b) => a - b)
    .map((angle) => {
      const [dx, dy] = [Math.cos(angle), Math.sin(angle)];
      const room = (from: number, d: number) => (d === 0 ? Infinity : ((d > 0 ? 1 : -1) - from) / d);
      let [inside, outside] = [0, Math.min(room(cx, dx), room(cy, dy))];
      if (answerAt(neurons, cx + outside * dx, cy + outside * dy) > 0) inside = outside;
      for (let i = 0; i < 24 && outside > inside; i++) {
        const middle = (inside + outside) / 2;
        if (answerAt(neurons, cx + middle * dx, cy + middle * dy) > 0) inside = middle;
        else outside = middle;
      }
      return [cx + inside * dx, cy + inside * dy];
    });
}
