/**
 * A graph as lines of PyTorch, an operation a line: the forward function of a module, and the loss that compares its
 * outputs with targets. Knows neither numbers nor optimisers.
 */
import { sameShape } from '../ops/shapes.ts';
import type { Tensor } from '../tensor.ts';
import { findBatch, type BatchAxes } from './batch.ts';
import { comparesElements, isElementwise, operationOf, origin, outline, type Node } from './outline.ts';
import { pythonNames } from './python-names.ts';
import type { TorchFunction } from './torch-functions.ts';
import { pythonFloat, torchExpression } from './torch-ops.ts';

/** A function of the script: what it takes, its lines, what it returns. */
export interface TorchBody {
  readonly inputs: readonly Node[];
  /** Names that it takes besides its inputs. */
  readonly others: readonly string[];
  readonly lines: readonly string[];
  readonly results: readonly string[];
}

export interface TorchCode {
  readonly nodes: ReadonlyMap<Tensor, Node>;
  readonly names: ReadonlyMap<Node, string>;
  readonly batch: BatchAxes | undefined;
  readonly functions: ReadonlySet<TorchFunction>;
  readonly forward: TorchBody;
  /** The loss of what `forward` returns; undefined when `forward` returns the loss itself, or there is none. */
  readonly loss: TorchBody | undefined;
}

const isStored = ({ kind }: Node): boolean => kind === 'parameter' || kind === 'state' || kind === 'constant';

/** Writes the lines of one function; `self` is what it calls the module. */
class Writer {
  readonly lines: string[] = [];
  readonly #code: Pick<TorchCode, 'names' | 'batch'> & { readonly functions: Set<TorchFunction> };
  readonly #self: string;
  needsBatch = false;
  needsModule = false;

  constructor(code: Pick<TorchCode, 'names' | 'batch'> & { readonly functions: Set<TorchFunction> }, self: string) {
    this.#code = code;
    this.#self = self;
  }

  /** The sizes of a node's axes, that which grows written by `grown` from its size and the batch's. */
  #sizes(node: Node, grown: (share: number) => string): string[] {
    const { batch } = this.#code;
    const axis = batch?.axes.get(node);
    return node.shape.map((size, i) => (i === axis ? grown(size / (batch?.size ?? 1)) : String(size)));
  }

  readonly #times = (share: number): string => (share === 1 ? 'batch' : `${share} * batch`);

  /** The numbers that a node holds, as they are. */
  #held(node: Node): string {
    const from = origin(node);
    if (from.kind === 'number' && from.tensor.source.kind === 'constant')
      return pythonFloat(from.tensor.source.values[0]);
    const name = this.#code.names.get(from) ?? '';
    if (!isStored(from)) return name;
    this.needsModule = true;
    return `${this.#self}.${name}`;
  }

  /** The numbers of a node in its whole shape. */
  full(node: Node): string {
    const code = this.#held(node);
    const isNumber = origin(node).kind === 'number';
    if (sameShape(node.held, node.shape)) return isNumber ? `torch.tensor(${code})` : code;
    if (this.#code.batch?.axes.has(node)) this.needsBatch = true;
    const sizes = this.#sizes(node, this.#times).join(', ');
    if (!isNumber) return `${code}.expand(${sizes})`;
    if (code === '0.0') return `torch.zeros(${sizes})`;
    return `torch.full((${node.shape.length === 1 ? `${sizes},` : sizes}), ${code})`;
  }

  /** Two tensors of one shape; one that is to be repeated takes the shape of the other. */
  #alike(nodes: readonly Node[]): string[] {
    const whole = nodes.find(({ held, shape }) => sameShape(held, shape) && shape.length > 0);
    return nodes.map((node) => {
      if (whole === undefined || sameShape(node.held, node.shape)) return this.full(node);
      const [code, like] = [this.#held(node), this.#held(whole)];
      return origin(node).kind === 'number' ? `torch.full_like(${like}, ${code})` : `${code}.expand_as(${like})`;
    });
  }

  #inputs(node: Node): string[] {
    const { op } = operationOf(node);
    if (comparesElements(op)) return this.#alike(node.inputs);
    if (!isElementwise(op)) return node.inputs.map((from) => this.full(from));
    const onlyNumbers = node.inputs.every((from) => origin(from).kind === 'number');
    return node.inputs.map((from, i) =>
      onlyNumbers && i === 0 ? `torch.tensor(${this.#held(from)})` : this.#held(from),
    );
  }

  write(node: Node): void {
    const { op, attributes } = operationOf(node);
    const expression = torchExpression(op, this.#inputs(node), attributes, {
      shape: this.#sizes(node, () => '-1').join(', ') || '()',
      sizes: node.shape,
      self: this.#self,
      call: (name) => {
        this.#code.functions.add(name);
        return name;
      },
    });
    if (expression.includes(`${this.#self}.`)) this.needsModule = true;
    const shape = this.#sizes(node, this.#times).join(', ');
    this.lines.push(`${this.#code.names.get(node) ?? ''} = ${expression}  # [${shape}]`);
  }

  /** The line that finds out how large the batch is. */
  batchLine(): string[] {
    const { batch, names } = this.#code;
    const sample = [...(batch?.axes ?? [])].find(([node]) => node.kind === 'input');
    if (!this.needsBatch || sample === undefined) return [];
    return [`batch = ${names.get(sample[0]) ?? ''}.shape[${sample[1]}]`];
  }
}

