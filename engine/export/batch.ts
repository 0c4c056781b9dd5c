/**
 * Finds out which axis of each tensor grows with the batch, so that a graph that was recorded for one size of batch can
 * run with another. Shapes alone decide: every rule is asked again with larger and smaller sizes.
 */
import { ruleOf, type OpName } from '../ops/index.ts';
import { sizeOf, type Shape } from '../ops/shapes.ts';
import { comparesElements, isElementwise, operationOf, type Node } from './outline.ts';

/** The batch within a tensor, read row by row: `outer` numbers of batches, in turn, each `size` examples long. */
interface Growth {
  /** The axis that grows; its size is a multiple of the batch. */
  readonly axis: number;
  /** How many times the whole batch is passed in row-major order: 1 when the batch comes first. */
  readonly outer: number;
}

export interface BatchAxes {
  /** How many examples the graph was recorded for. */
  readonly size: number;
  /** For each tensor that grows with the batch, the axis that does. */
  readonly axes: ReadonlyMap<Node, number>;
  /** Whether the batch disappears only in means, so that the mean over parts of a batch is the mean over all of it. */
  readonly isMean: boolean;
}

class NotScalable extends Error {}

/** Operations that end in a mean over the examples. */
const means: ReadonlySet<OpName> = new Set<OpName>([
  'mean',
  'meanSquaredError',
  'sigmoidCrossEntropy',
  'softmaxCrossEntropy',
]);

/** The only axis along which these treat examples alone; along any other one a sequence or a picture would grow. */
const exampleAxis: Partial<Record<OpName, number>> = {
  attention: 0,
  averagePool: 0,
  batchNorm: 0,
  conv2d: 0,
  gru: 1,
  lstm: 1,
  maxPool: 0,
  rnn: 1,
};
/** These mix all of the last axis. */
const mixesLast: ReadonlySet<OpName> = new Set<OpName>(['layerNorm', 'logSoftmax', 'softmax']);

/** The shape with its growing axis multiplied by up / down. */
const scaled = (shape: Shape, growth: Growth | undefined, up: number, down: number): Shape =>
  shape.map((size, axis) => (axis === growth?.axis ? (size / down) * up : size));

/** How many times the batch is passed within its axis, which is longer than the batch if so. */
const shareOf = ({ axis, outer }: Growth, shape: Shape): number => outer / sizeOf(shape.slice(0, axis));

/** Under another shape the numbers stay in their order, so the batch must lie within one axis again. */
function reshaped({ outer }: Growth, shape: Shape, batch: number): Growth {
  const before = shape.map((_, axis) => sizeOf(shape.slice(0, axis)));
  const exact = shape.findIndex((size, axis) => size === batch && before[axis] === outer);
  const longer = (size: number, axis: number): boolean =>
    outer % before[axis] === 0 && (before[axis] * size) % (outer * batch) === 0;
  const axis = exact >= 0 ? exact : shape.findIndex(longer);
  if (axis < 0) throw new NotScalable();
  return { axis, outer };
}

/** The one axis of inputs that must have one shape; what is repeated along it, or a number, fits any batch. */
function agreed(node: Node, growths: readonly (Growth | undefined)[]): Growth {
  const [first] = growths.filter((growth) => growth !== undefined);
  node.inputs.forEach(({ shape, held }, i) => {
    const growth = growths[i];
    if (growth === undefined) {
      const size = held[first.axis - shape.length + held.length] ?? 1;
      if (size !== 1) throw new NotScalable();
    } else if (growth.axis !== first.axis || growth.outer !== first.outer) throw new NotScalable();
  });
  return first;
}

/** The axis along which a tensor only repeats what it holds, and could do so for any batch. */
function repeatedAxis({ shape, held }: Node, batch: number): Growth | undefined {
  const axis = shape.findIndex((size, i) => size === batch && (held[i - shape.length + held.length] ?? 1) === 1);
  return axis < 0 ? undefined : { axis, outer: sizeOf(shape.slice(0, axis)) };
}

