/**
 * A compiled graph: one memory, a plan over it, and the steps that replay it. Nothing is allocated while it runs, and
 * unless told otherwise everything it computes stays readable: any value and gradient by name, any weight and
 * hyperparameter editable between steps. It knows nothing of data sets, epochs or pictures.
 */
import { allFinite, type Dtype, type Memory } from './kernels/memory.ts';
import type { Place } from './ops/rule.ts';
import type { Block, Optimizer } from './optim.ts';
import { Names, type Key } from './names.ts';
import { makePlan, stretchOf, type Plan } from './plan.ts';
import type { CompileOptions, Operation, Snapshot } from './program-types.ts';
import { makeMachine, type Machine } from './replay.ts';
import { checkedValues, type Tensor, type Values } from './tensor.ts';

export class Program<O extends Optimizer | undefined = Optimizer | undefined> {
  readonly dtype: Dtype;
  /** The optimiser; its hyperparameters may be changed between steps. */
  readonly optimizer: O;
  /** Live views of all parameters by name: writing to them edits the weights. */
  readonly parameters: ReadonlyMap<string, Memory>;
  /** Live views of what operations keep up to date themselves, by name. */
  readonly states: ReadonlyMap<string, Memory>;
  /** The operations in the order in which they run; `run(from, to)` executes part of them. */
  readonly ops: readonly Operation[];

  readonly #plan: Plan;
  readonly #memory: Memory;
  readonly #machine: Machine;
  readonly #block: Block;
  readonly #loss: Place | undefined;
  readonly #names: Names;
  readonly #views = new Map<number, Map<Tensor, Memory>>();
  readonly #unfed: Set<Tensor>;
  #steps = 0;
  #forwardDone = false;
  #backwardDone = false;

  /** Use `compile`. */
  constructor(options: CompileOptions<O>) {
    const { loss, outputs = [], gradients = [], optimizer, dtype = 'float32' } = options;
    const { kernels = 'plain', readable = 'all' } = options;
    if (loss === undefined && outputs.length === 0) throw new RangeError('compile: needs a loss or outputs');
    const plan = makePlan(loss, outputs, gradients, optimizer?.averages ?? 0, readable);
    this.dtype = dtype;
    this.optimizer = optimizer as O;
    this.#plan = plan;
    this.#machine = makeMachine(dtype, plan.size, plan.instructions, kernels);
    this.#memory = this.#machine.memory;
    const { length: size, ...offsets } = plan.blocks;
    this.#block = { memory: this.#memory, kernels: this.#machine.kernels, size, ...offsets, step: 0 };
    this.#loss = loss && plan.places.get(loss);
    this.#unfed = new Set(plan.inputs);
    this.#names = new Names(plan.places.keys());
    this.parameters = this.#named(plan.parameters);
    this.states = this.#named(plan.states);
    this.mode = 'train';
    this.reset();
    for (const tensor of plan.constants)
      if (tensor.source.kind === 'constant') this.value(tensor).set(tensor.source.values);
    this.ops = plan.instructions.map(({ run: _, ...operation }) => operation);
    if (optimizer !== undefined && loss !== undefined) {
      const made = { inputs: [...this.parameters.keys()], output: 'parameters', shape: [size], args: [size] };
      this.ops = [...this.ops, { phase: 'update', op: optimizer.name, kernel: optimizer.name, ...made }];
    }
  }

