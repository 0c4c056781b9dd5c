/**
 * Each operation as nodes of ONNX (opset 17), as in use: dropout passes everything, batch normalisation takes its running
 * statistics. Every entry returns the name of its result. Knows no graph of ours.
 */
import type { ArityOf, AttributesOf, OpName } from '../ops/index.ts';
import type { PerInput } from '../ops/rule.ts';
import type { OnnxGraph, OnnxSite } from './onnx-graph.ts';
import { gruStates, lstmStates, rnnStates } from './onnx-recurrent.ts';

type OnnxOps = {
  readonly [Op in OpName]: (
    inputs: PerInput<ArityOf<Op>, string>,
    attributes: AttributesOf<Op>,
    site: OnnxSite,
  ) => string;
};

/** Element types as ONNX numbers them. */
const [FLOAT, INT64] = [1, 7];

/** An operation that ONNX knows under another name, with the same inputs. */
const same =
  (operation: string) =>
  (inputs: readonly string[], _: unknown, { last }: OnnxSite): string =>
    last(operation, inputs);

const pool =
  (operation: string): OnnxOps['maxPool'] =>
  ([x], { size, stride }, { last }) =>
    last(operation, [x], { kernel_shape: size, strides: stride });

/** ReduceMean of everything. */
const meanOf = (x: string, { last }: OnnxSite): string => last('ReduceMean', [x], { keepdims: 0 });

/** −∞ above the diagonal of [steps, steps], 0 elsewhere. */
const causalMask = (steps: number): number[] =>
  Array.from({ length: steps * steps }, (_, i) => (i % steps > Math.floor(i / steps) ? -Infinity : 0));

const attention: OnnxOps['attention'] = ([qkv], { heads, causal }, { graph, shapes, last }) => {
  const [, steps, packed] = shapes[0];
  const width = packed / 3;
  const like = ['queries', 'keys', 'values'].map((part) => `${qkv}/${part}`);
  const [q, k, v] = graph
    .nodes('Split', [qkv], { axis: 2 }, like)
    .map((part) => graph.node('Reshape', [part, graph.ints([0, 0, heads, width / heads])])); // 0 keeps a size
  const byHead = (part: string, perm: number[]): string => graph.node('Transpose', [part], { perm });
  const products = graph.node('MatMul', [byHead(q, [0, 2, 1, 3]), byHead(k, [0, 2, 3, 1])]);
  const scaled = graph.node('Mul', [products, graph.number(1 / Math.sqrt(width / heads))]);
  const scores = causal
    ? graph.node('Add', [scaled, graph.initializer('causal mask', [steps, steps], causalMask(steps))])
    : scaled;
  const weights = graph.node('Softmax', [scores], { axis: -1 });
  const mixed = graph.node('MatMul', [weights, byHead(v, [0, 2, 1, 3])]);
  return last('Reshape', [byHead(mixed, [0, 2, 1, 3]), graph.ints([0, 0, width])]);
};

const gelu: OnnxOps['gelu'] = ([x], { form }, { graph, last }) => {
  const bent =
    form === 'exact'
      ? graph.node('Erf', [graph.node('Mul', [x, graph.number(Math.SQRT1_2)])])
      : graph.node('Tanh', [tanhArgument(x, graph)]);
  const half = graph.node('Mul', [x, graph.number(0.5)]);
  return last('Mul', [half, graph.node('Add', [bent, graph.number(1)])]);
};

/** √(2 / π) · (x + 0.044715 x³) (Hendrycks & Gimpel 2016). */
function tanhArgument(x: string, graph: OnnxGraph): string {
  const cube = graph.node('Mul', [graph.node('Mul', [x, x]), x]);
  const sum = graph.node('Add', [x, graph.node('Mul', [cube, graph.number(0.044715)])]);
  return graph.node('Mul', [sum, graph.number(Math.sqrt(2 / Math.PI))]);
}

const whole = (graph: OnnxGraph, x: string): string => graph.node('Cast', [x], { to: INT64 });

