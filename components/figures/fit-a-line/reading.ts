// What a line says of the twelve threes: the misses, their squares, the mean of them, and how that compares with the best.
import { bestLine, lineAt, lineLoss, twelve, type Halves, type Line } from '#engine';
import { fixed } from '../../charts/format.ts';

export const best: Line = bestLine();
export const least: number = lineLoss(best);

export interface Miss extends Halves {
  /** What the line says. */
  said: number;
  /** What the line says, less what is there: pixels of ink. */
  error: number;
}

export interface Reading {
  misses: Miss[];
  /** Mean of the squares. */
  loss: number;
  /** How many times the least loss that any line can have. */
  times: number;
}

export function read(line: Line): Reading {
  const misses = twelve.map((digit) => {
    const said = lineAt(line, digit.above);
    return { ...digit, said, error: said - digit.below };
  });
  const loss = lineLoss(line);
  return { misses, loss, times: loss / least };
}

export function tell(_: Line, { misses, loss, times }: Reading): string {
  const furthest = Math.max(...misses.map(({ error }) => Math.abs(error)));
  const compared =
    times < 1.01
      ? 'within 1 % of the least that a line can have'
      : `**${fixed(times, times < 10 ? 1 : 0)} times** the least that a line can have`;
  return `The line misses by up to ${fixed(furthest, 0)} pixels of ink. The mean of the twelve squares, the loss, is **${fixed(loss, 1)}**: ${compared}.`;
}
