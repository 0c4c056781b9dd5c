// Pictures for the choices of a prediction: 120 × 80, flat, outlined, one idea each, drawn with the classes of `.thumb`.
// A chapter that needs one more adds it here, or passes an SVG string of its own.

/** Height of the bowl at x, in a picture whose ground is 80 high. */
const bowlAt = (x: number) => 72 - 46 * ((x - 60) / 54) ** 2;

/** From x = 6 to 114: a parabola is one curve of SVG, whose handle lies where the tangents of its ends meet. */
const bowl = `<path class="ground" d="M0 80V${bowlAt(6)}H6Q60 ${bowlAt(6) + 2 * 46} 114 ${bowlAt(114)}H120V80Z"/>`;

/** A ball of radius 7 that rests on the bowl at x. */
function ball(x: number): string {
  const slope = (-92 * (x - 60)) / 54 ** 2;
  const length = Math.hypot(1, slope);
  const [cx, cy] = [x + (slope / length) * 7, bowlAt(x) - 7 / length];
  return `<circle class="hand" cx="${cx.toFixed(1)}" cy="${cy.toFixed(1)}" r="7"/>`;
}

const trace = (x: number) => `<circle class="node" cx="${x}" cy="${bowlAt(x).toFixed(1)}" r="3.2"/>`;

type Place = readonly [x: number, y: number];

/** A bent path that ends in an arrowhead, or in nothing. */
function hop(from: Place, over: Place, to: Place, hasHead = true): string {
  const angle = Math.atan2(to[1] - over[1], to[0] - over[0]);
  const at = (turn: number, back: number) =>
    `${(to[0] - back * Math.cos(angle + turn)).toFixed(1)} ${(to[1] - back * Math.sin(angle + turn)).toFixed(1)}`;
  const line = `<path class="line2" d="M${from.join(' ')}Q${over.join(' ')} ${hasHead ? at(0, 7) : to.join(' ')}"/>`;
  return hasHead ? `${line}<path class="ink" d="M${to.join(' ')}L${at(-0.5, 9)}L${at(0.5, 9)}Z"/>` : line;
}

const pictures: Record<string, string> = {
  'bowl-land': bowl + hop([23, 43.8], [40, 0], [57, 49]) + trace(22) + ball(60),
  'bowl-hop':
    bowl + hop([33, 39.6], [60, -8], [92, 45.2]) + hop([91, 55.7], [62, 22], [40, 52.8]) + trace(95) + ball(25),
  'bowl-fly':
    bowl +
    hop([50, 55.9], [62, 26], [77, 64.4], false) +
    hop([77, 64.4], [64, 2], [30, 54.8], false) +
    hop([30, 54.8], [44, -18], [108, 14]) +
    trace(77) +
    trace(30) +
    ball(44),
};

/** The picture of a choice: a name above, or an SVG string; unknown names stop the build. */
export function picture(nameOrSvg: string): string {
  const open = (viewBox: string, marks: string) =>
    `<svg class="thumb" viewBox="${viewBox}" aria-hidden="true" focusable="false">${marks}</svg>`;
  const own = /^\s*<svg\b[^>]*?viewBox="([^"]+)"[^>]*>([\s\S]*)<\/svg>\s*$/.exec(nameOrSvg);
  if (own) return open(own[1], own[2]);
  if (nameOrSvg in pictures) return open('0 0 120 80', pictures[nameOrSvg]);
  throw new Error(
    `there is no picture "${nameOrSvg}"; there are ${Object.keys(pictures).join(', ')}, or an <svg viewBox="…">`,
  );
}
