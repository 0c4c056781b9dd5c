/**
 * How each operation is written in PyTorch, as one expression of its inputs. Those that are no single call of PyTorch
 * are functions of their own, which go into the script when it needs them. Knows no graph.
 */
import type { ArityOf, AttributesOf, OpName } from '../ops/index.ts';
import type { PerInput } from '../ops/rule.ts';
import type { TorchFunction } from './torch-functions.ts';

/** What an expression may need to know besides its inputs. */
export interface TorchSite {
  /** The output's shape as arguments, with −1 for the axis that grows with the batch: `-1, 8`. */
  readonly shape: string;
  /** The output's sizes, for the size of batch that the graph was recorded for. */
  readonly sizes: readonly number[];
  /** The module, whose `training` some ask for. */
  readonly self: string;
  /** Asks for a function of its own to stand in the script, and returns its name. */
  call(name: TorchFunction): string;
}

/** A float as Python writes it: never a whole number, of which PyTorch would make a tensor of integers. */
export const pythonFloat = (value: number): string => {
  const digits = String(value);
  return /^-?\d+$/.test(digits) ? `${digits}.0` : digits;
};

const pair = ([y, x]: readonly [number, number]): string => (y === x ? String(y) : `(${y}, ${x})`);

const reduced = (x: string, method: 'sum' | 'mean', axis: number | undefined): string =>
  axis === undefined ? `${x}.${method}()` : `${x}.${method}(${axis})`;

type TorchOps = {
  readonly [Op in OpName]: (
    inputs: PerInput<ArityOf<Op>, string>,
    attributes: AttributesOf<Op>,
    site: TorchSite,
  ) => string;
};

/** Inputs are names, attributes of `self` or numbers, so that no parentheses are needed. */
const torchOps: TorchOps = {
  absolute: ([x]) => `torch.abs(${x})`,
  add: ([a, b]) => `${a} + ${b}`,
  affine: ([x, weights, bias]) => `${x} @ ${weights} + ${bias}`,
  attention: ([qkv], { heads, causal }, { call }) =>
    `${call('attention')}(${qkv}, heads=${heads}, causal=${causal ? 'True' : 'False'})`,
  averagePool: ([x], { size, stride }) => `F.avg_pool2d(${x}, ${pair(size)}, stride=${pair(stride)})`,
  batchNorm: ([x, gain, bias, mean, variance], { momentum, epsilon }, { self }) =>
    `F.batch_norm(${x}, ${mean}, ${variance}, ${gain}, ${bias}, ${self}.training, ${momentum}, ${epsilon})`,
  conv2d: ([x, weights, bias], { stride, padding, dilation }) =>
    `F.conv2d(${x}, ${weights}, ${bias}, stride=${pair(stride)}, padding=${pair(padding)}, dilation=${pair(dilation)})`,
  cos: ([x]) => `torch.cos(${x})`,
  divide: ([a, b]) => `${a} / ${b}`,
  dropout: ([x], { rate }, { self }) => `F.dropout(${x}, ${rate}, ${self}.training)`,
  embedding: ([ids, table]) => `F.embedding(${ids}.long(), ${table})`,
  exp: ([x]) => `torch.exp(${x})`,
  gelu: ([x], { form }) => (form === 'exact' ? `F.gelu(${x})` : `F.gelu(${x}, approximate="tanh")`),
  gru: (inputs, _, { call }) => `${call('gru')}(${inputs.join(', ')})`,
  index: ([x], { at, axis }) => `${x}.select(${axis}, ${at})`,
  layerNorm: ([x, gain, bias], { epsilon }, { sizes }) =>
    `F.layer_norm(${x}, (${sizes[sizes.length - 1]},), ${gain}, ${bias}, ${epsilon})`,
  leakyRelu: ([x], { leak }) => `F.leaky_relu(${x}, ${leak})`,
  log: ([x]) => `torch.log(${x})`,
  logSoftmax: ([x]) => `F.log_softmax(${x}, -1)`,
  lstm: (inputs, _, { call }) => `${call('lstm')}(${inputs.join(', ')})`,
  matmul: ([a, b]) => `${a} @ ${b}`,
  maxPool: ([x], { size, stride }) => `F.max_pool2d(${x}, ${pair(size)}, stride=${pair(stride)})`,
  mean: ([x], { axis }) => reduced(x, 'mean', axis),
  meanSquaredError: ([predictions, targets]) => `F.mse_loss(${predictions}, ${targets})`,
  multiply: ([a, b]) => `${a} * ${b}`,
  negate: ([x]) => `-${x}`,
  power: ([x], { exponent }) => `${x} ** ${exponent}`,
  relu: ([x]) => `torch.relu(${x})`,
  repeat: ([x], { outer, count }, { shape }) =>
    `${x}.reshape(${outer}, 1, -1).expand(${outer}, ${count}, -1).reshape(${shape})`,
  reshape: ([x], _, { shape }) => `${x}.reshape(${shape})`,
  rnn: (inputs, _, { call }) => `${call('rnn')}(${inputs.join(', ')})`,
  sigmoid: ([x]) => `torch.sigmoid(${x})`,
  sigmoidCrossEntropy: ([logits, targets]) => `F.binary_cross_entropy_with_logits(${logits}, ${targets})`,
  silu: ([x]) => `F.silu(${x})`,
  sin: ([x]) => `torch.sin(${x})`,
  softmax: ([x]) => `torch.softmax(${x}, -1)`,
  softmaxCrossEntropy: ([logits, labels]) => `F.cross_entropy(${logits}, ${labels}.long())`,
  step: ([x]) => `(${x} >= 0).float()`,
  subtract: ([a, b]) => `${a} - ${b}`,
  sum: ([x], { axis }) => reduced(x, 'sum', axis),
  tanh: ([x]) => `torch.tanh(${x})`,
  transpose: ([x], { axes }, { sizes: { length: rank } }) => {
    const order = axes ?? Array.from({ length: rank }, (_, axis) => rank - 1 - axis);
    return rank === 2 && order[0] === 1 ? `${x}.T` : `${x}.permute(${order.join(', ') || '()'})`;
  },
};

/** The expression of any operation. That inputs and attributes are its own was checked when it was recorded. */
export const torchExpression = (op: OpName, inputs: readonly string[], attributes: unknown, site: TorchSite): string =>
  (torchOps[op] as unknown as (inputs: readonly string[], attributes: unknown, site: TorchSite) => string)(
    inputs,
    attributes,
    site,
  );
