/**
 * The parts of an exported script, as Python text: the module, the loss, the optimiser, the loop. Knows what a graph says
 * in PyTorch, but no numbers.
 */
import type { OpName } from '../ops/index.ts';
import type { Optimizer } from '../optim.ts';
import type { Tensor } from '../tensor.ts';
import { averageName } from './names.ts';
import type { Node } from './outline.ts';
import type { TorchBody, TorchCode } from './torch-code.ts';
import { torchOptimizer } from './torch-optimizers.ts';

/** A text as Python writes it. */
export const quoted = (value: string): string => JSON.stringify(value);

export const indented = (lines: readonly string[], depth = 1): string[] =>
  lines.map((line) => (line === '' ? '' : '    '.repeat(depth) + line));

/** A function from its head, its explanation and its lines. */
export const define = (head: string, about: string, lines: readonly string[]): string =>
  [`def ${head}:`, ...indented([`"""${about}"""`, ...lines])].join('\n');

const nameIn =
  ({ names }: TorchCode) =>
  (node: Node): string =>
    names.get(node) ?? '';

const returns = ({ results }: TorchBody): string => `return ${results.join(', ')}`;

/**
 * The network: its numbers under the names of the graph, and the way forward.
 * @param resting parameters that do not move the loss, and so are not moved
 */
export function moduleClass(code: TorchCode, resting: ReadonlySet<Tensor>): string {
  const nameOf = nameIn(code);
  const stored = [...code.nodes.values()].flatMap((node) => {
    const numbers = `numbers[${quoted(node.label)}]`;
    const shape = `  # [${node.shape.join(', ')}]`;
    const still = resting.has(node.tensor) ? ', requires_grad=False' : '';
    if (node.kind === 'parameter') return [`self.${nameOf(node)} = nn.Parameter(${numbers}${still})${shape}`];
    if (node.kind !== 'state' && node.kind !== 'constant') return [];
    return [`self.register_buffer(${quoted(nameOf(node))}, ${numbers})${shape}`];
  });
  const { inputs, lines } = code.forward;
  return [
    'class Net(nn.Module):',
    ...indented(['"""The network: its numbers and its operations have the names of the graph."""', '']),
    ...indented(['def __init__(self, numbers):', ...indented(['super().__init__()', ...stored]), '']),
    ...indented([`def forward(${['self', ...inputs.map(nameOf)].join(', ')}):`]),
    ...indented([...lines, returns(code.forward)], 2),
  ].join('\n');
}

export function lossFunction(code: TorchCode): string | undefined {
  const { loss } = code;
  if (loss === undefined) return undefined;
  const taken = [...loss.others, ...loss.inputs.map(nameIn(code))];
  return define(`loss_of(${taken.join(', ')})`, 'How far the outputs are from the targets.', [
    ...loss.lines,
    returns(loss),
  ]);
}

/** The optimiser; after some steps with the averages that it has gathered. */
export function optimizerFunction(optimizer: Optimizer, code: TorchCode, steps: number): string {
  const { make, averages, counts } = torchOptimizer(optimizer);
  const lines = ['parameters = model.parameters()', `optimizer = ${make}`];
  if (steps > 0 && averages.length > 0) {
    const pairs = [...code.names].filter(([{ kind }]) => kind === 'parameter');
    const state = averages.map((key, which) => `${quoted(key)}: numbers[f"${averageName(which, '{name}')}"],`);
    lines.push(
      'names = {',
      ...indented(pairs.map(([{ label }, name]) => `${quoted(label)}: model.${name},`)),
      '}',
      'for name, parameter in names.items():',
      ...indented(['optimizer.state[parameter] = {']),
      ...indented([...(counts ? [`"step": torch.tensor(${steps}.0),`] : []), ...state], 2),
      ...indented(['}']),
    );
  }
  const about = steps > 0 ? `Goes on from where ${steps} steps have led.` : 'Starts with no memory of earlier steps.';
  return define('make_optimizer(model, numbers)', about, [...lines, 'return optimizer']);
}

/** Why the batch cannot be shared among processes; undefined when it can. */
function whyNotShared({ batch }: TorchCode): string | undefined {
  if (batch === undefined) return 'this network was recorded for one size of batch: run it on one process';
  if (!batch.isMean) return 'this loss is not a mean over the batch: run it on one process';
  return undefined;
}

