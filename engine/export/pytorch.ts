/**
 * Writes a program as a Python script for PyTorch 1.13 or later, to be read and to be run as it is, in 32-bit floats: the
 * network as a module with its present numbers, the loss, the optimiser where it stands, batches, and a loop that prints
 * losses. Under `torchrun` the same script trains on several processes, each with its share of every batch.
 */
import { differentiated, reach } from '../graph.ts';
import type { Optimizer } from '../optim.ts';
import { sizeOf } from '../ops/shapes.ts';
import type { Program } from '../program.ts';
import { checkedValues, type Tensor, type Values } from '../tensor.ts';
import { toBase64 } from './base64.ts';
import { floatBytes } from './floats.ts';
import { averageName } from './names.ts';
import { writeNpy } from './npy.ts';
import { valuesOf, type Node } from './outline.ts';
import { writeSafetensors, type Weights } from './safetensors.ts';
import { torchCode } from './torch-code.ts';
import { readEmbedded, readFile, torchFunctions } from './torch-functions.ts';
import {
  define,
  indented,
  lossFunction,
  moduleClass,
  optimizerFunction,
  quoted,
  shareFunction,
  showFunction,
  trainFunction,
} from './torch-script.ts';

export interface PyTorchOptions {
  /** The single number to be made small. Without it or an optimizer the script only computes the outputs. */
  readonly loss?: Tensor;
  /** What the module returns; without them what the loss compares with targets. */
  readonly outputs?: readonly Tensor[];
  /** Where the present numbers are; without it they are the initial ones. */
  readonly program?: Program;
  /** Moves the parameters; the program's own unless said otherwise. */
  readonly optimizer?: Optimizer;
  /** The numbers of every input for each batch, by name. Training goes round them, one batch a step. */
  readonly batches: readonly Readonly<Record<string, Values>>[];
  /** How many steps the script trains; once through the batches unless said otherwise. */
  readonly steps?: number;
  /** The axis of the inputs along which examples follow each other: 0 unless said otherwise. */
  readonly batchAxis?: number;
  /** The name of the script and of the files beside it, without an ending; `model` unless said otherwise. */
  readonly name?: string;
  /** How many numbers of each kind may stand in the script itself; more go into files beside it. */
  readonly embedded?: number;
}

export interface PyTorchScript {
  readonly script: string;
  /** What the script reads beside it, by file name. */
  readonly files: ReadonlyMap<string, Uint8Array>;
}

/** About a hundred kilobytes of base64: still quick to open in an editor. */
const EMBEDDED = 20_000;
const BASE64_WIDTH = 96;

type Tensors = Readonly<Record<string, Weights>>;

/** The numbers that the script starts from: parameters, states, constants, and the optimiser's averages. */
function startingNumbers(nodes: Iterable<Node>, program: Program | undefined): Tensors {
  const entries: [string, Weights][] = [];
  for (const node of nodes) {
    const { tensor, label, kind, shape } = node;
    const values = valuesOf(node, program);
    if (kind === 'number' || values === undefined) continue;
    const add = (name: string, list: ArrayLike<number>): unknown =>
      entries.push([name, { shape: [...shape], values: Float32Array.from(list) }]);
    add(label, values);
    if (kind === 'parameter' && program !== undefined && program.steps > 0)
      program.averages(tensor).forEach((average, which) => add(averageName(which, label), average));
  }
  return Object.fromEntries(entries);
}

/** All batches of an input, one after the other. */
function stacked({ label, shape }: Node, batches: PyTorchOptions['batches']): Weights {
  const size = sizeOf(shape);
  const values = new Float32Array(batches.length * size);
  batches.forEach((batch, i) => {
    if (!Object.hasOwn(batch, label)) throw new RangeError(`toPyTorch: batch ${i} has no numbers for input '${label}'`);
    values.set(checkedValues(`toPyTorch: batch ${i}, input '${label}'`, shape, batch[label]), i * size);
  });
  return { shape: [batches.length, ...shape], values };
}

/** Tensors as a Python dictionary of shapes and base64 text. */
function dictionary(name: string, tensors: Tensors): string {
  const entries = Object.entries(tensors).flatMap(([key, { shape, values }]) => {
    const digits = toBase64(floatBytes(values));
    const head = `${quoted(key)}: ([${shape.join(', ')}], `;
    if (digits.length <= BASE64_WIDTH) return [`${head}"${digits}"),`];
    const lines = digits.match(new RegExp(`.{1,${BASE64_WIDTH}}`, 'g')) ?? [];
    return [`${head}"""`, ...indented(lines), '"""),'];
  });
  return [`${name} = {`, ...indented(entries), '}'].join('\n');
}

const countOf = (tensors: Tensors): number =>
  Object.values(tensors).reduce((sum, { values }) => sum + values.length, 0);

/** Where a kind of numbers comes from: a function that reads them, and the numbers, in the script or in files. */
interface Supply {
  readonly reader: string;
  readonly written?: string;
  readonly files: readonly (readonly [string, Uint8Array])[];
}

const embed = (reader: string, name: string, about: string, tensors: Tensors): Supply => ({
  reader: define(`${reader}()`, about, [
    `return {name: decode(shape, text) for name, (shape, text) in ${name}.items()}`,
  ]),
  written: dictionary(name, tensors),
  files: [],
});

