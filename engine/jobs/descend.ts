// A ball on a curve of loss: each frame is where it lies after so many steps of gradient descent, with the slope it feels
// there and where the next step would take it. Ends when it lies still, or when it has left the page.
import { curves, type CurveName } from '../models/curves.ts';
import { sgd } from '../optim.ts';
import { defineJob } from './job.ts';

export interface DescendParameters {
  curve: CurveName;
  rate: number;
  start: number;
}

export interface DescendFrame {
  w: number;
  loss: number;
  slope: number;
  /** Where the next step leads. */
  next: number;
}

/** Half the width of the page on which the curve is drawn. */
export const EDGE = 3.2;
/** Slopes smaller than this are flat to the eye. */
export const FLAT = 0.004;

export const descend = defineJob<DescendParameters, DescendFrame>({
  name: 'descend',
  *run({ curve, rate, start }) {
    const ground = curves[curve];
    const optimizer = sgd({ rate });
    const state = optimizer.start(1);
    const w = Float64Array.of(start);
    while (true) {
      const at = w[0];
      const slope = ground.slope(at);
      optimizer.apply(w, [slope], state);
      yield { w: at, loss: ground.loss(at), slope, next: w[0] };
      if (Math.abs(slope) < FLAT || Math.abs(at) > EDGE) return;
    }
  },
});
