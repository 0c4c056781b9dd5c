// The loss of a real small network (2 inputs, 3 tanh neurons, 1 output: 13 parameters) on 64 measured digits, seen along
// two of its 13 directions (after Li et al. 2018). The plane holds the weights it began with and those it was trained to;
// scripts/net-slice.ts trains it and writes the record. Loss and gradient at a place are computed live.
import { compile, type Program } from '../program.ts';
import { add, matmul, multiply, reshape, sigmoidCrossEntropy, tanh } from '../operations.ts';
import { constant, parameter, type Tensor } from '../tensor.ts';
import record from './net-slice.json' with { type: 'json' };
import { readHeight } from './height-grid.ts';
import { bounds, type Place, type Surface } from './landscapes.ts';
import { onesAndSevens } from './ones-and-sevens.ts';

/** Hidden neurons, and all parameters: 2 × 3 weights, 3 biases, 3 weights, 1 bias. */
const HIDDEN = 3;
export const PARAMETERS = 4 * HIDDEN + 1;

/** The first 32 ones and the first 32 sevens. */
const sliceDigits = [0, 1].flatMap((target) => onesAndSevens.filter((digit) => digit.target === target).slice(0, 32));

/** The loss of the network whose 13 parameters stand in one row, [1, 13]. */
export function netLoss(pieces: { W: Tensor; b: Tensor; v: Tensor; c: Tensor }): Tensor {
  const x = constant(
    sliceDigits.flatMap(({ inputs }) => [...inputs]),
    [sliceDigits.length, 2],
  );
  const targets = constant(sliceDigits.map(({ target }) => target));
  const hidden = tanh(add(matmul(x, pieces.W), pieces.b)); // [digit, neuron]
  return sigmoidCrossEntropy(reshape(add(matmul(hidden, pieces.v), pieces.c), [sliceDigits.length]), targets);
}

/** Splits 13 numbers into the network's parts. */
export const parts = (theta: ArrayLike<number>) => {
  const all = Array.from(theta);
  return {
    W: all.slice(0, 2 * HIDDEN),
    b: all.slice(2 * HIDDEN, 3 * HIDDEN),
    v: all.slice(3 * HIDDEN, 4 * HIDDEN),
    c: all.slice(4 * HIDDEN),
  };
};

export const shapes = { W: [2, HIDDEN], b: [HIDDEN], v: [HIDDEN, 1], c: [1] } as const;

/** origin + x · across + y · along, part by part: the point of weight space under a place of the map. */
function sliceProgram(): Program {
  const [x, y] = [parameter('x', [1], 0), parameter('y', [1], 0)];
  const [origin, across, along] = [record.origin, record.across, record.along].map(parts);
  const piece = (name: keyof typeof shapes): Tensor => {
    const shape = shapes[name];
    const at = (values: number[]) => constant(values, shape);
    return add(at(origin[name]), add(multiply(at(across[name]), x), multiply(at(along[name]), y)));
  };
  const loss = netLoss({ W: piece('W'), b: piece('b'), v: piece('v'), c: piece('c') });
  return compile({ loss, dtype: 'float64' });
}

/** The recorded heights, read between the points of their grid. */
export const recordedHeight = (px: number, py: number): number =>
  readHeight({ ...bounds, columns: record.columns, rows: record.rows, heights: record.heights }, px, py);

/** Where the network stood before and after its real training, as places on the map. */
export const slicePlaces = { begun: record.begun as unknown as Place, trained: record.trained as unknown as Place };

export function netSlice(): Surface {
  const program = sliceProgram();
  const [x, y] = [program.value('x'), program.value('y')];
  const [dx, dy] = [program.gradient('x'), program.gradient('y')];
  return {
    feel([px, py]) {
      x[0] = px;
      y[0] = py;
      program.forward();
      program.backward();
      return { loss: program.loss, gradient: [dx[0], dy[0]] };
    },
    height: recordedHeight,
    lowest: record.lowest.loss,
    minima: [record.lowest.at as unknown as Place],
    starts: record.starts as unknown as Place[],
  };
}