  #named(tensors: readonly Tensor[]): ReadonlyMap<string, Memory> {
    return new Map(tensors.map((tensor) => [tensor.name ?? '', this.value(tensor)]));
  }

  #needLasting(who: string, tensor: Tensor): void {
    if (this.#plan.passing.has(tensor))
      throw new RangeError(
        `${who}: the place of '${this.#plan.labels.get(tensor) ?? ''}' is used again during a run: list it in compile's ` +
          `outputs or gradients, or leave out readable: 'asked'`,
      );
  }

  #view(tensor: Tensor, offset: number): Memory {
    let views = this.#views.get(offset);
    if (views === undefined) this.#views.set(offset, (views = new Map()));
    let view = views.get(tensor);
    if (view === undefined) views.set(tensor, (view = this.#memory.subarray(offset, offset + tensor.size)));
    return view;
  }

  /**
   * Gives an input its data for the next runs: as many finite numbers as its shape holds, row by row.
   * @throws RangeError for an unknown name, a wrong length, or a value that is not finite.
   */
  feed(key: Key, values: Values): void {
    const tensor = this.#names.findLeaf('feed', key, 'input');
    const sound = values instanceof Float32Array && values.length === tensor.size && allFinite(values);
    this.value(tensor).set(sound ? values : checkedValues(`feed '${tensor.name ?? ''}'`, tensor.shape, values));
    if (this.#unfed.size > 0) this.#unfed.delete(tensor);
  }

  /** The tensor of that name, with its shape and what it is made from; throws when there is none, or several. */
  tensor(key: Key): Tensor {
    return this.#names.find('tensor', key);
  }

  /** Updates made so far. */
  get steps(): number {
    return this.#steps;
  }

  set steps(count: number) {
    this.#steps = count;
    this.#memory[this.#plan.control + 1] = count;
  }

  /** Whether operations such as dropout behave as in training, which is how a program starts, or as in use. */
  get mode(): 'train' | 'evaluate' {
    return this.#memory[this.#plan.control] === 1 ? 'train' : 'evaluate';
  }

  set mode(mode: 'train' | 'evaluate') {
    this.#memory[this.#plan.control] = mode === 'train' ? 1 : 0;
  }

  /**
   * Writes a parameter or a state between steps.
   * @throws RangeError for an unknown name, a wrong length, or a value that is not finite.
   */
  set(key: Key, values: Values): void {
    const tensor = this.#names.findLeaf('set', key, 'parameter', 'state');
    this.value(tensor).set(checkedValues(`set '${tensor.name ?? ''}'`, tensor.shape, values));
  }

  /** Sets parameters by name, for instance to another program's: `load(other.parameters)`. Throws like `set`. */
  load(values: Iterable<readonly [string, Values]>): void {
    for (const [name, list] of values) this.set(name, list);
  }

  /**
   * A live view of a tensor's numbers: it changes with every run, so copy what you want to keep.
   * @throws RangeError when it is not part of the program, or its place is used again (see `readable` of `compile`).
   */
  value(key: Key): Memory {
    const tensor = this.#names.find('value', key);
    this.#needLasting('value', tensor);
    return this.#view(tensor, this.#plan.places.get(tensor)?.offset ?? 0);
  }

  /**
   * A live view of the gradient of the loss by a tensor.
   * @throws RangeError when the loss does not depend on it, or nobody asked for it (see `gradients` and `readable` of `compile`).
   */
  gradient(key: Key): Memory {
    const tensor = this.#names.find('gradient', key);
    this.#needLasting('gradient', tensor);
    const offset = this.#plan.places.get(tensor)?.gradient ?? -1;
    if (offset < 0)
      throw new RangeError(
        `gradient: none was planned for '${this.#plan.labels.get(tensor) ?? ''}': the loss does not depend on it, or ` +
          `it is no parameter and not listed in compile's gradients`,
      );
    return this.#view(tensor, offset);
  }

  /**
   * Live views of the running averages that the optimizer keeps of a parameter, in the order of its kernel: Adam's mean of
   * the gradient, then of its square.
   * @throws RangeError when it is no parameter.
   */
  averages(key: Key): readonly Memory[] {
    const tensor = this.#names.findLeaf('averages', key, 'parameter');
    const { parameters, averages } = this.#plan.blocks;
    const within = (this.#plan.places.get(tensor)?.offset ?? parameters) - parameters;
    return averages.map((block) => this.#view(tensor, block + within));
  }

  /**
   * A live view of what the operation behind a tensor keeps for its way back, laid out as its rule says: attention
   * weights, gates, a mask.
   * @throws RangeError when it keeps nothing.
   */
  scratch(key: Key): Memory {
    const tensor = this.#names.find('scratch', key);
    const kept = this.#plan.scratch.get(tensor);
    if (kept === undefined)
      throw new RangeError(`scratch: nothing is kept behind '${this.#plan.labels.get(tensor) ?? ''}'`);
    return this.#memory.subarray(kept.offset, kept.offset + kept.size);
  }

  /** The loss of the last forward pass; NaN and ∞ are values, too. */
  get loss(): number {
    if (this.#loss === undefined) throw new Error('loss: this program was compiled without one');
    return this.#memory[this.#loss.offset];
  }

  /**
   * The stretch of the forward pass that makes the tensors of a layer, for `run(from, to)`: those named `name` or
   * `name.…`.
   * @throws RangeError when no operation makes such a tensor.
   */
  stretch(name: string): { readonly from: number; readonly to: number } {
    return stretchOf(this.ops, name);
  }

  /** Where the forward and the backward pass end in `ops`. */
  get ends(): { readonly forward: number; readonly backward: number } {
    return { forward: this.#plan.forwardLength, backward: this.#plan.instructions.length };
  }

  /**
   * Runs the operations from…to − 1 of `ops`; a figure steps through a pass this way.
   * @throws RangeError when the range is not within `ops`, Error when an input was never fed.
   */
  run(from: number, to: number): void {
    const { length } = this.ops;
    if (!(Number.isInteger(from) && Number.isInteger(to) && from >= 0 && from <= to && to <= length))
      throw new RangeError(`run: ${from} to ${to} is not a range of the ${length} operations`);
    this.#needFed();
    const { forward, backward } = this.ends;
    this.#machine.replay(from, Math.min(to, backward));
    if (to >= forward) this.#forwardDone = true;
    if (to >= backward && this.#loss !== undefined) this.#backwardDone = true;
    if (to > backward) this.#updateParameters();
  }

  #needFed(): void {
    if (this.#unfed.size === 0) return; // asking first spares an iterator at every step
    for (const tensor of this.#unfed) throw new Error(`forward: input '${tensor.name ?? ''}' has not been fed`);
  }

  /** Computes all values. Throws an Error when an input was never fed. */
  forward(): void {
    this.#needFed();
    this.#machine.replay(0, this.#plan.forwardLength);
    this.#forwardDone = true;
  }

  /** Computes all gradients, from the values of the last forward pass. */
  backward(): void {
    if (this.#loss === undefined) throw new Error('backward: this program was compiled without a loss');
    if (!this.#forwardDone) throw new Error('backward: run forward first');
    this.#machine.replay(this.#plan.forwardLength, this.#plan.instructions.length);
    this.#backwardDone = true;
    if (this.#plan.passing.size > 0) this.#forwardDone = false; // its values have been overwritten
  }

  /** Lets the optimiser move the parameters by the gradients of the last backward pass. */
  update(): void {
    if (this.optimizer === undefined) throw new Error('update: this program was compiled without an optimizer');
    if (!this.#backwardDone) throw new Error('update: run backward first');
    this.#updateParameters();
  }

  #updateParameters(): void {
    this.#block.step = this.steps += 1;
    this.optimizer?.update(this.#block);
  }

  /** Forward, backward, update: one training step. Returns the loss before the update. */
  step(): number {
    this.forward();
    this.backward();
    this.update();
    return this.loss;
  }

  /** A copy of all that training changes: parameters, averages, states and the count of steps. */
  snapshot(): Snapshot {
    return { values: this.#memory.slice(0, this.#plan.blocks.gradients), steps: this.steps };
  }

  /**
   * Goes back to a snapshot of this program.
   * @throws RangeError when it belongs to a program of another size.
   */
  restore({ values, steps }: Snapshot): void {
    if (values.length !== this.#plan.blocks.gradients)
      throw new RangeError(
        `restore: the snapshot holds ${values.length} numbers, this program has ${this.#plan.blocks.gradients}`,
      );
    this.#memory.set(values, 0);
    this.steps = steps;
  }

  /**
   * Back to the initial values of parameters and states, with an optimiser that remembers nothing. Layers initialised anew since
   * then start anew: `net.initialise(random(seed)); program.reset()`.
   */
  reset(): void {
    this.#memory.fill(0, 0, this.#plan.blocks.gradients);
    for (const tensor of [...this.#plan.parameters, ...this.#plan.states])
      if (tensor.source.kind === 'parameter' || tensor.source.kind === 'state')
        this.value(tensor).set(tensor.source.values);
    this.steps = 0;
  }
}

/**
 * Plans the graph behind a loss and outputs and makes it ready to run.
 * @throws RangeError when the loss is not a single number, or when names collide.
 */
export const compile = <O extends Optimizer | undefined = undefined>(options: CompileOptions<O>): Program<O> =>
  new Program(options);
