// A small network that is to tell sevens from ones by forty numbers, of which four are measurements of the digit and
// thirty-six were thrown by dice. It is trained without a penalty, with L1 or with L2. Knows no drawing.
import { absolute, add, matmul, multiply, reshape, sigmoidCrossEntropy, sum, tanh } from '../operations.ts';
import { sgd } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { xavier } from '../nn/initialise.ts';
import { constant, parameter, type Tensor } from '../tensor.ts';
import { onesAndSevens } from './ones-and-sevens.ts';
import {
  BIN,
  BINS,
  DICE,
  EDGE,
  HELD_OUT,
  INPUTS,
  MEASURES,
  NEURONS,
  TRAINED,
  type Pressing,
  type PressedNet,
} from './pressing.ts';
import { measuredWidths } from './two-widths.ts';

const RATE = 0.25;

/** The measurements of all digits, ones before sevens, as `measuredWidths` has them. */
const measures = [0, 1]
  .flatMap((target) => onesAndSevens.filter((digit) => digit.target === target))
  .map(({ inputs, target }, i) => ({ measured: [...inputs, ...measuredWidths[i]], target }));

interface Pile {
  /** Row by row, [count, INPUTS]. */
  inputs: number[];
  targets: number[];
}

/** Deals the digits and throws the dice. The scale of every input comes from the training digits alone. */
function dealColumns(seed: number): { training: Pile; heldOut: Pile } {
  const rng = random(`columns ${seed}`);
  const rows = rng.shuffle(measures.map(({ measured, target }) => ({ row: [...measured], target })));
  for (const { row } of rows) for (let i = 0; i < DICE; i++) row.push(rng.normal());
  const training = rows.slice(0, TRAINED);
  for (let column = 0; column < INPUTS; column++) {
    const mean = training.reduce((total, { row }) => total + row[column], 0) / TRAINED;
    const square = training.reduce((total, { row }) => total + (row[column] - mean) * (row[column] - mean), 0);
    const deviation = Math.sqrt(square / TRAINED);
    for (const { row } of rows) row[column] = (row[column] - mean) / deviation;
  }
  const pile = (part: typeof rows): Pile => ({
    inputs: part.flatMap(({ row }) => row),
    targets: part.map(({ target }) => target),
  });
  return { training: pile(training), heldOut: pile(rows.slice(TRAINED)) };
}

/** Of which size the weights of a network are. */
function countWeights(W: ArrayLike<number>, v: ArrayLike<number>): Omit<PressedNet, 'training' | 'heldOut' | 'right'> {
  const counts = { measures: new Array<number>(BINS).fill(0), dice: new Array<number>(BINS).fill(0) };
  const zeros = { measures: 0, dice: 0 };
  const used = { measures: 0, dice: 0 };
  const put = (weight: number, of: keyof typeof counts) => {
    if (weight === 0) zeros[of]++;
    else counts[of][Math.min(BINS - 1, Math.max(0, Math.floor((weight + EDGE) / BIN)))]++;
  };
  for (let input = 0; input < INPUTS; input++) {
    const of = input < MEASURES ? 'measures' : 'dice';
    let listens = false;
    for (let k = 0; k < NEURONS; k++) {
      const weight = W[input * NEURONS + k];
      put(weight, of);
      listens ||= weight !== 0;
    }
    if (listens) used[of]++;
  }
  for (let k = 0; k < NEURONS; k++) put(v[k], 'measures');
  return {
    zeros: zeros.measures + zeros.dice,
    zeroDice: zeros.dice,
    measuresUsed: used.measures,
    diceUsed: used.dice,
    counts,
  };
}

/** The network's answers before the sigmoid, without biases: as many ones as sevens, every input centred. */
function sumsOf({ inputs, targets }: Pile, W: Tensor, v: Tensor): Tensor {
  const count = targets.length;
  return reshape(matmul(tanh(matmul(constant(inputs, [count, INPUTS]), W)), v), [count]);
}

/** A network before training, and what trains it: so many more updates on all training digits at once, and then a look at it. */
export function pressNet({ penalty, strength, way = 'proximal', seed }: Pressing): (updates: number) => PressedNet {
  const { training, heldOut } = dealColumns(seed);
  const luck = random(`first weights ${seed}`);
  const draw = (inputs: number, outputs: number) => {
    const values = new Float64Array(inputs * outputs);
    xavier()(values, { inputs, outputs }, luck);
    return values;
  };
  const W = parameter('W', [INPUTS, NEURONS], draw(INPUTS, NEURONS));
  const v = parameter('v', [NEURONS, 1], draw(NEURONS, 1));
  const fit = sigmoidCrossEntropy(sumsOf(training, W, v), constant(training.targets));
  const bySlope = penalty === 'l1' && way === 'slope';
  const loss = bySlope ? add(fit, multiply(constant(strength), add(sum(absolute(W)), sum(absolute(v))))) : fit;
  const program = compile({
    loss,
    outputs: [fit],
    optimizer: sgd({
      rate: RATE,
      l1: penalty === 'l1' && !bySlope ? strength : 0,
      weightDecay: penalty === 'l2' ? strength : 0,
    }),
  });
  const held = sumsOf(heldOut, W, v);
  const heldLoss = sigmoidCrossEntropy(held, constant(heldOut.targets));
  const exam = compile({ outputs: [held, heldLoss] });
  return (updates) => {
    for (let i = 0; i < updates; i++) program.step();
    program.forward();
    exam.load(program.parameters);
    exam.forward();
    const said = exam.value(held);
    return {
      training: program.value(fit)[0],
      heldOut: exam.value(heldLoss)[0],
      right: heldOut.targets.filter((target, i) => said[i] > 0 === (target === 1)).length / HELD_OUT,
      ...countWeights(program.value(W), program.value(v)),
    };
  };
}
