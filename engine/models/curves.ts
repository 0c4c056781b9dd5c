// Loss over one weight: a bowl, and two valleys of different depth and sharpness. Slope and curvature are the engine's own
// gradients; this file knows nothing of how anybody walks down.
import { valueAndGradient } from '../evaluate.ts';
import { add, multiply, power, subtract, sum } from '../operations.ts';
import { parameter, type Tensor } from '../tensor.ts';

export type CurveName = 'bowl' | 'valleys';

interface Definition {
  /** The loss as the book writes it. */
  tex: string;
  loss(w: Tensor): Tensor;
  /** Its derivative by hand, so that the engine can take the gradient of that; a test compares it with the gradient of `loss`. */
  derivative(w: Tensor): Tensor;
  /** A place in each valley, from which Newton's method finds the bottom. */
  near: readonly number[];
}

const definitions: Record<CurveName, Definition> = {
  bowl: {
    tex: String.raw`\tfrac12 w^2`,
    loss: (w) => multiply(power(w, 2), 0.5),
    derivative: (w) => multiply(w, 1),
    near: [0.5],
  },
  valleys: {
    tex: String.raw`0.1125\left(\tfrac14 w^4-2w^2+0.6w\right)+0.8`,
    loss: (w) =>
      add(
        multiply(add(subtract(multiply(power(w, 4), 0.25), multiply(power(w, 2), 2)), multiply(w, 0.6)), 0.1125),
        0.8,
      ),
    derivative: (w) => multiply(add(subtract(power(w, 3), multiply(w, 4)), 0.6), 0.1125),
    near: [-2, 2],
  },
};

/** The bottom of a valley. */
export interface Bottom {
  w: number;
  loss: number;
  curvature: number;
  /** 2 / curvature: a ball near this bottom comes to rest at every rate below, and at none above. */
  border: number;
}

export interface Curve {
  tex: string;
  loss(w: number): number;
  slope(w: number): number;
  curvature(w: number): number;
  /** From left to right. */
  bottoms: readonly Bottom[];
}

function build({ tex, loss, derivative, near }: Definition): Curve {
  const w = parameter('w', [1], 0);
  const first = valueAndGradient(sum(loss(w)), [w]);
  const v = parameter('v', [1], 0);
  const second = valueAndGradient(sum(derivative(v)), [v]);
  const slope = (at: number) => first(at).gradients[0][0];
  const curvature = (at: number) => second(at).gradients[0][0];
  const bottoms = near.map((start): Bottom => {
    let at = start;
    for (let i = 0; i < 20; i++) at -= slope(at) / curvature(at);
    return { w: at, loss: first(at).value, curvature: curvature(at), border: 2 / curvature(at) };
  });
  return { tex, loss: (at) => first(at).value, slope, curvature, bottoms };
}

export const curves: Record<CurveName, Curve> = {
  bowl: build(definitions.bowl),
  valleys: build(definitions.valleys),
};

/** The bottom that the ground at `w` runs down to. */
export function bottomBelow(curve: Curve, w: number): Bottom {
  const downhill =
    curve.slope(w) > 0 ? curve.bottoms.filter((b) => b.w <= w).at(-1) : curve.bottoms.find((b) => b.w >= w);
  const nearest = [...curve.bottoms].sort((a, b) => Math.abs(a.w - w) - Math.abs(b.w - w))[0];
  return downhill ?? nearest;
}
