// Of all straight lines that make the fewest mistakes on points of the plane, the one with the most room. Tries half a
// thousand directions, so it is a search, not a proof: see best-cut.ts for that.
import { cos, sin } from '../kernels/math.ts';
import type { Example } from './perceptron.ts';

export interface WideCut {
  /** Where its arrow points, in radians: to the side of the ones. */
  angle: number;
  /** How far along the arrow the line lies from the origin. */
  offset: number;
  mistakes: number;
}

const DIRECTIONS = 720;

export function widestCut(examples: readonly Example[]): WideCut {
  let best: WideCut & { room: number } = { angle: 0, offset: 0, mistakes: Infinity, room: 0 };
  for (let i = 0; i < DIRECTIONS; i++) {
    const angle = (2 * Math.PI * i) / DIRECTIONS;
    const [c, s] = [cos(angle), sin(angle)];
    const row = examples
      .map(({ inputs, target }) => ({ at: c * inputs[0] + s * inputs[1], target }))
      .sort((a, b) => a.at - b.at);
    let mistakes = row.filter(({ target }) => target === 0).length;
    for (const [j, { at, target }] of row.entries()) {
      mistakes += target === 0 ? -1 : 1;
      const room = j + 1 < row.length ? row[j + 1].at - at : 0;
      if (room > 0 && (mistakes < best.mistakes || (mistakes === best.mistakes && room > best.room)))
        best = { angle, offset: at + room / 2, mistakes, room };
    }
  }
  const { angle, offset, mistakes } = best;
  return { angle, offset, mistakes };
}