const onnxOps: OnnxOps = {
  absolute: same('Abs'),
  add: same('Add'),
  affine: same('Gemm'),
  attention,
  averagePool: pool('AveragePool'),
  batchNorm: (inputs, { epsilon }, { last }) => last('BatchNormalization', inputs, { epsilon: { float: epsilon } }),
  conv2d: (inputs, { stride, padding, dilation }, { shapes, last }) =>
    last('Conv', inputs, {
      kernel_shape: shapes[1].slice(2),
      strides: stride,
      pads: [...padding, ...padding],
      dilations: dilation,
    }),
  cos: same('Cos'),
  divide: same('Div'),
  dropout: same('Identity'),
  embedding: ([ids, table], _, { graph, last }) => last('Gather', [table, whole(graph, ids)]),
  exp: same('Exp'),
  gelu,
  gru: (inputs, _, site) => gruStates(inputs, site),
  index: ([x], { at, axis }, { graph, last }) => last('Gather', [x, graph.ints(at)], { axis }),
  layerNorm: (inputs, { epsilon }, { last }) => last('LayerNormalization', inputs, { epsilon: { float: epsilon } }),
  leakyRelu: ([x], { leak }, { last }) => last('LeakyRelu', [x], { alpha: { float: leak } }),
  log: same('Log'),
  logSoftmax: ([x], _, { last }) => last('LogSoftmax', [x], { axis: -1 }),
  lstm: (inputs, _, site) => lstmStates(inputs, site),
  matmul: same('MatMul'),
  maxPool: pool('MaxPool'),
  mean: ([x], { axis }, { last }) =>
    last('ReduceMean', [x], { ...(axis === undefined ? {} : { axes: [axis] }), keepdims: 0 }),
  meanSquaredError: (inputs, _, site) => {
    const difference = site.graph.node('Sub', inputs);
    return meanOf(site.graph.node('Mul', [difference, difference]), site);
  },
  multiply: same('Mul'),
  negate: same('Neg'),
  power: ([x], { exponent }, { graph, last }) => last('Pow', [x, graph.number(exponent)]),
  relu: same('Relu'),
  repeat: ([x], { outer, count }, { graph, sizes, last }) => {
    const apart = graph.node('Reshape', [x, graph.ints([outer, 1, -1])]);
    const repeated = graph.node('Expand', [apart, graph.ints([1, count, 1])]);
    return last('Reshape', [repeated, graph.ints(sizes)]);
  },
  reshape: ([x], _, { graph, sizes, last }) => last('Reshape', [x, graph.ints(sizes)]),
  rnn: (inputs, _, site) => rnnStates(inputs, site),
  sigmoid: same('Sigmoid'),
  sigmoidCrossEntropy: ([logits, targets], _, site) => {
    // log(1 + eᶻ) − z t is −t log σ(z) − (1 − t) log(1 − σ(z)) without the logarithm of a small number.
    const { graph } = site;
    const part = graph.node('Mul', [logits, targets]);
    return meanOf(graph.node('Sub', [graph.node('Softplus', [logits]), part]), site);
  },
  silu: ([x], _, { graph, last }) => last('Mul', [x, graph.node('Sigmoid', [x])]),
  sin: same('Sin'),
  softmax: ([x], _, { last }) => last('Softmax', [x], { axis: -1 }),
  softmaxCrossEntropy: ([logits, labels], _, site) => {
    const { graph } = site;
    const logarithms = graph.node('LogSoftmax', [logits], { axis: -1 });
    const places = graph.node('Unsqueeze', [whole(graph, labels), graph.ints([1])]);
    const found = graph.node('GatherElements', [logarithms, places], { axis: 1 });
    return meanOf(graph.node('Neg', [found]), site);
  },
  step: ([x], _, { graph, last }) => last('Cast', [graph.node('GreaterOrEqual', [x, graph.number(0)])], { to: FLOAT }),
  subtract: same('Sub'),
  sum: ([x], { axis }, { graph, last }) =>
    last('ReduceSum', axis === undefined ? [x] : [x, graph.ints([axis])], { keepdims: 0 }),
  tanh: same('Tanh'),
  transpose: ([x], { axes }, { last }) => last('Transpose', [x], axes === undefined ? {} : { perm: axes }),
};

/** Adds any operation. That inputs and attributes are its own was checked when it was recorded. */
export const addOperation = (op: OpName, inputs: readonly string[], attributes: unknown, site: OnnxSite): string =>
  (onnxOps[op] as unknown as (inputs: readonly string[], attributes: unknown, site: OnnxSite) => string)(
    inputs,
    attributes,
    site,
  );
