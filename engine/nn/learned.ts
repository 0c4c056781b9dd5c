/**
 * Two ways to put a layer together: from parameters named by what they are for, and from smaller layers named by theirs.
 * They keep names in order and draw initial values; what is computed is the layer's own.
 */
import { checkShape, sizeOf, type Shape } from '../ops/shapes.ts';
import type { Random } from '../random.ts';
import { parameter, type Tensor } from '../tensor.ts';
import type { Fan, Initialiser } from './initialise.ts';
import type { Layer } from './layers.ts';

/** A parameter to be made. */
export interface Learnable {
  readonly shape: Shape;
  /** What all its numbers are until the layer is initialised. */
  readonly start: number;
  /** Draws its initial values; without one they stay as they are. */
  readonly initialiser?: Initialiser;
  /** How many numbers flow into one output, and out of one input. */
  readonly fan?: Fan;
}

/** A layer with parameters of its own. */
export abstract class LearnedLayer<Role extends string> implements Layer {
  abstract readonly kind: string;
  readonly states: readonly Tensor[] = [];
  /** Its parameters by what they are for. */
  readonly byRole: Readonly<Record<Role, Tensor>>;
  readonly #learnables: Readonly<Record<Role, Learnable>>;
  #name = '';

  constructor(name: string, learnables: Readonly<Record<Role, Learnable>>) {
    this.#learnables = learnables;
    const made = Object.entries<Learnable>(learnables).map(([role, { shape, start }]) => {
      checkShape(`${name}: ${role}`, shape);
      return [role, parameter(role, shape, new Float64Array(sizeOf(shape)).fill(start))] as const;
    });
    this.byRole = Object.fromEntries(made) as Record<Role, Tensor>;
    this.name = name;
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    for (const [role, tensor] of Object.entries<Tensor>(this.byRole)) tensor.named(`${name}.${role}`);
  }

  get parameters(): readonly Tensor[] {
    return Object.values(this.byRole);
  }

  initialise(rng: Random): void {
    for (const role of Object.keys(this.byRole) as Role[]) {
      const { source } = this.byRole[role];
      const { initialiser, fan = { inputs: 1, outputs: 1 } } = this.#learnables[role];
      if (source.kind === 'parameter') initialiser?.(source.values, fan, rng);
    }
  }

  abstract forward(x: Tensor): Tensor;
}

/** A layer made of layers, in the order in which they were given. */
export abstract class CompositeLayer implements Layer {
  abstract readonly kind: string;
  readonly #parts: Readonly<Record<string, Layer>>;
  #name = '';

  constructor(name: string, parts: Readonly<Record<string, Layer>>) {
    this.#parts = parts;
    this.name = name;
  }

  get name(): string {
    return this.#name;
  }

  /** Stands before the names of its parts: `block1.attention.qkv.weights`. */
  set name(name: string) {
    this.#name = name;
    for (const [role, part] of Object.entries(this.#parts)) part.name = `${name}.${role}`;
  }

  get parameters(): readonly Tensor[] {
    return Object.values(this.#parts).flatMap((part) => part.parameters);
  }

  get states(): readonly Tensor[] {
    return Object.values(this.#parts).flatMap((part) => part.states);
  }

  initialise(rng: Random): void {
    for (const part of Object.values(this.#parts)) part.initialise(rng);
  }

  abstract forward(x: Tensor): Tensor;
}
