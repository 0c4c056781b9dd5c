// Judges what a reader answers: numbers, placed points and lines, drawn curves. Pure; what is shown then is others' business.

export type Verdict = 'right' | 'near' | 'off';

/** A half per cent of the answer unless told, and never so little that rounding in the last place is a mistake. */
export const toleranceFor = (answer: number, tolerance?: number): number =>
  tolerance ?? Math.max(1e-9, Math.abs(answer) * 0.005);

/** Right within the tolerance, near within five of them. */
export function judgeNumber(given: number, answer: number, tolerance: number): Verdict {
  const distance = Math.abs(given - answer);
  const slack = 1e-12 * Math.max(1, Math.abs(answer));
  return distance <= tolerance + slack ? 'right' : distance <= 5 * tolerance + slack ? 'near' : 'off';
}

/** What kind of slip a wrong number looks like, if it looks like one. */
export function slip(given: number, answer: number, tolerance: number): 'sign' | 'power' | 'upside-down' | undefined {
  const isRight = (value: number) => judgeNumber(value, answer, tolerance) === 'right';
  if (answer === 0) return undefined;
  if (isRight(-given)) return 'sign';
  if ([10, 100, 1000, 0.1, 0.01, 0.001].some((factor) => isRight(given * factor))) return 'power';
  if (given !== 0 && isRight(1 / given)) return 'upside-down';
  return undefined;
}

export type Place = readonly [x: number, y: number];
export interface Line {
  from: Place;
  to: Place;
}

export function judgePlace([x, y]: Place, [rightX, rightY]: Place, tolerance: number, scale = 1): Verdict {
  const distance = Math.hypot(x - rightX, (y - rightY) * scale);
  return distance <= tolerance ? 'right' : distance <= 2 * tolerance ? 'near' : 'off';
}

/** Positive on one side of the line, negative on the other. */
const side = ({ from, to }: Line, [x, y]: Place): number =>
  (to[0] - from[0]) * (y - from[1]) - (to[1] - from[1]) * (x - from[0]);

/** The share of the square [0, 1]² on which two lines disagree about sides, whichever way round they are named. */
export function disagreement(a: Line, b: Line): number {
  const cells = 40;
  let differing = 0;
  for (let i = 0; i < cells; i++)
    for (let j = 0; j < cells; j++) {
      const place: Place = [(i + 0.5) / cells, (j + 0.5) / cells];
      if (side(a, place) > 0 !== side(b, place) > 0) differing++;
    }
  const share = differing / cells ** 2;
  return Math.min(share, 1 - share);
}

/** How many points a line puts on the wrong side, with its better choice of sides. */
export function misplaced(line: Line, points: readonly { at: Place; is: 'plus' | 'minus' }[]): number {
  const wrong = points.filter(({ at, is }) => side(line, at) > 0 !== (is === 'plus')).length;
  return Math.min(wrong, points.length - wrong);
}

/** The height at x of a curve given by points of rising x; level beyond its ends. */
export function heightAt(curve: readonly Place[], x: number): number {
  const after = curve.findIndex((point) => point[0] >= x);
  if (after < 0) return curve[curve.length - 1][1];
  if (after === 0) return curve[0][1];
  const [[x0, y0], [x1, y1]] = [curve[after - 1], curve[after]];
  return y0 + ((y1 - y0) * (x - x0)) / (x1 - x0 || 1);
}

/** Mean distance in y between what was drawn and the true curve, and whether it lies above (+) or below (−) on average. */
export function judgeDrawn(drawn: readonly Place[], truth: readonly Place[], tolerance: number) {
  const gaps = drawn.map(([x, y]) => y - heightAt(truth, x));
  const distance = gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / gaps.length;
  const lean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const verdict: Verdict = distance <= tolerance ? 'right' : distance <= 2 * tolerance ? 'near' : 'off';
  return { verdict, lean };
}
