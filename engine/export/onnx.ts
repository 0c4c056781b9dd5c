/**
 * Writes a network as an ONNX file, as it is used, not trained: inputs, operations, the present numbers. Any runtime of
 * ONNX that knows opset 17 can run it, with batches of any size where the graph allows.
 */
import type { Program } from '../program.ts';
import { sameShape } from '../ops/shapes.ts';
import type { Tensor } from '../tensor.ts';
import { findBatch, type BatchAxes } from './batch.ts';
import { addOperation } from './onnx-ops.ts';
import { OnnxGraph, onnxModel, type Dimension } from './onnx-graph.ts';
import { isElementwise, comparesElements, operationOf, origin, outline, valuesOf, type Node } from './outline.ts';

export interface OnnxOptions {
  /** What the file computes; at least one. */
  readonly outputs: readonly Tensor[];
  /** Where the present numbers are; without it they are the initial ones. */
  readonly program?: Program;
  /** The axis of the inputs along which examples follow each other: 0 unless said otherwise. */
  readonly batchAxis?: number;
  /** What the graph in the file is called. */
  readonly name?: string;
}

/** Adds our nodes to an ONNX graph, remembering what each is called there. */
class Converter {
  readonly graph: OnnxGraph;
  readonly #batch: BatchAxes | undefined;
  readonly #program: Program | undefined;
  readonly #names = new Map<Node, string>();
  #batchSize: string | undefined;

  constructor(graph: OnnxGraph, batch: BatchAxes | undefined, program: Program | undefined) {
    this.graph = graph;
    this.#batch = batch;
    this.#program = program;
  }

  dimensions(node: Node): Dimension[] {
    const axis = this.#batch?.axes.get(node);
    return node.shape.map((size, i) => {
      if (i !== axis) return size;
      const share = size / (this.#batch?.size ?? 1);
      return share === 1 ? 'batch' : `${share}*batch`;
    });
  }

  /** A node's shape as a list of whole numbers in the graph, computed from the input where it follows the batch. */
  #sizes(node: Node): string {
    const { graph } = this;
    const axis = this.#batch?.axes.get(node);
    if (axis === undefined) return graph.ints(node.shape);
    const share = graph.node('Mul', [this.#batchNow(), graph.ints([node.shape[axis] / (this.#batch?.size ?? 1)])]);
    const parts = [node.shape.slice(0, axis), undefined, node.shape.slice(axis + 1)];
    const lists = parts.map((part) => (part === undefined ? share : graph.ints(part)));
    return graph.node('Concat', lists, { axis: 0 });
  }

  /** The size of the batch while the network runs. */
  #batchNow(): string {
    if (this.#batchSize !== undefined) return this.#batchSize;
    const [sample] = [...(this.#batch?.axes ?? [])].filter(([{ kind }]) => kind === 'input');
    const [node, axis] = sample;
    const sizes = this.graph.node('Shape', [this.#names.get(node) ?? '']);
    return (this.#batchSize = this.graph.node('Gather', [sizes, this.graph.ints([axis])], {}, 'batch size'));
  }

  /** The name of the numbers that a node holds. */
  #held(node: Node): string {
    const from = origin(node);
    if (from.kind === 'number' && from.tensor.source.kind === 'constant')
      return this.graph.number(from.tensor.source.values[0]);
    return this.#names.get(from) ?? '';
  }

  /** The name of a node's numbers in its whole shape. */
  full(node: Node): string {
    const held = this.#held(node);
    return sameShape(node.held, node.shape) ? held : this.graph.node('Expand', [held, this.#sizes(node)]);
  }

  add(node: Node): void {
    const { kind, label, shape } = node;
    const values = valuesOf(node, this.#program);
    if (kind === 'input') this.#names.set(node, this.graph.input(label, this.dimensions(node)));
    else if (kind === 'op') this.#names.set(node, this.#operation(node));
    else if (kind !== 'number' && values !== undefined)
      this.#names.set(node, this.graph.initializer(label, shape, values));
  }

  #operation(node: Node): string {
    const { op, attributes } = operationOf(node);
    const { graph } = this;
    // Where one of two that are compared has the whole shape, ONNX repeats the other by itself.
    const oneIsWhole = node.inputs.some(({ held, shape }) => sameShape(held, shape));
    const repeats = isElementwise(op) || (comparesElements(op) && oneIsWhole);
    const axis = this.#batch?.axes.get(node);
    return addOperation(
      op,
      node.inputs.map((from) => (repeats ? this.#held(from) : this.full(from))),
      attributes,
      {
        graph,
        shapes: node.inputs.map(({ shape }) => shape),
        sizes: node.shape.map((size, i) => (i === axis ? -1 : size)),
        last: (operation, inputs, settings) => graph.node(operation, inputs, settings, node.label),
      },
    );
  }
}

/**
 * The bytes of the file. Inputs and outputs have the names of the tensors; an axis that grows with the batch is called
 * `batch`.
 * @throws RangeError when there are no outputs.
 */
export function toOnnx({ outputs, program, batchAxis = 0, name = 'small-nets' }: OnnxOptions): Uint8Array {
  if (outputs.length === 0) throw new RangeError('toOnnx: needs at least one output');
  const nodes = outline(outputs);
  const list = [...nodes.values()];
  const graph = new OnnxGraph(name);
  const converter = new Converter(graph, findBatch(list, batchAxis), program);
  // Inputs first, so that no other node takes their names.
  for (const node of list) if (node.kind === 'input') converter.add(node);
  for (const node of list) if (node.kind !== 'input') converter.add(node);
  for (const tensor of new Set(outputs)) {
    const node = nodes.get(tensor);
    if (node === undefined) continue; // cannot happen: outline holds its roots
    const found = converter.full(node);
    const isOwn = found === node.label && node.kind === 'op';
    graph.output(isOwn ? found : graph.node('Identity', [found], {}, node.label), converter.dimensions(node));
  }
  return onnxModel(graph);
}
