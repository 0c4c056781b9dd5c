/**
 * Saves all that training changes as a safetensors file, and goes on from it: parameters, states, the optimiser's averages,
 * the count of steps, and the state of a random generator. Hyperparameters are the code's business and are not in it.
 */
import type { Memory } from '../kernels/memory.ts';
import { show } from '../ops/shapes.ts';
import type { Program } from '../program.ts';
import type { Random, RandomState } from '../random.ts';
import { averageName } from './names.ts';
import { readSafetensors, writeSafetensors, type WeightFile, type Weights } from './safetensors.ts';

export interface SaveOptions {
  /** A generator to be saved with the program, or set to what was saved. */
  readonly random?: Random;
  /** Texts to be saved with it, under names of their own; `readSafetensors` gives them back as metadata. */
  readonly notes?: Readonly<Record<string, string>>;
}

/** What a file holds of a program: live views under the names of the file. */
function contents(program: Program): Map<string, { readonly shape: number[]; readonly view: Memory }> {
  const found = new Map<string, { readonly shape: number[]; readonly view: Memory }>();
  const add = (name: string, like: string, view: Memory): void => {
    if (found.has(name)) throw new RangeError(`save: two tensors would be named '${name}'`);
    found.set(name, { shape: [...program.tensor(like).shape], view });
  };
  for (const [name, view] of program.parameters) add(name, name, view);
  for (const [name, view] of program.states) add(name, name, view);
  for (const name of program.parameters.keys())
    program.averages(name).forEach((view, which) => add(averageName(which, name), name, view));
  return found;
}

/**
 * The file. Numbers keep the precision of the program, so that the next step after `loadProgram` is the same to the last
 * bit. Other programs find the parameters under their own names; averages are called `optimizer.0.` and the name.
 * @throws RangeError when two tensors would have one name.
 */
export function saveProgram(program: Program, { random, notes }: SaveOptions = {}): Uint8Array {
  const tensors = [...contents(program)].map(([name, { shape, view }]): [string, Weights] => [
    name,
    { shape, values: view },
  ]);
  const metadata = {
    ...notes,
    steps: String(program.steps),
    ...(program.optimizer === undefined ? {} : { optimizer: program.optimizer.name }),
    ...(random === undefined ? {} : { random: random.state.join(' ') }),
  };
  return writeSafetensors(Object.fromEntries(tensors), program.dtype === 'float64' ? 'F64' : 'F32', metadata);
}

/** A whole number from 0 on, from the texts of a file. */
function countFrom(what: string, text: string): number {
  const count = /^\d{1,16}$/.test(text) ? Number(text) : NaN;
  if (!Number.isSafeInteger(count)) throw new Error(`load: ${what} ${JSON.stringify(text.slice(0, 60))} is no count`);
  return count;
}

function randomStateFrom({ metadata }: WeightFile): RandomState {
  if (!Object.hasOwn(metadata, 'random')) throw new Error('load: the file holds no random state');
  const words = metadata.random.split(' ');
  const [a, b, c, d, key] = words.map((word) => (/^-?\d{1,10}$/.test(word) ? Number(word) : NaN));
  const state: RandomState = [a, b, c, d, key];
  if (words.length !== 5 || !state.every((word) => word >= -2147483648 && word <= 4294967295))
    throw new Error(`load: random state ${JSON.stringify(metadata.random.slice(0, 60))} is not five 32-bit words`);
  return state;
}

/** Why a file does not fit a program; nothing has been changed yet when this throws. */
function check(file: WeightFile, expected: ReturnType<typeof contents>, program: Program, isWhole: boolean): void {
  for (const [name, { shape }] of expected) {
    if (!isWhole && !program.parameters.has(name) && !program.states.has(name)) continue;
    if (!(name in file.tensors)) throw new Error(`load: the file has no '${name}'`);
    const found = file.tensors[name];
    if (found.shape.join() !== shape.join())
      throw new Error(`load: '${name}' is ${show(found.shape)} in the file, ${show(shape)} in the program`);
    const bad = found.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw new Error(`load: '${name}': value ${bad} is ${found.values[bad]}`);
  }
  for (const name of Object.keys(file.tensors))
    if (!expected.has(name)) throw new Error(`load: the program has no '${name.slice(0, 60)}'`);
  const { optimizer = program.optimizer?.name } = file.metadata;
  if (isWhole && optimizer !== program.optimizer?.name)
    throw new Error(`load: saved with ${optimizer ?? 'no optimizer'}, not ${program.optimizer?.name ?? 'without one'}`);
}

/**
 * Goes on from a file of `saveProgram`. A file of parameters and states alone, from elsewhere, is taken as well: then the
 * optimiser remembers nothing, and steps count from 0.
 * @throws Error naming the tensor and what is wrong with it; the program and the generator are then as they were.
 */
export function loadProgram(program: Program, bytes: Uint8Array, { random }: SaveOptions = {}): void {
  const file = readSafetensors(bytes);
  const isWhole = Object.hasOwn(file.metadata, 'steps');
  const expected = contents(program);
  check(file, expected, program, isWhole);
  const steps = isWhole ? countFrom('steps', file.metadata.steps) : 0;
  const state = random && randomStateFrom(file);

  for (const [name, { view }] of expected)
    if (name in file.tensors) view.set(file.tensors[name].values);
    else view.fill(0);
  program.steps = steps;
  if (random !== undefined && state !== undefined) random.state = state;
}
