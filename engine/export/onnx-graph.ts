/**
 * Builds an ONNX graph node by node: names, constants, sizes that follow the batch, and the bytes of it all. Field numbers
 * are those of onnx.proto (ONNX 1.12, opset 17). Knows no operation in particular.
 */
import type { Shape } from '../ops/shapes.ts';
import { floatBytes } from './floats.ts';
import { Message } from './protobuf.ts';

const FLOAT = 1;
const INT64 = 7;

/** A value of an attribute: whole numbers and lists of them, text, a graph; `{ float }` for all that is a fraction. */
export type Attribute = number | string | readonly number[] | { readonly float: number } | OnnxGraph;

/** An axis: its size, or a name for a size that is known only when the network runs. */
export type Dimension = number | string;

function attribute(name: string, value: Attribute): Message {
  const message = new Message().text(1, name);
  if (typeof value === 'number') return message.int(3, value).int(20, 2);
  if (typeof value === 'string') return message.text(4, value).int(20, 3);
  if (value instanceof OnnxGraph) return message.message(6, value.message()).int(20, 5);
  if ('float' in value) return message.float(2, value.float).int(20, 1);
  return message.each(value, (to, entry) => to.int(8, entry)).int(20, 7);
}

function valueInfo(name: string, dimensions: readonly Dimension[]): Message {
  const shape = new Message().each(dimensions, (to, size) => {
    const dimension = typeof size === 'number' ? new Message().int(1, size) : new Message().text(2, size);
    to.message(1, dimension);
  });
  const tensor = new Message().int(1, FLOAT).message(2, shape);
  return new Message().text(1, name).message(2, new Message().message(1, tensor));
}

export class OnnxGraph {
  readonly #name: string;
  readonly #nodes: Message[] = [];
  readonly #initializers: Message[] = [];
  readonly #inputs: Message[] = [];
  readonly #outputs: Message[] = [];
  readonly #constants = new Map<string, string>();
  readonly #names: Set<string>;

  /** @param outer the graph that this is a part of, whose names it may read and must not use again */
  constructor(name: string, outer?: OnnxGraph) {
    this.#name = name;
    this.#names = outer === undefined ? new Set() : outer.#names;
  }

  /** A name that nothing else in the graph has, like the one given. */
  name(like: string): string {
    let name = like;
    for (let count = 2; this.#names.has(name); count++) name = `${like}_${count}`;
    this.#names.add(name);
    return name;
  }

  /** An operation with one result, whose name is returned. */
  node(
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>> = {},
    like = '',
  ): string {
    const [output] = this.nodes(operation, inputs, attributes, [like || `${inputs[0] ?? ''}/${operation}`]);
    return output;
  }

  /** An operation with several results. */
  nodes(
    operation: string,
    inputs: readonly string[],
    attributes: Readonly<Record<string, Attribute>>,
    like: readonly string[],
  ): string[] {
    const outputs = like.map((name) => this.name(name));
    const message = new Message()
      .each(inputs, (to, input) => to.text(1, input))
      .each(outputs, (to, output) => to.text(2, output))
      .text(3, outputs[0])
      .text(4, operation)
      .each(Object.entries(attributes), (to, [name, value]) => to.message(5, attribute(name, value)));
    this.#nodes.push(message);
    return outputs;
  }

  /** Numbers that stand in the file. */
  initializer(like: string, shape: Shape, values: ArrayLike<number>): string {
    const name = this.name(like);
    const tensor = new Message().each(shape, (to, size) => to.int(1, size)).int(2, FLOAT);
    this.#initializers.push(tensor.text(8, name).bytes(9, floatBytes(values)));
    return name;
  }

  /** A number. */
  number(value: number): string {
    return this.#constant(`number ${value}`, () => this.initializer(String(value), [], [value]));
  }

  /** Whole numbers for axes, sizes and places: a list, or a single one. */
  ints(values: number | readonly number[]): string {
    return this.#constant(`ints ${JSON.stringify(values)}`, () => {
      const list = typeof values === 'number' ? [values] : values;
      const name = this.name(`ints/${list.join('x')}`);
      const bytes = new Uint8Array(8 * list.length);
      list.forEach((value, i) => new DataView(bytes.buffer).setBigInt64(8 * i, BigInt(value), true));
      const tensor = typeof values === 'number' ? new Message() : new Message().int(1, list.length);
      this.#initializers.push(tensor.int(2, INT64).text(8, name).bytes(9, bytes));
      return name;
    });
  }

  /** Each constant once. */
  #constant(key: string, make: () => string): string {
    const known = this.#constants.get(key);
    if (known !== undefined) return known;
    const name = make();
    this.#constants.set(key, name);
    return name;
  }

  input(like: string, dimensions: readonly Dimension[]): string {
    const name = this.name(like);
    this.#inputs.push(valueInfo(name, dimensions));
    return name;
  }

  /** Makes what has a name already a result of the graph. */
  output(name: string, dimensions: readonly Dimension[]): void {
    this.#outputs.push(valueInfo(name, dimensions));
  }

  message(): Message {
    return new Message()
      .each(this.#nodes, (to, node) => to.message(1, node))
      .text(2, this.#name)
      .each(this.#initializers, (to, tensor) => to.message(5, tensor))
      .each(this.#inputs, (to, input) => to.message(11, input))
      .each(this.#outputs, (to, output) => to.message(12, output));
  }
}

/** The file: a graph, with the versions of the format and of the operations. */
export const onnxModel = (graph: OnnxGraph): Uint8Array =>
  new Message()
    .int(1, 8) // IR version 8, that of ONNX 1.12
    .text(2, 'small-nets')
    .message(7, graph.message())
    .message(8, new Message().text(1, '').int(2, 17))
    .finish();

/** What adding an operation may need to know besides the names of its inputs. */
export interface OnnxSite {
  readonly graph: OnnxGraph;
  /** Shapes of the inputs, for the size of batch that the graph was recorded for. */
  readonly shapes: readonly Shape[];
  /** The output's sizes, −1 for the axis that grows with the batch. */
  readonly sizes: readonly number[];
  /** Adds the node whose result is the operation's, under its name. */
  last(operation: string, inputs: readonly string[], attributes?: Readonly<Record<string, Attribute>>): string;
}
