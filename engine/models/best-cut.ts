// The fewest mistakes that any straight cut of a plane can make on given examples, by trying every way in which a line can
// part them. Between two neighbouring critical directions, at right angles to a pair of examples, the order of the
// examples across the line does not change, so one direction in each gap stands for all.
import { cos, sin } from '../kernels/math.ts';
import type { Example } from './perceptron.ts';

export interface Cut {
  /** Weights and bias of one line with the fewest mistakes: 1 on the side where w₁x₁ + w₂x₂ + b ≥ 0. */
  weights: [number, number, number];
  mistakes: number;
}

/** Takes time in n³ log n: for tens of examples, not thousands. */
export function bestCut(examples: readonly Example[]): Cut {
  const critical = new Set<number>([0]);
  for (const { inputs: a } of examples) {
    for (const { inputs: b } of examples) {
      if (a[0] !== b[0] || a[1] !== b[1]) critical.add(Math.atan2(b[0] - a[0], a[1] - b[1]));
    }
  }
  const angles = [...critical].sort((a, b) => a - b);
  let best: Cut = { weights: [0, 0, 0], mistakes: Infinity };
  for (const [i, angle] of angles.entries()) {
    const next = i + 1 < angles.length ? angles[i + 1] : angles[0] + 2 * Math.PI;
    const cut = bestAlong(examples, (angle + next) / 2);
    if (cut.mistakes < best.mistakes) best = cut;
  }
  return best;
}

/** The best threshold for a line whose weights point at `angle`. */
function bestAlong(examples: readonly Example[], angle: number): Cut {
  const [w1, w2] = [cos(angle), sin(angle)];
  const row = examples
    .map(({ inputs, target }) => ({ at: w1 * inputs[0] + w2 * inputs[1], target }))
    .sort((a, b) => a.at - b.at);
  // Everything is called 1 at first; moving the line past an example makes it a 0.
  let mistakes = row.filter(({ target }) => target === 0).length;
  let best: Cut = { weights: [w1, w2, 1 - (row[0]?.at ?? 0)], mistakes };
  for (const [i, { at, target }] of row.entries()) {
    mistakes += target === 0 ? -1 : 1;
    const next = row[i + 1]?.at ?? at + 2;
    if (next > at && mistakes < best.mistakes) best = { weights: [w1, w2, -(at + next) / 2], mistakes };
  }
  return best;
}
