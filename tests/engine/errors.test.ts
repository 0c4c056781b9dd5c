// Every refusal of the engine, word for word: it names the operation or tensor, the rule, and the values.
import { describe, expect, test } from 'vitest';
import {
  adam,
  add,
  affine,
  broadcastTo,
  compile,
  constant,
  evaluate,
  exp,
  index,
  input,
  matmul,
  mean,
  meanSquaredError,
  multiply,
  parameter,
  reshape,
  sigmoidCrossEntropy,
  softmaxCrossEntropy,
  step,
  sum,
  transpose,
  valueAndGradient,
} from '#engine';

const of = (...shape: number[]) => input('t', shape);
const w = () => parameter('w', [2], [1, 2]);

describe('shapes', () => {
  test.each([
    [() => matmul(of(2, 3), of(4, 5)), 'matmul: inner sizes differ: [2, 3] × [4, 5]'],
    [() => matmul(of(2), of(2, 2)), 'matmul: needs two matrices: [2] × [2, 2]'],
    [() => affine(of(4, 3), of(2, 8), of(8)), 'affine: inner sizes differ: [4, 3] × [2, 8]'],
    [() => affine(of(4, 2), of(2, 8), of(7)), 'affine: bias does not fit the outputs: [2, 8] + [7]'],
    [() => affine(of(2), of(2, 8), of(8)), 'affine: needs a matrix, a matrix and a vector: [2] × [2, 8] + [8]'],
    [() => add(of(2, 3), of(4)), 'add: shapes do not broadcast: [2, 3] and [4]'],
    [() => meanSquaredError(of(3), of(2)), 'meanSquaredError: shapes do not broadcast: [3] and [2]'],
    [() => sigmoidCrossEntropy(of(3), of(2)), 'sigmoidCrossEntropy: shapes do not broadcast: [3] and [2]'],
    [() => broadcastTo(of(2, 3), [3]), 'broadcastTo: [2, 3] does not fit into [3]'],
    [
      () => softmaxCrossEntropy(of(4, 3), of(3)),
      'softmaxCrossEntropy: needs logits [batch, classes] and labels [batch]: [4, 3] and [3]',
    ],
    [() => reshape(of(2, 3), [4]), 'reshape: [2, 3] has 6 elements, [4] has 4'],
    [() => transpose(of(2, 3), [0, 0]), 'transpose: [0, 0] is not an order of the axes of [2, 3]'],
    [() => transpose(of(1, 1, 1, 1, 1)), 'transpose: at most 4 axes: [1, 1, 1, 1, 1]'],
    [() => index(of(2, 3), 3, 1), 'index: 3 is not from 0 to 2 on axis 1 of [2, 3]'],
    [() => index(of(2, 3), 0, 2), 'index: axis 2 is not an axis of [2, 3]'],
    [() => sum(of(2, 3), -3), 'sum: axis -3 is not an axis of [2, 3]'],
    [() => mean(of(2), 0.5), 'mean: axis 0.5 is not an axis of [2]'],
    [() => input('x', [2, 0]), "input 'x': sizes must be positive whole numbers: [2, 0]"],
    [() => input('x', [1.5]), "input 'x': sizes must be positive whole numbers: [1.5]"],
    [() => constant([]), 'constant: sizes must be positive whole numbers: [0]'],
    [() => reshape(of(2), [-2]), 'reshape: sizes must be positive whole numbers: [-2]'],
  ])('%#', (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });
});

