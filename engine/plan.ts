/**
 * From a graph to a plan: every tensor gets its place in one memory, and every operation becomes kernel calls on these
 * places, in an order in which they can be replayed for ever. A plan holds no numbers; a program does.
 */
import type { Call } from './kernels/index.ts';
import { call } from './kernels/index.ts';
import { ruleOf, type AnyRule, type OpName } from './ops/index.ts';
import type { Place } from './ops/rule.ts';
import { show, sizeOf } from './ops/shapes.ts';
import type { Tensor } from './tensor.ts';

/** One line of a plan: a kernel call, and what it means in terms of the graph. */
export interface Instruction extends Call {
  readonly phase: 'forward' | 'backward';
  /** The operation it belongs to; `clear` and `seed` prepare the gradients: all 0, and 1 for the loss. */
  readonly op: OpName | 'clear' | 'seed';
  /** Labels of the tensors it reads, and of the tensor whose value or gradient it writes. */
  readonly inputs: readonly string[];
  readonly output: string;
}

export interface Plan {
  /** Elements of memory in all. */
  readonly size: number;
  readonly places: ReadonlyMap<Tensor, Place>;
  readonly labels: ReadonlyMap<Tensor, string>;
  readonly instructions: readonly Instruction[];
  /** How many of the instructions are the forward pass. */
  readonly forwardLength: number;
  /** Equal contiguous blocks of `length` elements: parameters, their running averages, their gradients. */
  readonly blocks: {
    readonly length: number;
    readonly parameters: number;
    readonly averages: readonly number[];
    readonly gradients: number;
  };
  readonly inputs: readonly Tensor[];
  readonly parameters: readonly Tensor[];
  readonly constants: readonly Tensor[];
}

const ALIGNMENT = 4; // elements: four float32 are the 16 bytes that vector instructions like

/** Every tensor that the roots are made from, in the order in which they were recorded. */
function reach(roots: readonly Tensor[]): Tensor[] {
  const seen = new Set<Tensor>();
  const waiting = [...roots];
  for (let tensor = waiting.pop(); tensor !== undefined; tensor = waiting.pop()) {
    if (seen.has(tensor)) continue;
    seen.add(tensor);
    if (tensor.source.kind === 'op') waiting.push(...tensor.source.inputs);
  }
  return [...seen].sort((a, b) => a.id - b.id);
}

/** The tensors whose gradient is needed: between the wanted ones and the loss, along differentiable paths. */
function differentiated(
  tensors: readonly Tensor[],
  loss: Tensor | undefined,
  wanted: ReadonlySet<Tensor>,
): Set<Tensor> {
  if (loss === undefined) return new Set();
  const leads = new Set<Tensor>(); // a wanted tensor flows into it
  for (const tensor of tensors) {
    const { source } = tensor;
    const fromBelow =
      source.kind === 'op' &&
      source.inputs.some((from, i) => leads.has(from) && ruleOf(source.op).backward[i] !== null);
    if (fromBelow || wanted.has(tensor)) leads.add(tensor);
  }
  const result = new Set<Tensor>([loss]); // the loss depends on it, too
  for (const tensor of tensors.toReversed()) {
    const { source } = tensor;
    if (!result.has(tensor) || source.kind !== 'op') continue;
    const { backward } = ruleOf(source.op);
    source.inputs.forEach((from, i) => {
      if (leads.has(from) && backward[i] !== null) result.add(from);
    });
  }
  return result;
}

/** A readable name for each tensor: its own, or its operation and a count. */
function label(tensors: readonly Tensor[]): Map<Tensor, string> {
  const counts = new Map<string, number>();
  return new Map(
    tensors.map((tensor) => {
      if (tensor.name !== undefined) return [tensor, tensor.name];
      const base = tensor.source.kind === 'op' ? tensor.source.op : tensor.source.kind;
      const count = (counts.get(base) ?? 0) + 1;
      counts.set(base, count);
      return [tensor, `${base}#${count}`];
    }),
  );
}

/**
 * @param roots tensors to compute besides the loss
 * @param wanted tensors besides the parameters whose gradients are wanted
 * @param averages running averages that the optimiser keeps for each parameter
 * @throws RangeError when the loss is not a single number
 */