/** What a loss compares, which is what a reader of the script takes for the network's outputs. */
function predictions(loss: Tensor): readonly Tensor[] {
  const { source } = loss;
  const compares =
    source.kind === 'op' && (comparesElements(source.op) || source.op === 'softmaxCrossEntropy') && source.inputs[0];
  return [compares || loss];
}

/**
 * @param outputs what the module returns; without them what the loss compares with targets
 * @param batchAxis the axis of the inputs along which examples follow each other
 */
export function torchCode(loss: Tensor | undefined, outputs: readonly Tensor[], batchAxis: number): TorchCode {
  const wanted = outputs.length === 0 && loss !== undefined ? predictions(loss) : outputs;
  const nodes = outline(loss === undefined ? wanted : [...wanted, loss]);
  const nodeOf = (tensor: Tensor): Node => {
    const node = nodes.get(tensor);
    if (node === undefined) throw new Error('export: a tensor without a node'); // cannot happen: outline is closed
    return node;
  };
  const names = pythonNames(nodes.values());
  const batch = findBatch(nodes.values(), batchAxis);
  const shared = { names, batch, functions: new Set<TorchFunction>() };

  const inModule = new Set([...outline(wanted).keys()].map(nodeOf));
  const afterwards = [...nodes.values()].filter((node) => !inModule.has(node));
  const returned = wanted.map(nodeOf);
  // What the loss reads of the network beyond its outputs is returned, too.
  for (const from of afterwards.flatMap(({ inputs }) => inputs.map(origin)))
    if (inModule.has(from) && from.kind === 'op' && !returned.some((node) => origin(node) === from))
      returned.push(from);

  const forward = body(new Writer(shared, 'self'), [...inModule], returned);
  const lossNode = loss && nodeOf(loss);
  if (lossNode === undefined || inModule.has(lossNode)) return { nodes, ...shared, forward, loss: undefined };
  const after = body(new Writer(shared, 'model'), afterwards, [lossNode]);
  const results = returned.map((node) => names.get(origin(node)) ?? '');
  const inputs = after.inputs.filter((node) => !results.includes(names.get(node) ?? ''));
  return { nodes, ...shared, forward, loss: { ...after, inputs, others: [...after.others, ...results] } };

  function body(writer: Writer, list: readonly Node[], results: readonly Node[]): TorchBody {
    const steps = list.filter(({ kind }) => kind === 'op').sort((a, b) => a.tensor.id - b.tensor.id);
    for (const node of steps) writer.write(node);
    const codes = results.map((node) => writer.full(node));
    const read = new Set([...steps.flatMap(({ inputs }) => inputs), ...results].map(origin));
    let inputs = [...nodes.values()].filter((node) => node.kind === 'input' && read.has(node));
    const [sample] = writer.batchLine();
    if (sample !== undefined && !inputs.some((node) => batch?.axes.has(node)))
      inputs = [...nodes.values()]
        .filter((node) => node.kind === 'input' && batch?.axes.has(node))
        .slice(0, 1)
        .concat(inputs);
    const lines = [...(sample === undefined ? [] : [sample]), ...writer.lines];
    return { inputs, others: writer.needsModule ? ['model'] : [], lines, results: codes };
  }
}