describe('values', () => {
  const x = input('x', [2, 2]);
  const program = compile({ outputs: [multiply(x, w())] });

  test.each([
    [() => parameter('w', [2, 3], [1, 2]), "parameter 'w': [2, 3] needs 6 values, not 2"],
    [() => parameter('w', [2], [1, NaN]), "parameter 'w': value 1 is NaN"],
    [() => constant([1, Infinity]), 'constant: value 1 is Infinity'],
    [() => program.feed('x', [1, 2, 3]), "feed 'x': [2, 2] needs 4 values, not 3"],
    [() => program.feed('x', [1, 2, NaN, 4]), "feed 'x': value 2 is NaN"],
    [() => program.feed('x', [1, -Infinity, 3, 4]), "feed 'x': value 1 is -Infinity"],
    [() => program.feed('x', 1), "feed 'x': [2, 2] needs 4 values, not 1"],
    [() => program.feed('w', [1, 2]), "feed: 'w' is a parameter, not an input"],
    [() => program.set('x', [1, 2, 3, 4]), "set: 'x' is an input, not a parameter or a state"],
    [() => program.set('w', [1]), "set 'w': [2] needs 2 values, not 1"],
    [() => program.set('w', [1, NaN]), "set 'w': value 1 is NaN"],
    [() => program.load([['nobody', [1]]]), "set: nothing is named 'nobody'; there is x, w"],
  ])('%#', (make, message) => {
    expect(make).toThrow(new RangeError(message));
  });

  test('what was refused changed nothing', () => {
    program.feed('x', [1, 2, 3, 4]);
    expect(() => program.feed('x', [9, 9, NaN, 9])).toThrow();
    expect([...program.value('x')]).toEqual([1, 2, 3, 4]);
  });

  test.each([
    [[0, 3], 'softmaxCrossEntropy: label 3 in row 1 is not a class from 0 to 2'],
    [[-1, 0], 'softmaxCrossEntropy: label -1 in row 0 is not a class from 0 to 2'],
    [[0, 0.5], 'softmaxCrossEntropy: label 0.5 in row 1 is not a class from 0 to 2'],
  ])('labels %j', (labels, message) => {
    const loss = softmaxCrossEntropy(parameter('z', [2, 3], [1, 2, 3, 4, 5, 6]), input('labels', [2]));
    const classifier = compile({ loss });
    classifier.feed('labels', labels);
    expect(() => classifier.forward()).toThrow(new RangeError(message));
  });
});

describe('programs', () => {
  const program = compile({ loss: sum(exp(w())), optimizer: adam() });
  const noLoss = compile({ outputs: [exp(w())] });
  const elsewhere = constant(1).named('elsewhere');

  test.each([
    [() => compile({}), 'compile: needs a loss or outputs'],
    [() => compile({ loss: exp(w()) }), 'compile: the loss must be a single number, not [2]: take its mean or sum'],
    [() => compile({ outputs: [add(w(), w())] }), "compile: two tensors are named 'w'"],
    [() => compile({ outputs: [exp(w()).named('w')] }), "compile: two tensors are named 'w'"],
    [() => compile({ loss: sum(w()), gradients: [input('x', [1])] }), "compile: the loss does not depend on 'x'"],
    [
      () => {
        const x = input('x', [2]);
        compile({ loss: sum(step(x)), gradients: [x] });
      },
      "compile: the loss does not depend on 'x'",
    ],
    [() => program.value('nobody'), "value: nothing is named 'nobody'; there is w"],
    [() => program.value(elsewhere), "value: tensor 'elsewhere' is not part of this program"],
    [
      () => noLoss.gradient('w'),
      "gradient: none was planned for 'w': the loss does not depend on it, or it is no parameter and not listed in compile's gradients",
    ],
    [() => program.run(0, 99), `run: 0 to 99 is not a range of the ${program.ops.length} operations`],
    [() => program.run(2, 1), `run: 2 to 1 is not a range of the ${program.ops.length} operations`],
    [() => noLoss.loss, 'loss: this program was compiled without one'],
    [() => noLoss.backward(), 'backward: this program was compiled without a loss'],
    [() => noLoss.update(), 'update: this program was compiled without an optimizer'],
    [() => compile({ loss: sum(w()) }).backward(), 'backward: run forward first'],
    [() => compile({ loss: sum(w()), optimizer: adam() }).update(), 'update: run backward first'],
    [() => compile({ outputs: [input('x', [1])] }).forward(), "forward: input 'x' has not been fed"],
    [() => compile({ outputs: [exp(input('x', [1]))] }).run(0, 1), "forward: input 'x' has not been fed"],
    [() => evaluate(input('x', [1])), "forward: input 'x' has not been fed"],
    [() => program.restore(noLoss.snapshot()), 'restore: the snapshot holds 4 numbers, this program has 12'],
    [() => valueAndGradient(sum(constant([1])), [constant(1)]), "valueAndGradient: 'constant' is no parameter"],
    [
      () => {
        const p = parameter('p', [], 1);
        valueAndGradient(exp(p), [p])(1, 2);
      },
      'valueAndGradient: 1 variables, but 2 values',
    ],
  ])('%#', (make, message) => {
    expect(make).toThrow(message);
  });
});