/** What each process takes of a batch; undefined when one process must take all. */
export function shareFunction(code: TorchCode, batchAxis: number): string | undefined {
  if (whyNotShared(code) !== undefined) return undefined;
  const growing = [...code.nodes.values()].filter((node) => node.kind === 'input' && code.batch?.axes.has(node));
  return define('share(batch, rank, world)', 'The examples of a batch that are for one of all processes.', [
    `for name in [${growing.map(({ label }) => quoted(label)).join(', ')}]:`,
    ...indented([`batch[name] = batch[name].chunk(world, ${batchAxis})[rank]`]),
    'return batch',
  ]);
}

/** What a script says to a number of processes that does not suit it. */
function refusal(code: TorchCode): string[] {
  const why = whyNotShared(code);
  if (why !== undefined) return ['if world > 1:', ...indented([`raise SystemExit(${quoted(why)})`])];
  const size = code.batch?.size ?? 1;
  const uneven = `f"a batch of ${size} cannot be shared evenly by {world} processes"`;
  return [`if ${size} % world != 0:`, ...indented([`raise SystemExit(${uneven})`])];
}

/** `a, b = net(…)` of one batch. */
const call = (code: TorchCode, results: readonly string[]): string =>
  `${results.join(', ')} = net(${code.forward.inputs.map(({ label }) => `batch[${quoted(label)}]`).join(', ')})`;

export interface Training {
  readonly optimizer: Optimizer;
  readonly steps: number;
  /** Steps made before. */
  readonly start: number;
}

export function trainFunction(code: TorchCode, { optimizer, steps, start }: Training): string {
  const { loss, nodes } = code;
  const { before, after } = torchOptimizer(optimizer);
  const needsModel = loss?.others[0] === 'model';
  const handed = loss?.others.slice(needsModel ? 1 : 0) ?? ['loss'];
  const fed = loss?.inputs.map(({ label }) => `batch[${quoted(label)}]`) ?? [];
  const compared = [...(needsModel ? ['model'] : []), ...handed, ...fed].join(', ');
  const uses = (op: OpName): boolean =>
    [...nodes.values()].some(({ tensor: { source } }) => source.kind === 'op' && source.op === op);
  const isShared = whyNotShared(code) === undefined;
  const about = [
    'Prints the loss before every step.',
    ...(isShared ? ['Under torchrun each process takes its share of every batch.'] : []),
    ...(isShared && uses('batchNorm') ? ['Batch normalisation then sees no more than that share.'] : []),
  ].join('\n    ');
  return define(`train(steps=${steps})`, about, [
    'world, rank = int(os.environ.get("WORLD_SIZE", "1")), int(os.environ.get("RANK", "0"))',
    ...refusal(code),
    ...(uses('dropout') ? ['torch.manual_seed(rank)  # dropout'] : []),
    'numbers, batches = read_numbers(), read_batches()',
    'model = net = Net(numbers)',
    'optimizer = make_optimizer(model, numbers)',
    ...(isShared
      ? [
          'if world > 1:',
          ...indented([
            'torch.distributed.init_process_group("gloo")',
            'net = nn.parallel.DistributedDataParallel(model)',
          ]),
        ]
      : []),
    'for step in range(steps):',
    ...indented([
      'batch = {name: data[step % len(data)] for name, data in batches.items()}',
      ...(isShared ? ['batch = share(batch, rank, world)'] : []),
      call(code, handed),
      ...(loss === undefined ? [] : [`loss = loss_of(${compared})`]),
      'optimizer.zero_grad()',
      'loss.backward()',
      ...before,
      'optimizer.step()',
      ...after,
      'mean = loss.detach().clone()',
      ...(isShared ? ['if world > 1:', ...indented(['torch.distributed.all_reduce(mean)', 'mean /= world'])] : []),
      'if rank == 0:',
      ...indented([`print(f"step {step + ${start + 1}}: loss {mean.item():.9g}", flush=True)`]),
    ]),
  ]);
}

/** In place of training: the outputs for the first batch, as in use. */
export function showFunction(code: TorchCode): string {
  return define('show()', 'Prints what the network makes of the first batch.', [
    'net = Net(read_numbers()).eval()',
    'batch = {name: data[0] for name, data in read_batches().items()}',
    'with torch.no_grad():',
    ...indented([call(code, ['outputs'])]),
    'for output in outputs if isinstance(outputs, tuple) else [outputs]:',
    ...indented(['print(list(output.shape), output.flatten().tolist())']),
  ]);
}
