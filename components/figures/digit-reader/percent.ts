// A probability in per cent as the figure prints it: never rounded to certainty, never to impossibility.
import { fixed } from '../../charts/format.ts';

export function percent(p: number): string {
  if (p > 0.9995) return 'over 99.9 %';
  if (p < 0.0005) return 'under 0.1 %';
  return `${fixed(100 * p, p < 0.1 || p > 0.9 ? 1 : 0)} %`;
}

/** The same, short enough for a label. */
export const percentLabel = (p: number): string => percent(p).replace('over ', '> ').replace('under ', '< ');
