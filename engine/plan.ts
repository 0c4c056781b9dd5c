/**
 * From a graph to a plan: every tensor gets its place in one memory, and every operation becomes kernel calls on these
 * places, in an order in which they can be replayed for ever. A plan holds no numbers; a program does.
 */
import { differentiated, label, reach } from './graph.ts';
import { call, type Call } from './kernels/call.ts';
import { fill } from './kernels/elementwise.ts';
import { layOut, seen, type Layout } from './layout.ts';
import type { OpName } from './ops/index.ts';
import type { Place } from './ops/rule.ts';
import { show, type Shape } from './ops/shapes.ts';
import type { Tensor } from './tensor.ts';

/** One line of a plan: a kernel call, and what it means in terms of the graph. */
export interface Instruction extends Call {
  readonly phase: 'forward' | 'backward';
  /** The operation it belongs to; `seed` sets the loss's own gradient to 1. */
  readonly op: OpName | 'seed';
  /** Labels of the tensors it reads, and of the tensor whose value or gradient it writes. */
  readonly inputs: readonly string[];
  readonly output: string;
  /** The shape of what it writes. */
  readonly shape: Shape;
}

export interface Plan extends Layout {
  readonly labels: ReadonlyMap<Tensor, string>;
  readonly instructions: readonly Instruction[];
  /** How many of the instructions are the forward pass. */
  readonly forwardLength: number;
  readonly inputs: readonly Tensor[];
  readonly parameters: readonly Tensor[];
  readonly states: readonly Tensor[];
  readonly constants: readonly Tensor[];
}

/** The calls of both passes: operations in the order of recording, then their ways back in the opposite order. */
function write(
  tensors: readonly Tensor[],
  loss: Tensor | undefined,
  { places, scratch, control }: Layout,
  labels: ReadonlyMap<Tensor, string>,
): Pick<Plan, 'instructions' | 'forwardLength'> {
  const placeOf = (tensor: Tensor): Place => {
    const place = places.get(tensor);
    if (place === undefined) throw new Error('plan: a tensor without a place'); // cannot happen: reach is closed
    return place;
  };
  const labelOf = (tensor: Tensor): string => labels.get(tensor) ?? '';
  const steps = tensors.flatMap((tensor) => {
    const { source, shape } = tensor;
    if (source.kind !== 'op') return [];
    const { op, rule, inputs, attributes } = source;
    const site = {
      inputs: inputs.map(placeOf),
      output: placeOf(tensor),
      scratch: scratch.get(tensor)?.offset ?? -1,
      control,
      attributes,
    };
    return [{ rule, site, op, inputs, shape, names: inputs.map(labelOf), name: labelOf(tensor) }];
  });

  const forward = steps.flatMap(({ rule, site, op, names, name, shape }): Instruction[] =>
    rule.forward === 'alias'
      ? []
      : [{ ...rule.forward(site), phase: 'forward', op, inputs: names, output: name, shape }],
  );
  if (loss === undefined) return { instructions: forward, forwardLength: forward.length };

  // The first share of a gradient overwrites what the memory held, so nothing needs to be cleared; the others add.
  const begun = new Set([seen(loss)]);
  const keep = (tensor: Tensor): 0 | 1 => {
    const whole = seen(tensor);
    if (begun.has(whole)) return 1;
    begun.add(whole);
    return 0;
  };
  const seed: Instruction = {
    ...call({ fill }, 1, placeOf(loss).gradient, 1),
    phase: 'backward',
    op: 'seed',
    inputs: [],
    output: labelOf(loss),
    shape: loss.shape,
  };
  const backward = steps.toReversed().flatMap(({ rule, site, op, inputs, names, name, shape }) => {
    const ways = rule.backward.flatMap((way, i): Instruction[] => {
      const to = site.inputs[i];
      if (typeof way !== 'function' || site.output.gradient < 0 || to.gradient < 0) return [];
      const made = way({ ...site, keep: keep(inputs[i]) });
      return [{ ...made, phase: 'backward', op, inputs: [name, ...names], output: names[i], shape: inputs[i].shape }];
    });
    if (rule.backwardShared === undefined || ways.length === 0) return ways;
    return [
      { ...rule.backwardShared(site), phase: 'backward', op, inputs: [name, ...names], output: name, shape },
      ...ways,
    ] as const;
  });
  return { instructions: [...forward, seed, ...backward], forwardLength: forward.length };
}

/**
 * @param roots tensors to compute besides the loss
 * @param wanted tensors besides the parameters whose gradients are wanted
 * @param averages running averages that the optimiser keeps for each parameter
 * @param readable whether all values and gradients stay readable after a run, or only roots, loss and wanted
 * @throws RangeError when the loss is not a single number, or does not depend on a wanted tensor
 */
export function makePlan(
  loss: Tensor | undefined,
  roots: readonly Tensor[],
  wanted: readonly Tensor[],
  averages: number,
  readable: 'all' | 'asked' = 'all',
): Plan {
  if (loss !== undefined && loss.size !== 1)
    throw new RangeError(`compile: the loss must be a single number, not ${show(loss.shape)}: take its mean or sum`);
  const tensors = reach([...(loss ? [loss] : []), ...roots]);
  const labels = label(tensors);
  const of = (kind: Tensor['source']['kind']): Tensor[] => tensors.filter(({ source }) => source.kind === kind);
  const [inputs, parameters, states, constants] = [of('input'), of('parameter'), of('state'), of('constant')];
  const needed = differentiated(tensors, loss, new Set([...parameters, ...wanted]));
  for (const tensor of wanted)
    if (!needed.has(tensor))
      throw new RangeError(`compile: the loss does not depend on '${labels.get(tensor) ?? tensor.name ?? 'a tensor'}'`);
  const lasting = readable === 'all' ? undefined : new Set([...(loss ? [loss] : []), ...roots, ...wanted]);
  const layout = layOut(tensors, needed, lasting, averages);
  return { ...layout, labels, inputs, parameters, states, constants, ...write(tensors, loss, layout, labels) };
}

/** Where the forward operations lie that make the tensor `name`, or those of the layer: `name.…`. */
export function stretchOf(
  ops: readonly { readonly phase: string; readonly output: string }[],
  name: string,
): { readonly from: number; readonly to: number } {
  const makes = ({ phase, output }: (typeof ops)[number]): boolean =>
    phase === 'forward' && (output === name || output.startsWith(`${name}.`));
  const from = ops.findIndex(makes);
  if (from < 0) throw new RangeError(`stretch: no operation makes '${name}'`);
  return { from, to: ops.findLastIndex(makes) + 1 };
}
