/**
 * Where everything lies in the one memory of a plan, and for how long: the part of planning that is only arithmetic on
 * sizes and moments. It knows no kernels.
 */
import type { Place } from './ops/rule.ts';
import { sizeOf } from './ops/shapes.ts';
import { pack } from './pack.ts';
import type { Tensor } from './tensor.ts';

const ALIGNMENT = 4; // elements: four float32 are the 16 bytes that vector instructions like

export interface Layout {
  /** Elements of memory in all. */
  readonly size: number;
  readonly places: ReadonlyMap<Tensor, Place>;
  /** Equal contiguous blocks of `length` elements: parameters, their running averages, their gradients. */
  readonly blocks: {
    readonly length: number;
    readonly parameters: number;
    readonly averages: readonly number[];
    readonly gradients: number;
  };
  /** Where each operation keeps what it needs on its way back. */
  readonly scratch: ReadonlyMap<Tensor, { readonly offset: number; readonly size: number }>;
  /** Offset of the training mode and the count of updates; see `control` of a rule's site. */
  readonly control: number;
  /** Tensors whose place is used again, so that their values and gradients cannot be read after a run. */
  readonly passing: ReadonlySet<Tensor>;
}

/** The tensor whose memory this one shares, if its operation is but another view. */
function viewed(tensor: Tensor): Tensor | undefined {
  const { source } = tensor;
  return source.kind === 'op' && source.rule.forward === 'alias' ? source.inputs[0] : undefined;
}

/** The tensor that this one is a view of, through any number of views; itself if it is none. */
export function seen(tensor: Tensor): Tensor {
  const source = viewed(tensor);
  return source === undefined ? tensor : seen(source);
}

/** A stretch of the memory that one value or gradient, or several views of it, live in. */
interface Slot {
  size: number;
  /** Moments of the plan: operation i runs forward at i and back at 2n − i, if there are n. */
  first: number;
  last: number;
  /** Its numbers must stay readable after a run, or be there before it. */
  lasting: boolean;
}

interface Slots {
  readonly values: ReadonlyMap<Tensor, Slot>;
  readonly gradients: ReadonlyMap<Tensor, Slot>;
}

/**
 * Which tensors live in which slots, and when. Views share their source's slot. Where not everything has to stay
 * readable, an elementwise operation works in place when nobody else needs its input, forward and back.
 * @param lasting the tensors to stay readable; undefined for all
 */
function assign(
  tensors: readonly Tensor[],
  needed: ReadonlySet<Tensor>,
  lasting: ReadonlySet<Tensor> | undefined,
): Slots {
  const [values, gradients] = [new Map<Tensor, Slot>(), new Map<Tensor, Slot>()];
  const end = 2 * tensors.length;
  const slotFor = (tensor: Tensor, moment: number): Slot => ({
    size: tensor.size,
    first: moment,
    last: moment,
    lasting: lasting === undefined || tensor.source.kind !== 'op' || lasting.has(tensor),
  });
  const touch = (slot: Slot | undefined, moment: number): void => {
    if (slot !== undefined) [slot.first, slot.last] = [Math.min(slot.first, moment), Math.max(slot.last, moment)];
  };
  tensors.forEach((tensor, i) => {
    const source = viewed(tensor);
    const slot = (source && values.get(source)) ?? slotFor(tensor, i);
    slot.lasting ||= lasting?.has(tensor) === true;
    values.set(tensor, slot);
    if (needed.has(tensor)) {
      const slope = (source && gradients.get(source)) ?? slotFor(tensor, end - i);
      slope.lasting ||= lasting?.has(tensor) === true;
      gradients.set(tensor, slope);
      touch(slope, end - i);
    }
    if (tensor.source.kind !== 'op') return;
    const { rule, inputs } = tensor.source;
    const { forgets } = rule;
    for (const from of inputs) {
      touch(values.get(from), i);
      touch(gradients.get(from), end - i);
      if (needed.has(tensor) && forgets !== 'inputs' && forgets !== 'both') touch(values.get(from), end - i);
    }
    touch(slot, i);
    if (needed.has(tensor) && forgets !== 'output' && forgets !== 'both') touch(slot, end - i);
  });
  tensors.forEach((tensor, i) => {
    if (tensor.source.kind !== 'op' || tensor.source.rule.inPlace !== true) return;
    const [from] = tensor.source.inputs;
    merge(values, from, tensor, (a, b) => a.last === i && b.first === i);
    merge(gradients, from, tensor, (a, b) => a.first === end - i && b.last === end - i);
  });
  return { values, gradients };
}