function supplyNumbers(numbers: Tensors, name: string, embedded: number): Supply {
  const about = 'Parameters and all else that the script starts from, by name.';
  if (countOf(numbers) <= embedded) return embed('read_numbers', 'NUMBERS', about, numbers);
  const file = `${name}.safetensors`;
  return {
    reader: define('read_numbers()', about, [
      `return read_safetensors(pathlib.Path(__file__).with_name(${quoted(file)}))`,
    ]),
    files: [[file, writeSafetensors(numbers, 'F32')]],
  };
}

function supplyBatches(inputs: Tensors, name: string, embedded: number): Supply {
  const about = 'All batches of every input: [batches, ...] each.';
  if (countOf(inputs) <= embedded) return embed('read_batches', 'BATCHES', about, inputs);
  const files = Object.entries(inputs).map(([input, { shape, values }], i) => ({
    input,
    file: `${name}.${/^[\w.-]+$/.test(input) ? input : `input${i + 1}`}.npy`,
    bytes: writeNpy(shape, values),
  }));
  return {
    reader: define('read_batches()', about, [
      'files = {',
      ...indented(files.map(({ input, file }) => `${quoted(input)}: ${quoted(file)},`)),
      '}',
      'here = pathlib.Path(__file__)',
      'return {name: torch.from_numpy(numpy.load(here.with_name(file))) for name, file in files.items()}',
    ]),
    files: files.map(({ file, bytes }) => [file, bytes] as const),
  };
}

/** The parameters that the loss does not depend on. */
function restingParameters(roots: readonly Tensor[], loss: Tensor): Set<Tensor> {
  const tensors = reach(roots);
  const parameters = tensors.filter(({ source }) => source.kind === 'parameter');
  const needed = differentiated(tensors, loss, new Set(parameters));
  return new Set(parameters.filter((tensor) => !needed.has(tensor)));
}

/** The modules that a script names. */
function imports(script: string): string {
  const known = ['base64', 'json', 'math', 'os', 'pathlib'].filter((name) => script.includes(`${name}.`));
  const others = [...(script.includes('numpy.') ? ['import numpy'] : []), 'import torch'];
  const functional = script.includes('F.') ? ['import torch.nn.functional as F'] : [];
  return [...known.map((name) => `import ${name}`), '', ...others, ...functional, 'from torch import nn']
    .join('\n')
    .trim();
}

/**
 * The script, and the files it reads.
 * @throws RangeError when there are no batches, one lacks an input, its numbers do not fit, or two tensors have one name.
 */
export function toPyTorch(options: PyTorchOptions): PyTorchScript {
  const { loss, outputs = [], program, batches, name = 'model', embedded = EMBEDDED, batchAxis = 0 } = options;
  const optimizer = options.optimizer ?? program?.optimizer;
  if (!/^[\w-]+$/.test(name))
    throw new RangeError(`toPyTorch: name must be letters, digits, - and _, not ${quoted(name)}`);
  if (batches.length === 0) throw new RangeError('toPyTorch: needs at least one batch');
  if (loss === undefined && outputs.length === 0) throw new RangeError('toPyTorch: needs a loss or outputs');
  const isTraining = loss !== undefined && optimizer !== undefined;
  const code = torchCode(isTraining || outputs.length === 0 ? loss : undefined, outputs, batchAxis);
  const nodes = [...code.nodes.values()];
  const start = program?.steps ?? 0;

  const numbers = supplyNumbers(startingNumbers(nodes, program), name, embedded);
  const inputs = nodes.filter(({ kind }) => kind === 'input').map((node) => [node.label, stacked(node, batches)]);
  const data = supplyBatches(Object.fromEntries(inputs) as Tensors, name, embedded);
  const supplies = [numbers, data];
  const readers = [
    ...(supplies.some(({ written }) => written !== undefined) ? [readEmbedded] : []),
    ...(numbers.written === undefined ? [readFile] : []),
  ];
  const shared = shareFunction(code, batchAxis);
  const steps = options.steps ?? batches.length;
  const parts = [
    ...[...code.functions].sort().map((needed) => torchFunctions[needed]),
    moduleClass(code, isTraining ? restingParameters([...outputs, loss], loss) : new Set()),
    lossFunction(code),
    ...(isTraining
      ? [optimizerFunction(optimizer, code, start), shared, trainFunction(code, { optimizer, steps, start })]
      : [showFunction(code)]),
    ...readers,
    ...supplies.map(({ reader }) => reader),
    ...supplies.map(({ written }) => written),
    `if __name__ == "__main__":\n    ${isTraining ? 'train()' : 'show()'}`,
  ].filter((part) => part !== undefined);
  const runs = isTraining
    ? [
        `On one process:  python3 ${name}.py`,
        ...(shared === undefined ? [] : [`On two:          torchrun --nproc_per_node=2 ${name}.py`]),
      ]
    : [`Run it:  python3 ${name}.py`];
  const about = `A network that left Small Nets after ${start} steps, for PyTorch 1.13 or later.`;
  const body = parts.join('\n\n\n');
  const script = [`"""${about}\n\n${runs.join('\n')}\n"""\n`, imports(body), '\n', body, ''].join('\n');
  return { script, files: new Map(supplies.flatMap(({ files }) => files)) };
}
