/** The tensors of a program by name: inputs, states and parameters have names of their own, others may share one. */
import type { Tensor } from './tensor.ts';

/** A tensor, or the name of one. */
export type Key = Tensor | string;

/** What errors call a tensor, by where its numbers come from. */
const kinds = {
  input: 'an input',
  parameter: 'a parameter',
  state: 'a state',
  constant: 'a constant',
  op: 'computed',
};

export class Names {
  readonly #tensors: ReadonlySet<Tensor>;
  readonly #byName = new Map<string, Tensor | 'several'>();

  /** @throws RangeError when an input, a state or a parameter has the name of another tensor. */
  constructor(tensors: Iterable<Tensor>) {
    this.#tensors = new Set(tensors);
    for (const tensor of this.#tensors) {
      if (tensor.name === undefined) continue;
      const before = this.#byName.get(tensor.name);
      this.#byName.set(tensor.name, before === undefined ? tensor : 'several');
      const leaf = ({ source }: Tensor): boolean => source.kind !== 'op' && source.kind !== 'constant';
      if (before !== undefined && (leaf(tensor) || (before !== 'several' && leaf(before))))
        throw new RangeError(`compile: two tensors are named '${tensor.name}'`);
    }
  }

  /**
   * @param who whom errors speak of
   * @throws RangeError for a tensor of another program, an unknown name, or one that several tensors bear.
   */
  find(who: string, key: Key): Tensor {
    if (typeof key !== 'string') {
      if (!this.#tensors.has(key))
        throw new RangeError(`${who}: tensor '${key.name ?? key.id}' is not part of this program`);
      return key;
    }
    const tensor = this.#byName.get(key);
    if (tensor === 'several')
      throw new RangeError(`${who}: several tensors are named '${key}': pass the tensor itself`);
    if (tensor === undefined) {
      const known = [...this.#byName.keys()].join(', ');
      throw new RangeError(`${who}: nothing is named '${key}'; there is ${known || 'no name at all'}`);
    }
    return tensor;
  }

  /** The same for a tensor whose numbers must come from one of the given sources. */
  findLeaf(who: string, key: Key, ...sources: readonly (keyof typeof kinds)[]): Tensor {
    const tensor = this.find(who, key);
    const { kind } = tensor.source;
    if (!sources.includes(kind)) {
      const wanted = sources.map((source) => kinds[source]).join(' or ');
      throw new RangeError(`${who}: '${tensor.name ?? ''}' is ${kinds[kind]}, not ${wanted}`);
    }
    return tensor;
  }
}
