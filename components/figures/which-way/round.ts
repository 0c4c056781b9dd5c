// One round of asking for the way down: the place, the reader's arrow, the engine's answer, and what is said of them.
import { angleBetween, askWhichWay, type Question } from '#engine';
import { fixed } from '../../charts/format.ts';

/** Places in a game. The first is an example, played by somebody who aims at the lowest point. */
export const PLACES = 6;
/** An arrow this near (degrees) counts as right. */
export const CLOSE = 15;

export interface Game {
  seed: number;
  /** Which place, from 1. */
  at: number;
  /** How many places have been answered. */
  shown: number;
  /** The reader's directions at places 2 to 6, in degrees. */
  guesses: readonly number[];
}

export interface Round extends Question {
  guess: number;
  /** Degrees between the arrow and the way down. */
  miss: number;
  /** Degrees between the way to the lowest point and the way down. */
  misled: number;
  revealed: boolean;
}

export const play = ({ seed, shown, guesses }: Game): Round[] =>
  askWhichWay(seed, PLACES).map((question, i) => {
    const guess = i === 0 ? question.toLowest : guesses[i - 1];
    return {
      ...question,
      guess,
      miss: angleBetween(guess, question.downhill),
      misled: angleBetween(question.toLowest, question.downhill),
      revealed: i < shown,
    };
  });

const degrees = (angle: number) => `**${fixed(angle, 0)}°**`;

/** The reader's own answered rounds. */
export const answered = (rounds: readonly Round[]): Round[] => rounds.slice(1).filter(({ revealed }) => revealed);
export const hits = (rounds: readonly Round[]): number => answered(rounds).filter(({ miss }) => miss <= CLOSE).length;

export function tell({ at }: Game, rounds: readonly Round[]): string {
  const { miss, misled, revealed } = rounds[at - 1];
  if (at === 1)
    return `An example. This arrow aims at the lowest point and is ${degrees(miss)} off: the ground falls fastest straight across the contour, not towards the lowest point.`;
  const place = `Place ${at} of ${PLACES}.`;
  if (!revealed) return `${place} Turn the arrow to where the ground falls fastest from here. Then look.`;
  return `${place} Your arrow is ${degrees(miss)} off; aiming at the lowest point would have been ${degrees(misled)} off.`;
}
