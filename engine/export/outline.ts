/**
 * A graph as other programs want to see it: operations in order, each with what it reads. Repetition for broadcasting is
 * taken back out, because PyTorch and ONNX broadcast by themselves. Knows no file format.
 */
import { label, reach } from '../graph.ts';
import type { OpName } from '../ops/index.ts';
import { broadcastShape, sameShape, sizeOf, type Shape } from '../ops/shapes.ts';
import type { Program } from '../program.ts';
import type { Tensor } from '../tensor.ts';

/** One tensor of the graph. */
export interface Node {
  readonly tensor: Tensor;
  /** Its name, or its operation and a count, as in a plan. */
  readonly label: string;
  /**
   * `number` is a constant with one value, wherever it is used; `repeated` has the numbers of its only input, which
   * whoever reads it must repeat to its shape.
   */
  readonly kind: 'input' | 'parameter' | 'state' | 'constant' | 'number' | 'op' | 'repeated';
  readonly inputs: readonly Node[];
  readonly shape: Shape;
  /** The shape that its numbers have in the exported program: axes of 1, or none in front, stand for those of `shape`. */
  readonly held: Shape;
}

/** Operations on each element alone: where shapes differ, both PyTorch and ONNX repeat by themselves. */
const elementwise: ReadonlySet<OpName> = new Set<OpName>([
  'absolute',
  'add',
  'cos',
  'divide',
  'exp',
  'gelu',
  'leakyRelu',
  'log',
  'multiply',
  'negate',
  'power',
  'relu',
  'sigmoid',
  'silu',
  'sin',
  'step',
  'subtract',
  'tanh',
]);

export const isElementwise = (op: OpName): boolean => elementwise.has(op);

/** Losses of two tensors of one shape, which may be repeated to it. */
export const comparesElements = (op: OpName): boolean => op === 'meanSquaredError' || op === 'sigmoidCrossEntropy';

/** The operation of a node, which must be one. */
export function operationOf({ tensor: { source } }: Node): { readonly op: OpName; readonly attributes: unknown } {
  if (source.kind !== 'op') throw new Error(`export: a ${source.kind} is no operation`); // callers ask for `op` nodes
  return source;
}

/** The shape with axes of 1 in front, up to a rank. */
const padded = (shape: Shape, rank: number): Shape => [...Array<number>(rank - shape.length).fill(1), ...shape];

/** Whether a repetition does no more than broadcasting would: only axes of 1, or missing ones in front, have grown. */
function isBroadcast(from: Shape, to: Shape, outer: number, count: number): boolean {
  if (from.length > to.length) return false;
  for (let start = 0; start <= to.length; start++) {
    if (sizeOf(to.slice(0, start)) !== outer) continue;
    for (let end = start; end <= to.length; end++) {
      if (sizeOf(to.slice(start, end)) !== count) continue;
      const before = to.map((size, axis) => (axis >= start && axis < end ? 1 : size));
      if (sameShape(padded(from, to.length), before)) return true;
    }
  }
  return false;
}

/** Whether a shape has but more axes of 1 in front, which broadcasting takes as given. */
const addsAxesInFront = (from: Shape, to: Shape): boolean =>
  to.length > from.length && sameShape(padded(from, to.length), to);

function nodeOf(tensor: Tensor, name: string, nodes: ReadonlyMap<Tensor, Node>): Node {
  const { source, shape } = tensor;
  const leaf = { tensor, label: name, inputs: [], shape };
  if (source.kind === 'constant') {
    const isUniform = source.values.every((value) => value === source.values[0]);
    return isUniform ? { ...leaf, kind: 'number', held: [] } : { ...leaf, kind: 'constant', held: shape };
  }
  if (source.kind !== 'op') return { ...leaf, kind: source.kind, held: shape };

  const inputs = source.inputs.map((from) => nodes.get(from)).filter((node) => node !== undefined);
  if (source.op === 'repeat') {
    const { outer, count } = source.attributes as { outer: number; count: number };
    const [from] = inputs;
    if (isBroadcast(from.shape, shape, outer, count))
      return { tensor, label: name, kind: 'repeated', inputs, shape, held: from.held };
  }
  if (source.op === 'reshape' && tensor.name === undefined && addsAxesInFront(inputs[0].shape, shape))
    return { tensor, label: name, kind: 'repeated', inputs, shape, held: inputs[0].held };
  const held = isElementwise(source.op)
    ? inputs.map((node) => node.held).reduce((a, b) => broadcastShape(source.op, a, b))
    : shape;
  return { tensor, label: name, kind: 'op', inputs, shape, held };
}

/**
 * Everything that the roots are made from, inputs before what is made from them.
 * @throws RangeError when two of those that have numbers of their own have one name.
 */
export function outline(roots: readonly Tensor[]): ReadonlyMap<Tensor, Node> {
  const tensors = reach(roots);
  const labels = label(tensors);
  const nodes = new Map<Tensor, Node>();
  const leaves = new Set<string>();
  for (const tensor of tensors) {
    const node = nodeOf(tensor, labels.get(tensor) ?? '', nodes);
    if (node.inputs.length === 0 && node.kind !== 'number') {
      if (leaves.has(node.label)) throw new RangeError(`export: two tensors are named '${node.label}'`);
      leaves.add(node.label);
    }
    nodes.set(tensor, node);
  }
  return nodes;
}

/** The present numbers of a leaf that has some: those of a program, or without one, and for constants, the initial ones. */
export function valuesOf({ kind, tensor }: Node, program: Program | undefined): ArrayLike<number> | undefined {
  const { source } = tensor;
  if (source.kind === 'input' || source.kind === 'op') return undefined;
  return kind === 'parameter' || kind === 'state' ? (program?.value(tensor) ?? source.values) : source.values;
}

/** The node whose numbers these are. */
export const origin = (node: Node): Node => (node.kind === 'repeated' ? origin(node.inputs[0]) : node);