/** The shape of a node when its batch has `examples` in place of `batch`; undefined when the inputs do not fit then. */
function shapeFor(node: Node, growths: readonly (Growth | undefined)[], batch: number, examples: number) {
  const { op, attributes } = operationOf(node);
  const shapes = node.inputs.map(({ shape }, i) => scaled(shape, growths[i], examples, batch));
  try {
    return ruleOf(op).shape(shapes, attributes);
  } catch {
    return undefined;
  }
}

/** Any other operation: the axis of its output that grows when its inputs do. */
function derived(node: Node, growths: readonly (Growth | undefined)[], batch: number): Growth | undefined {
  const one = shapeFor(node, growths, batch, 1);
  const many = shapeFor(node, growths, batch, 2 * batch);
  if (one === undefined || many === undefined) throw new NotScalable();
  const grown = node.shape.flatMap((_, axis) => (one[axis] === many[axis] ? [] : [axis]));
  if (grown.length === 0) return undefined;
  const [axis] = grown;
  const size = node.shape[axis];
  if (grown.length > 1 || one[axis] * batch !== size || many[axis] !== 2 * size) throw new NotScalable();
  // Within a longer axis the batch keeps its place; across axes it is passed once for each of those in front.
  const within = growths.flatMap((growth, i) => (growth === undefined ? [] : [shareOf(growth, node.inputs[i].shape)]));
  if (within.some((share) => share !== within[0])) throw new NotScalable();
  return { axis, outer: sizeOf(node.shape.slice(0, axis)) * within[0] };
}

/** Growths of the inputs, with those that must follow: initial states, say, that are the same for each example. */
function followed(
  node: Node,
  growths: readonly (Growth | undefined)[],
  batch: number,
): readonly (Growth | undefined)[] {
  if (shapeFor(node, growths, batch, 2 * batch) !== undefined) return growths;
  return growths.map((growth, i) => growth ?? repeatedAxis(node.inputs[i], batch));
}

/** How a node grows; inputs that must follow are noted in `growths`. */
function growthOf(node: Node, growths: Map<Node, Growth>, batch: number): Growth | undefined {
  const before = node.inputs.map((from) => growths.get(from));
  const [first] = before.filter((growth) => growth !== undefined);
  if (first === undefined) return undefined;
  if (node.kind === 'repeated') {
    const { shape } = node.inputs[0];
    const axis = first.axis + node.shape.length - shape.length;
    return { axis, outer: sizeOf(node.shape.slice(0, axis)) * shareOf(first, shape) };
  }
  const { op } = operationOf(node);
  if (op === 'repeat') throw new NotScalable();
  if (op === 'reshape') return reshaped(first, node.shape, batch);
  if (isElementwise(op)) return agreed(node, before);
  if (comparesElements(op)) {
    agreed(node, before);
    return undefined;
  }
  const alone = mixesLast.has(op) ? first.axis < node.shape.length - 1 : first.axis === (exampleAxis[op] ?? first.axis);
  if (!alone) throw new NotScalable();
  const all = followed(node, before, batch);
  all.forEach((growth, i) => {
    if (growth !== undefined) growths.set(node.inputs[i], growth);
  });
  return derived(node, all, batch);
}

/**
 * Follows the batch, one axis of the inputs, through a graph. Inputs that are not as long there as the first do not grow.
 * @param axis where the inputs hold one example after the other
 * @returns undefined when there are no inputs, or when some operation holds for this size of batch alone
 */
export function findBatch(nodes: Iterable<Node>, axis = 0): BatchAxes | undefined {
  const list = [...nodes];
  const size = list.find(({ kind, shape }) => kind === 'input' && shape.length > axis)?.shape[axis];
  if (size === undefined) return undefined;
  const growths = new Map<Node, Growth>();
  let isMean = true;
  try {
    for (const node of list) {
      const isBatch = node.kind === 'input' && node.shape[axis] === size;
      const growth = isBatch ? { axis, outer: sizeOf(node.shape.slice(0, axis)) } : growthOf(node, growths, size);
      if (growth !== undefined) growths.set(node, growth);
      else if (node.inputs.some((from) => growths.has(from)) && !means.has(operationOf(node).op)) isMean = false;
    }
  } catch (error) {
    if (error instanceof NotScalable) return undefined;
    throw error;
  }
  return { size, axes: new Map([...growths].map(([node, growth]) => [node, growth.axis])), isMean };
}
