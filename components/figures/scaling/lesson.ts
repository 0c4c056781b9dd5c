// What `Scaling` says of a bowl of loss: how much sharper it is across than along, how far descent gets in a hundred steps,
// and when it would be home. Knows no drawing.
import { descendWidths, stepsHome, widthBowl, type Bowl, type Unit, type Weights } from '#engine';
import { fixed } from '../../charts/format.ts';

export interface Setting {
  unit: Unit;
  standardised: boolean;
  /** The learning rate as a share of the border 2/c. */
  share: number;
}

/** Steps that are drawn. */
export const STEPS = 100;

export interface Lesson {
  lowest: Weights;
  /** How many times as sharp across as along. */
  ratio: number;
  path: readonly Weights[];
  /** Of the way down, what is left after each step. */
  left: readonly number[];
  /** Steps until a hundredth is left; null for never. */
  home: number | null;
  /** The same for standardised widths at the same share of their border, and what is left on the way. */
  mended: { home: number | null; left: readonly number[] };
}

function descent(bowl: Bowl, share: number) {
  const rate = share * bowl.border;
  const { path, losses } = descendWidths(bowl, rate, STEPS);
  const whole = losses[0] - bowl.lowestLoss;
  return { path, left: losses.map((loss) => (loss - bowl.lowestLoss) / whole), home: stepsHome(bowl, rate) };
}

export function learn({ unit, standardised, share }: Setting): Lesson {
  const bowl = widthBowl({ unit, standardised });
  const { home, left } = descent(widthBowl({ unit, standardised: true }), share);
  return {
    lowest: bowl.lowest,
    ratio: bowl.curvatures[0] / bowl.curvatures[1],
    ...descent(bowl, share),
    mended: { home, left },
  };
}

const grouped = (value: number): string => Math.round(value).toLocaleString('en-GB');
const UNITS: Record<Unit, string> = { mm: 'millimetres, like the lower', cm: 'centimetres', m: 'metres' };

export function tell({ unit, standardised }: Setting, { ratio, left, home }: Lesson): string {
  const what = standardised
    ? 'With both widths in standard deviations the unit no longer matters'
    : `With the upper width in **${UNITS[unit]}**`;
  const sharper = ratio < 100 ? fixed(ratio, 1) : grouped(ratio);
  const done = 100 * (1 - left[STEPS]);
  const far =
    home === null
      ? 'it hops for ever and never comes home.'
      : home <= STEPS
        ? `it is home after **${home}** steps.`
        : `${STEPS} steps make **${fixed(done, done < 99 ? 1 : 2)}\u00a0%** of the descent, and coming home takes **${grouped(home)}** steps.`;
  return `${what}, the bowl is **${sharper}** times as sharp across as along: ${far}`;
}
