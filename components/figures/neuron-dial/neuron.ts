/**
 * What one neuron says of forty measured digits: sums, answers, mistakes, doubts. The arithmetic behind `NeuronDial`,
 * with ink measured in standard deviations or in pixels. Knows no drawing.
 */
import { activations, measuredDigits, planarExamples, type ActivationName } from '#engine';

export type DialActivation = Extract<ActivationName, 'step' | 'sigmoid' | 'tanh' | 'relu'>;
export type Ruler = 'deviations' | 'pixels';

export interface DialState {
  w1: number;
  w2: number;
  b: number;
  scale: number;
  activation: DialActivation;
  ruler: Ruler;
  digit: number;
}

export const set = measuredDigits.onesAndSevens;
const examples = planarExamples('onesAndSevens', 'scaled');

/** Pixels in a unit of x₁. */
export const pixelsPerUnit = (ruler: Ruler): number => (ruler === 'pixels' ? 1 : set.ink.deviation);
/** Units of x₁ in a standard deviation of ink, the plot's own measure. */
export const unitsPerDeviation = (ruler: Ruler): number => (ruler === 'pixels' ? set.ink.deviation : 1);

export interface DialPoint {
  /** Ink and symmetry in standard deviations: the place in the plot. */
  at: readonly [number, number];
  target: 0 | 1;
  sum: number;
  answer: number;
  right: boolean;
}

export function readDigits({ w1, w2, b, scale, activation, ruler }: DialState) {
  const units = unitsPerDeviation(ruler);
  const points = examples.map(({ inputs: [x1, x2], target }): DialPoint => {
    const sum = scale * (w1 * x1 * units + w2 * x2 + b);
    return {
      at: [x1, x2],
      target,
      sum,
      answer: activations[activation].value(sum),
      right: sum >= 0 === (target === 1),
    };
  });
  return {
    points,
    right: points.filter((point) => point.right).length,
    /** How many of the answers are neither below 0.1 nor above 0.9. */
    doubtful: points.filter(({ answer }) => answer > 0.1 && answer < 0.9).length,
  };
}

/** An answer as a place between the two classes, 0 to 1, to shade the plane with. */
export function shade(activation: DialActivation, sum: number): number {
  const answer = activations[activation].value(sum);
  if (activation === 'tanh') return (answer + 1) / 2;
  // ReLU says nothing on one side, and ever more on the other.
  return activation === 'relu' ? 0.5 + Math.min(0.5, answer / 6) : answer;
}

/** The neuron's sum for one digit, term by term, as the formula has it. */
export function terms(state: DialState) {
  const { w1, w2, b, scale, ruler, digit } = state;
  const [x1, x2] = examples[digit - 1].inputs;
  const ink = x1 * unitsPerDeviation(ruler);
  return { x1: ink, x2, pushes: [scale * w1 * ink, scale * w2 * x2, scale * b] as const };
}
