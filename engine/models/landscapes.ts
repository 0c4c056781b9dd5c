// Five losses over two weights, each made to be hard for somebody: a bowl, a ravine, the same ravine turned, a saddle and
// a bent valley. Each is an expression of the engine; this file knows nothing of who walks there.
import { cos, sin } from '../kernels/math.ts';
import { add, multiply, power, subtract } from '../operations.ts';
import type { Operand, Tensor } from '../tensor.ts';

/** A pair of weights. */
export type Place = readonly [x: number, y: number];

/** Height and gradient at a place. */
export interface Feel {
  loss: number;
  gradient: Place;
}

/** A loss over two weights, ready to be asked. */
export interface Surface {
  /** The engine's loss and gradient. */
  feel(place: Place): Feel;
  /** The height alone, for maps. */
  height(x: number, y: number): number;
  lowest: number;
  minima: readonly Place[];
  /** Starts over which rates are tuned. */
  starts: readonly Place[];
}

export type LandscapeName = 'bowl' | 'ravine' | 'turned' | 'saddle' | 'bend';

export interface Landscape {
  /** The loss as the book writes it, in the weights $w_1$ and $w_2$. */
  tex: string;
  /** The loss, element by element: one place, or a whole grid of them. */
  loss(x: Operand, y: Operand): Tensor;
  /** The lowest loss there is. */
  lowest: number;
  /** Where it is reached. */
  minima: readonly Place[];
  /** Starts over which rates are tuned: the whole map, or the part of it that the landscape is about. */
  starts: readonly Place[];
}

/** Every map shows the same part of the plane, 8 wide and 6 high. */
export const bounds = { x: [-4, 4], y: [-3, 3] } as const;

const CENTRE: Place = [1.5, -0.5];

/** a u² / 2 + b v² / 2 around the centre, with the axes u, v turned by an angle. */
function quadratic(a: number, b: number, angle: number) {
  const [c, s] = [cos(angle), sin(angle)];
  return (x: Operand, y: Operand): Tensor => {
    const [dx, dy] = [subtract(x, CENTRE[0]), subtract(y, CENTRE[1])];
    const u = add(multiply(dx, c), multiply(dy, s));
    const v = subtract(multiply(dy, c), multiply(dx, s));
    return add(multiply(power(u, 2), a / 2), multiply(power(v, 2), b / 2));
  };
}

const across = (xs: readonly number[], ys: readonly number[]): Place[] =>
  xs.flatMap((x) => ys.map((y): Place => [x, y]));

const everywhere = across([-3.5, -2, -0.5, 1, 3], [-2.5, -0.8, 0.4, 2]);

export const landscapes: Record<LandscapeName, Landscape> = {
  bowl: {
    tex: String.raw`\tfrac12\left(0.4\,(w_1-1.5)^2+(w_2+0.5)^2\right)`,
    loss: quadratic(0.4, 1, 0),
    lowest: 0,
    minima: [CENTRE],
    starts: everywhere,
  },
  ravine: {
    tex: String.raw`\tfrac12\left(0.04\,(w_1-1.5)^2+8\,(w_2+0.5)^2\right)`,
    loss: quadratic(0.04, 8, 0),
    lowest: 0,
    minima: [CENTRE],
    starts: everywhere,
  },
  turned: {
    tex: String.raw`\tfrac12\left(0.04\,u^2+8\,v^2\right)`,
    loss: quadratic(0.04, 8, -0.5),
    lowest: 0,
    minima: [CENTRE],
    starts: everywhere,
  },
  saddle: {
    tex: String.raw`2\,w_1^2+\tfrac1{160}\,(w_2^2-4)^2`,
    loss: (x, y) => add(multiply(power(x, 2), 2), multiply(power(subtract(power(y, 2), 4), 2), 1 / 160)),
    lowest: 0,
    minima: [
      [0, 2],
      [0, -2],
    ],
    starts: across([-3, -1, 1, 3], [-0.4, -0.1, 0.05, 0.2]),
  },
  bend: {
    tex: String.raw`0.02\,(w_1-1)^2+\left(w_2+1.5-0.3\,w_1^2\right)^2`,
    loss: (x, y) =>
      add(multiply(power(subtract(x, 1), 2), 0.02), power(subtract(add(y, 1.5), multiply(power(x, 2), 0.3)), 2)),
    lowest: 0,
    minima: [[1, -1.2]],
    starts: everywhere,
  },
};

export const landscapeNames = Object.keys(landscapes) as LandscapeName[];

/** A hollow with bent contours, on which the way down is felt, and not raced: gentle, and everywhere aslant. */
export const hollow = {
  lowest: [1.2, -0.5] as Place,
  loss(x: Operand, y: Operand): Tensor {
    const [dx, dy] = [subtract(x, 1.2), subtract(y, -0.5)];
    const u = add(multiply(dx, cos(0.5)), multiply(dy, -sin(0.5)));
    const v = add(multiply(dx, sin(0.5)), multiply(dy, cos(0.5)));
    return add(multiply(power(u, 2), 0.06), multiply(power(subtract(v, multiply(power(u, 2), 0.1)), 2), 0.35));
  },
};
