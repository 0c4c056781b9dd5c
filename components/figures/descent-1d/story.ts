// What the ball's walk says in words: where it is, where the next step leads, and whether this valley can hold it.
import { bottomBelow, curves, type CurveName } from '#engine';
import { EDGE, FLAT, type DescendFrame } from '#engine/jobs';
import { count, fixed } from '../../charts/format.ts';

export interface Setting {
  land: CurveName;
  rate: number;
  start: number;
}

export const last = <T>(list: readonly T[]): T => list[list.length - 1];

/** It has left the page. */
export const gone = ({ w }: DescendFrame): boolean => Math.abs(w) > EDGE;
/** It lies where the ground is flat. */
const flat = ({ slope }: DescendFrame): boolean => Math.abs(slope) < FLAT;
/** It lies at the bottom of a valley. */
export const settled = (land: CurveName, frame: DescendFrame): boolean =>
  flat(frame) && curves[land].curvature(frame.w) > 0;

/** The bottom of the valley that the ball is in, with the largest rate it can bear. */
export const valleyOf = (land: CurveName, { w }: DescendFrame) => bottomBelow(curves[land], w);

const held = (rate: number, border: number): string =>
  Math.abs(rate - border) < 0.005
    ? `That is exactly this valley’s border, **${fixed(border)}**.`
    : rate < border
      ? `The rate is below this valley’s border of **${fixed(border)}**.`
      : `The rate is above this valley’s border of **${fixed(border)}**: it cannot settle here.`;

export function tell({ land, rate }: Setting, frames: readonly DescendFrame[]): string {
  const now = last(frames);
  const steps = frames.length - 1;
  const valley = valleyOf(land, now);
  if (settled(land, now)) {
    const deepest = curves[land].bottoms.reduce((a, b) => (b.loss < a.loss ? b : a));
    const deeper =
      valley.loss > deepest.loss
        ? ` A deeper valley lies to the ${deepest.w < now.w ? 'left' : 'right'}; no slope here tells of it.`
        : '';
    return `**At rest** after ${count(steps, 'step')} at w = **${fixed(now.w)}**, with a loss of **${fixed(now.loss)}**: the ground is flat.${deeper}`;
  }
  if (flat(now))
    return `The ball lies on the hilltop, where the slope is zero too. It stays, although every way leads down.`;
  const move = now.next - now.w;
  const where = `${steps ? `Step **${steps}**` : 'The start'}: loss **${fixed(now.loss)}**, slope **${fixed(now.slope)}**.`;
  return `${where} The next step goes ${move > 0 ? 'right' : 'left'} by **${fixed(Math.abs(move))}**. ${held(rate, valley.border)}`;
}
