/**
 * Questions about a graph of tensors: what it is made of, which gradients are needed, what to call its nodes. Knows no
 * memory and no kernels.
 */
import type { Tensor } from './tensor.ts';

/** Every tensor that the roots are made from, in the order in which they were recorded. */
export function reach(roots: readonly Tensor[]): Tensor[] {
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
export function differentiated(
  tensors: readonly Tensor[],
  loss: Tensor | undefined,
  wanted: ReadonlySet<Tensor>,
): Set<Tensor> {
  if (loss === undefined) return new Set();
  const leads = new Set<Tensor>(); // a wanted tensor flows into it
  for (const tensor of tensors) {
    const { source } = tensor;
    const fromBelow =
      source.kind === 'op' && source.inputs.some((from, i) => leads.has(from) && source.rule.backward[i] !== null);
    if (fromBelow || wanted.has(tensor)) leads.add(tensor);
  }
  const result = new Set<Tensor>([loss]); // the loss depends on it, too
  for (const tensor of tensors.toReversed()) {
    const { source } = tensor;
    if (!result.has(tensor) || source.kind !== 'op') continue;
    const { backward } = source.rule;
    source.inputs.forEach((from, i) => {
      if (leads.has(from) && backward[i] !== null) result.add(from);
    });
  }
  return result;
}

/** A readable name for each tensor: its own, or its operation and a count. */
export function label(tensors: readonly Tensor[]): Map<Tensor, string> {
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