/** Lets two tensors share a slot if neither has to last and the times of their slots meet. */
function merge(slots: Map<Tensor, Slot>, from: Tensor, to: Tensor, meet: (from: Slot, to: Slot) => boolean): void {
  const [a, b] = [slots.get(from), slots.get(to)];
  if (a === undefined || b === undefined || a === b || a.lasting || b.lasting || !meet(a, b)) return;
  [a.first, a.last] = [Math.min(a.first, b.first), Math.max(a.last, b.last)];
  for (const [tensor, slot] of slots) if (slot === b) slots.set(tensor, a);
}

/**
 * The memory from its start: parameters, their running averages, states (all that a snapshot holds), gradients of the
 * parameters; then what lasts – gradients, values, scratch space – and at the end, packed by time, what does not.
 * @param needed the tensors whose gradients are needed
 * @param lasting the tensors to stay readable after a run; undefined for all
 * @param averages running averages for each parameter
 */
export function layOut(
  tensors: readonly Tensor[],
  needed: ReadonlySet<Tensor>,
  lasting: ReadonlySet<Tensor> | undefined,
  averages: number,
): Layout {
  const { values, gradients } = assign(tensors, needed, lasting);
  let top = 0;
  const aligned = (size: number): number => Math.ceil(size / ALIGNMENT) * ALIGNMENT;
  const take = (size: number): number => {
    const offset = top;
    top += aligned(size);
    return offset;
  };
  const offsets = new Map<Slot | undefined, number>();
  const of = (kind: Tensor['source']['kind']): Tensor[] => tensors.filter(({ source }) => source.kind === kind);
  const parameters = of('parameter');
  for (const tensor of parameters) offsets.set(values.get(tensor), take(tensor.size));
  const length = top;
  const averageBlocks = Array.from({ length: averages }, () => take(length));
  for (const tensor of of('state')) offsets.set(values.get(tensor), take(tensor.size));
  const gradientBlock = take(length);
  const control = take(2);
  for (const tensor of parameters)
    if (gradients.has(tensor))
      offsets.set(gradients.get(tensor), gradientBlock + (offsets.get(values.get(tensor)) ?? 0));

  const inTurns: Slot[] = [];
  for (const slots of [gradients, values])
    for (const slot of new Set(slots.values()))
      if (!slot.lasting) inTurns.push(slot);
      else if (!offsets.has(slot)) offsets.set(slot, take(slot.size));
  const scratch = new Map<Tensor, { offset: number; size: number }>();
  for (const tensor of tensors) {
    if (tensor.source.kind !== 'op') continue;
    const { rule, inputs, attributes } = tensor.source;
    const amount = rule.scratch?.(
      inputs.map(({ shape }) => shape),
      attributes,
    );
    if (amount !== undefined) scratch.set(tensor, { offset: take(amount), size: amount });
  }
  const packed = pack(inTurns.map((slot) => ({ ...slot, size: aligned(slot.size), slot })));
  const base = take(packed.size);
  for (const [{ slot }, offset] of packed.offsets) offsets.set(slot, base + offset);

  const places = new Map<Tensor, Place>(
    tensors.map((tensor) => {
      const { shape } = tensor;
      const slope = gradients.get(tensor);
      const [offset, gradient] = [offsets.get(values.get(tensor)) ?? 0, slope ? (offsets.get(slope) ?? -1) : -1];
      return [tensor, { shape, size: sizeOf(shape), offset, gradient }];
    }),
  );
  const blocks = { length, parameters: 0, averages: averageBlocks, gradients: gradientBlock };
  const passing = new Set(tensors.filter((tensor) => values.get(tensor)?.lasting === false));
  return { size: top, places, blocks, scratch, control, passing };
}
