// Three logits and what they cost, as the figure shows it: softmax, cross-entropy and slopes by the chosen formula, both
// formulas step by step as a computer prints them, and the words. What has overflowed is null.
import { softmaxCost, type Cost } from '#engine';
import { fixed } from '../../charts/format.ts';

export const classes = ['cat', 'dog', 'owl'] as const;
export type ClassName = (typeof classes)[number];

export interface Setting {
  logits: readonly number[];
  right: ClassName;
  shift: number;
  formula: 'written' | 'stable';
}

/** One formula's way to the loss, in text. */
export interface Way {
  powers: string[]; // [3]
  sum: string;
  loss: string;
  broken: boolean;
}

export interface Priced {
  /** The logits with what was added to all of them. */
  logits: number[]; // [3]
  /** Position of the right class. */
  target: number;
  probabilities: (number | null)[]; // [3]
  slopes: (number | null)[]; // [3]
  loss: number | null;
  ways: { written: Way; stable: Way };
}

/** As programming languages print: 24.5, 1.2e38, inf, nan. */
function printed(value: number): string {
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  if (value === 0) return '0';
  const size = Math.abs(value);
  if (size >= 1e4 || size < 1e-3) return value.toExponential(1).replace('e+', 'e');
  return value.toPrecision(3);
}

const wayOf = ({ powers, sum, loss, slopes }: Cost): Way => ({
  powers: powers.map(printed),
  sum: printed(sum),
  loss: printed(loss),
  broken: ![loss, ...slopes].every(Number.isFinite),
});

const whole = (value: number): number | null => (Number.isFinite(value) ? value : null);

export function price({ logits, right, shift, formula }: Setting): Priced {
  const shifted = logits.map((logit) => Number((logit + shift).toFixed(4)));
  const target = classes.indexOf(right);
  const both = softmaxCost(shifted, target);
  const { probabilities, slopes, loss } = both[formula];
  return {
    logits: shifted,
    target,
    probabilities: probabilities.map(whole),
    slopes: slopes.map(whole),
    loss: whole(loss),
    ways: { written: wayOf(both.written), stable: wayOf(both.stable) },
  };
}

const percent = (p: number): string =>
  p > 0.0005 && p < 0.9995 ? `${fixed(100 * p, 1)} %` : p < 0.5 ? 'next to 0 %' : 'almost 100 %';

export function tell({ right, formula }: Setting, { target, probabilities, loss, ways }: Priced): string {
  const p = probabilities[target];
  if (p === null || loss === null || ways[formula].broken)
    return `The photo shows ${right === 'owl' ? 'an' : 'a'} ${right}. The formula gives no number.`;
  const top = probabilities.reduce<number>((best, each, i) => ((each ?? 0) > (probabilities[best] ?? 0) ? i : best), 0);
  const surest = probabilities[top] ?? 0;
  const guess =
    surest - p < 1e-6
      ? `**${percent(p)}** for ${right}, the right answer`
      : `${percent(surest)} for ${classes[top]}, but only **${percent(p)}** for ${right}, the right answer`;
  return `Softmax gives ${guess}. The loss is −ln ${fixed(p, p < 0.01 ? 4 : 3)} = **${fixed(loss)}**.`;
}

/** Which number it was that did not fit, said for the tape. */
export function whatBroke({ ways, logits }: Priced): string {
  const { powers, sum, loss } = ways.written;
  const i = powers.indexOf('inf');
  if (i >= 0)
    return `**${loss === 'nan' ? 'Not a number.' : 'Infinite.'}** e to the power ${fixed(logits[i], 1)} is larger than the largest number that 32 bits can hold.`;
  if (sum === '0')
    return '**Not a number.** All three powers of e are so small that they became 0, and 0 was divided by 0.';
  return '**Infinite.** The right answer’s share became 0, and the logarithm of 0 is minus infinity.';
}