export function makePlan(
  loss: Tensor | undefined,
  roots: readonly Tensor[],
  wanted: readonly Tensor[],
  averages: number,
): Plan {
  if (loss !== undefined && loss.size !== 1)
    throw new RangeError(`compile: the loss must be a single number, not ${show(loss.shape)}: take its mean or sum`);
  const tensors = reach([...(loss ? [loss] : []), ...roots]);
  const labels = label(tensors);
  const of = (kind: Tensor['source']['kind']): Tensor[] => tensors.filter(({ source }) => source.kind === kind);
  const [parameters, inputs, constants] = [of('parameter'), of('input'), of('constant')];
  const needed = differentiated(tensors, loss, new Set([...parameters, ...wanted]));
  for (const tensor of wanted)
    if (!needed.has(tensor))
      throw new RangeError(`compile: the loss does not depend on '${labels.get(tensor) ?? tensor.name ?? 'a tensor'}'`);

  let top = 0;
  const take = (size: number): number => {
    const offset = top;
    top += Math.ceil(size / ALIGNMENT) * ALIGNMENT;
    return offset;
  };
  const rules = new Map<Tensor, AnyRule>();
  for (const tensor of tensors) if (tensor.source.kind === 'op') rules.set(tensor, ruleOf(tensor.source.op));
  const isAlias = (tensor: Tensor): boolean => rules.get(tensor)?.forward === 'alias';

  // Layout: parameters, their averages, their gradients, all other gradients (one stretch to clear), all other values.
  const offsets = new Map<Tensor, number>();
  const gradients = new Map<Tensor, number>();
  for (const tensor of parameters) offsets.set(tensor, take(tensor.size));
  const length = top;
  const averageBlocks = Array.from({ length: averages }, () => take(length));
  const gradientBlock = take(length);
  for (const tensor of parameters)
    if (needed.has(tensor)) gradients.set(tensor, gradientBlock + (offsets.get(tensor) ?? 0));
  for (const tensor of tensors) {
    if (!needed.has(tensor) || gradients.has(tensor)) continue;
    const shared = tensor.source.kind === 'op' && isAlias(tensor) ? gradients.get(tensor.source.inputs[0]) : undefined;
    gradients.set(tensor, shared ?? take(tensor.size));
  }
  const gradientEnd = top;
  const scratch = new Map<Tensor, number>();
  for (const tensor of tensors) {
    const { source } = tensor;
    if (!offsets.has(tensor) && !isAlias(tensor)) offsets.set(tensor, take(tensor.size));
    if (source.kind !== 'op') continue;
    if (isAlias(tensor)) offsets.set(tensor, offsets.get(source.inputs[0]) ?? 0);
    const amount = rules.get(tensor)?.scratch?.(source.inputs.map(({ shape }) => shape));
    if (amount !== undefined) scratch.set(tensor, take(amount));
  }
  const places = new Map<Tensor, Place>(
    tensors.map((tensor) => {
      const { shape } = tensor;
      const [offset, gradient] = [offsets.get(tensor) ?? 0, gradients.get(tensor) ?? -1];
      return [tensor, { shape, size: sizeOf(shape), offset, gradient }];
    }),
  );

  const placeOf = (tensor: Tensor): Place => {
    const place = places.get(tensor);
    if (place === undefined) throw new Error('plan: a tensor without a place'); // cannot happen: reach is closed
    return place;
  };
  const nameOf = (tensor: Tensor): string => labels.get(tensor) ?? '';
  const instructions: Instruction[] = [];
  const emit = (tensor: Tensor, phase: 'forward' | 'backward'): void => {
    const { source } = tensor;
    const rule = rules.get(tensor);
    if (source.kind !== 'op' || rule === undefined || rule.forward === 'alias') return;
    const site = {
      inputs: source.inputs.map(placeOf),
      output: placeOf(tensor),
      scratch: scratch.get(tensor) ?? -1,
      attributes: source.attributes,
    };
    const { op } = source;
    const [names, name] = [source.inputs.map(nameOf), nameOf(tensor)];
    if (phase === 'forward') instructions.push({ ...rule.forward(site), phase, op, inputs: names, output: name });
    else
      rule.backward.forEach((way, i) => {
        if (typeof way === 'function' && needed.has(source.inputs[i]) && needed.has(tensor))
          instructions.push({ ...way(site), phase, op, inputs: [name, ...names], output: names[i] });
      });
  };
  for (const tensor of tensors) emit(tensor, 'forward');
  const forwardLength = instructions.length;
  if (loss !== undefined) {
    const prepare = { phase: 'backward', inputs: [], output: nameOf(loss) } as const;
    const clear = call('fill', gradientEnd - gradientBlock, gradientBlock, 0);
    instructions.push({ ...clear, ...prepare, op: 'clear' });
    instructions.push({ ...call('fill', 1, placeOf(loss).gradient, 1), ...prepare, op: 'seed' });
    for (const tensor of tensors.toReversed()) emit(tensor, 'backward');
  }
  return {
    size: top,
    places,
    labels,
    instructions,
    forwardLength,
    blocks: { length, parameters: 0, averages: averageBlocks, gradients: gradientBlock },
    inputs,
    parameters,
    constants,
  };
}
