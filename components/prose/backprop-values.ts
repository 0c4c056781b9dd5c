// The numbers and curves of chapter 7, computed when the book is built: local slopes of the thread, what single knobs do, the
// update that comes too early, a small network to work out alone, nudges on the tape, and what gradients cost.
import {
  add,
  digitFacts,
  multiply,
  parameter,
  power,
  relu,
  runThread,
  subtract,
  threadForward,
  threadGradients,
  threadParameters,
  valueAndGradient,
} from '#engine';
import { names, RATE, stepped, type Name } from '../figures/blame/turn.ts';
import { runTape } from '../figures/tape/passes.ts';
import { costsUpTo, LARGEST } from '../figures/two-passes-cost/cost.ts';

/** The thread's answer when one knob is turned by half a unit the way its slope says. */
function answerWith(name: Name): number {
  const at = names.indexOf(name);
  const turn = -0.5 * Math.sign(runThread(threadParameters).slopes[at]);
  return runThread(threadParameters.map((weight, i) => (i === at ? weight + turn : weight))).forward.p;
}

/** h = relu(w x + b), y = v h + c, L = ½ (y − t)². */
function fresh() {
  const numbers = { x: 2, t: 1, w: 0.5, b: 1, v: -1, c: 0 };
  const [w, b, v, c] = (['w', 'b', 'v', 'c'] as const).map((name) => parameter(name, [], numbers[name]));
  const loss = multiply(power(subtract(add(multiply(v, relu(add(multiply(w, numbers.x), b))), c), numbers.t), 2), 0.5);
  const { value, gradients } = valueAndGradient(loss, [w, b, v, c])();
  const [dw, db, dv, dc] = gradients.map(([slope]) => slope);
  const h = Math.max(0, numbers.w * numbers.x + numbers.b);
  return { ...numbers, h, y: numbers.v * h + numbers.c, loss: value, dw, db, dv, dc, dh: dc * numbers.v };
}

const REST = '(tanh(w*x + b) - y)^2';
const nudge = (size: string) => {
  const {
    change,
    promised,
    whole,
    nudge: by,
  } = runTape({ expression: REST, leaves: '', at: 60, picked: 'w', nudge: size });
  return {
    result: whole.values[whole.values.length - 1] ?? NaN,
    gradient: whole.gradients[0] ?? NaN,
    promised: promised ?? NaN,
    change: change ?? NaN,
    quotient: (change ?? NaN) / by,
  };
};

/** The gradient that is left in front of each sigmoid of a chain, from the result back to the leaf. */
function chain(length: number): number[] {
  const expression = 'sigmoid('.repeat(length) + 'x' + ')'.repeat(length);
  const { whole } = runTape({ expression, leaves: 'x=0.5', at: 60, picked: 'x', nudge: '0.01' });
  return whole.gradients.map((gradient) => gradient ?? NaN).toReversed();
}

const LINKS = 6;

export const backpropValues = {
  'thread.slope': () => {
    const { h, z } = threadGradients();
    return { h: z.map((slope, i) => slope / h[i]) };
  },
  'thread.turned': () => Object.fromEntries(names.map((name) => [name, answerWith(name)])),
  'thread.early': () => {
    const { slopes } = runThread(threadParameters, RATE);
    const { loss, p } = runThread(stepped(threadParameters, slopes)).forward;
    const v = threadForward().h.map((value, i) => threadParameters[6 + i] - RATE * threadGradients().o * value);
    return { loss, p, v };
  },
  'thread.saturated': () => {
    const { forward, slopes } = runThread([0.4, 0.6, 2, -2, 0.5, -0.3, -0.2, 0.7, 0.1]);
    return {
      h: forward.h,
      p: forward.p,
      push: 0.7 * forward.h[1],
      largest: Math.max(...slopes.slice(2, 4).map(Math.abs)),
    };
  },
  'backprop.fresh': fresh,
  'backprop.nudge': () => nudge('0.01'),
  'backprop.large': () => nudge('1'),
  'backprop.small': () => nudge('1e-6'),
  'backprop.tiny': () => nudge('1e-15'),
  'backprop.chain': () => ({ left: chain(LINKS) }),
  'backprop.cost': () => {
    const frames = costsUpTo(LARGEST, 1);
    const { parameters, nudges, forwardMode, backward, forwardWork } = frames[frames.length - 1];
    return {
      parameters,
      nudges: nudges.passes,
      forwardMode: forwardMode.work / forwardWork / parameters,
      backward: backward.work / forwardWork,
      thread: frames[0].parameters,
      threadBackward: frames[0].backward.work / frames[0].forwardWork,
      digits: digitFacts.parameters,
      digitNudges: digitFacts.parameters + 1,
    };
  },
};

export const backpropCurves = {
  'backprop.chainCurve': () => chain(LINKS).map((left, passed) => [passed, left] as const),
};
