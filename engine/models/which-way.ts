// Places on the hollow at which the way down is asked for, dealt from a seed, with the engine's answer at each. Knows
// nothing of arrows or pictures.
import { valueAndGradient } from '../evaluate.ts';
import { sum } from '../operations.ts';
import { random } from '../random.ts';
import { parameter } from '../tensor.ts';
import { bounds, hollow, type Place } from './landscapes.ts';

const [x, y] = [parameter('x', [1], 0), parameter('y', [1], 0)];
const ask = valueAndGradient(sum(hollow.loss(x, y)), [x, y]);

export const hollowHeight = (px: number, py: number): number => ask(px, py).value;

export const hollowGradient = ([px, py]: Place): Place => {
  const { gradients } = ask(px, py);
  return [gradients[0][0], gradients[1][0]];
};

const lengthOf = ([dx, dy]: Place): number => Math.sqrt(dx * dx + dy * dy);

/** Degrees from −180 to 180, counted anticlockwise from the right. */
const directionOf = ([dx, dy]: Place): number => (Math.atan2(dy, dx) * 180) / Math.PI;

/** The angle between two directions, 0 to 180 degrees. */
export function angleBetween(a: number, b: number): number {
  const turn = (((a - b) % 360) + 540) % 360;
  return Math.abs(turn - 180);
}

export interface Question {
  at: Place;
  loss: number;
  /** The length of the gradient. */
  steepness: number;
  /** Direction of the negative gradient. */
  downhill: number;
  /** Direction of the lowest point. */
  toLowest: number;
}

function questionAt(at: Place): Question {
  const { value, gradients } = ask(at[0], at[1]);
  const gradient: Place = [gradients[0][0], gradients[1][0]];
  return {
    at,
    loss: value,
    steepness: lengthOf(gradient),
    downhill: directionOf([-gradient[0], -gradient[1]]),
    toLowest: directionOf([hollow.lowest[0] - at[0], hollow.lowest[1] - at[1]]),
  };
}

/** Places that are steep enough to have a way down, apart from each other, and where the lowest point is no good guide. */
export function askWhichWay(seed: number, count: number): Question[] {
  const rng = random(seed);
  const asked: Question[] = [];
  for (let tries = 0; asked.length < count && tries < 5000; tries++) {
    const at: Place = [
      Number(rng.uniform(bounds.x[0] + 0.9, bounds.x[1] - 0.9).toFixed(2)),
      Number(rng.uniform(bounds.y[0] + 0.8, bounds.y[1] - 0.8).toFixed(2)),
    ];
    const question = questionAt(at);
    const apart = asked.every((other) => lengthOf([other.at[0] - at[0], other.at[1] - at[1]]) > 0.8);
    const misled = angleBetween(question.downhill, question.toLowest);
    const wanted = asked.length === 0 ? misled > 30 && misled < 60 : misled > 12;
    if (apart && wanted && question.steepness > 0.35) asked.push(question);
  }
  return asked;
}
