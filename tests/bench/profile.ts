/**
 * Where the time of a training step goes: every call of the plan is run and timed by itself, in its turn, thousands of
 * times, and the median counts. Shares of the peak count multiplications and additions as recipes.ts does, against the bare loop of SIMD
 * multiply-adds. What is compared with nobody may be timed this closely; see rounds.ts for what is.
 */
import type { Operation } from '../../engine/program-types.ts';
import { places } from '../../engine/kernels/windows.ts';
import { trainedBy } from './engine.ts';
import { create as createLoop } from './madd-loop.ts';
import type { Options } from './options.ts';
import { operationsOf, type NetworkId } from './recipes.ts';
import { median } from './rounds.ts';
import { modules } from './roster.ts';
import { makeWorkload } from './workloads.ts';

const product = (...sizes: readonly number[]): number => sizes.reduce((all, size) => all * size, 2);

function convolution(args: readonly number[]): number {
  const [batch, channels, height, width, outputs, kernelHeight, kernelWidth] = args;
  const [strideY, strideX, paddingY, paddingX, dilationY, dilationX] = args.slice(7);
  const rows = places(height, kernelHeight, strideY, paddingY, dilationY);
  const columns = places(width, kernelWidth, strideX, paddingX, dilationX);
  return product(batch, channels, outputs, kernelHeight, kernelWidth, rows, columns);
}
const recurrent =
  (gates: number) =>
  ([steps, batch, hidden]: readonly number[]): number =>
    product(steps, batch, hidden, gates * hidden);
const attention =
  (products: number) =>
  ([batch, heads, steps, width]: readonly number[]): number =>
    products * product(batch, heads, steps, steps, width);

/** Multiplications and additions of the kernels that do most of them. The others are counted as none. */
const arithmetic: Readonly<Record<string, (args: readonly number[]) => number>> = {
  matmul: ([rows, columns, inner]) => product(rows, columns, inner),
  convolutionForward: convolution,
  convolutionInputBackward: convolution,
  convolutionWeightsBackward: convolution,
  rnnForward: recurrent(1),
  rnnBackward: recurrent(1),
  gruForward: recurrent(3),
  gruBackward: recurrent(3),
  lstmForward: recurrent(4),
  lstmBackward: recurrent(4),
  recurrentWeightsBackward: ([steps, batch, hidden, columns]) => product(steps, batch, hidden, columns),
  attentionForward: attention(2),
  attentionBackward: attention(4),
};

/** Milliseconds of warming up and of measuring. */
const [WARMUP, TIME] = [700, 2500];

/** Calls that action until the time is up. */
function during(milliseconds: number, action: () => void): void {
  for (const end = performance.now() + milliseconds; performance.now() < end;) action();
}

/** Milliseconds that each action takes: the median over the turns, each of which runs them all in their order. */
function timed(actions: readonly (() => void)[], milliseconds: number): number[] {
  const samples: number[][] = actions.map(() => []);
  during(milliseconds, () => {
    let before = performance.now();
    actions.forEach((action, i) => {
      action();
      const now = performance.now();
      samples[i].push(now - before);
      before = now;
    });
  });
  return samples.map(median);
}

/** The speed of the loop of multiply-adds, in operations a millisecond. */
async function peakOf(id: NetworkId): Promise<number> {
  const { step } = await (await createLoop()).prepare(makeWorkload(id));
  timed([step], WARMUP);
  return operationsOf(id) / timed([step], WARMUP)[0];
}

/** A kernel that does the same work several times, such as once in every layer, and all the time it takes. */
interface Line {
  readonly kernel: string;
  readonly op: string;
  readonly work: number;
  readonly outputs: string[];
  time: number;
}

/** The calls of a plan with their times, equal ones in one line. */
function linesOf(ops: readonly Operation[], times: readonly number[]): Line[] {
  const lines = new Map<string, Line>();
  ops.forEach(({ phase, op, kernel, args, shape, output }, i) => {
    const work = arithmetic[kernel]?.(args) ?? 0;
    const key = [kernel, op, phase, work, ...shape].join();
    const line = lines.get(key) ?? { kernel, op, work, outputs: [], time: 0 };
    line.outputs.push(phase === 'backward' ? `∂${output}` : output);
    line.time += times[i];
    lines.set(key, line);
  });
  return [...lines.values()];
}

async function profile(id: NetworkId): Promise<string> {
  const { program, feed } = trainedBy(makeWorkload(id));
  const { ops } = program;
  during(WARMUP, () => {
    feed();
    program.step();
  });
  const calls = ops.map((_, i) => () => program.run(i, i + 1));
  // what timing itself takes is measured as a call of nothing
  const [feeding, nothing, ...times] = timed([feed, () => program.run(0, 0), ...calls], TIME);
  const [whole] = timed([() => (feed(), program.step())], TIME);
  const peak = await peakOf(id);
  const net = (time: number): number => Math.max(0, time - nothing);
  const lines = [
    { kernel: 'feed', op: '', work: 0, outputs: [''], time: net(feeding) },
    ...linesOf(ops, times.map(net)),
  ].toSorted((a, b) => b.time - a.time);
  const line = (title: string, time: number, work: number): string => {
    const cells = [`${(1000 * time).toFixed(1)} µs`, `${((100 * time) / whole).toFixed(1)} %`];
    const speed = [`${(work / time / 1e6).toFixed(1)} GFLOP/s`, `${((100 * work) / time / peak).toFixed(0)} % of peak`];
    return [title.padEnd(64), ...[...cells, ...(work > 0 ? speed : [])].map((cell) => cell.padStart(14))].join('');
  };
  return [
    `${id}: ${(1000 / whole).toFixed(0)} steps/s; the loop of multiply-adds: ${(peak / 1e6).toFixed(1)} GFLOP/s`,
    line('a step', whole, operationsOf(id)),
    ...lines
      .filter(({ time }) => time > whole / 500)
      .map(({ kernel, op, work, outputs, time }) =>
        line(`${outputs.length} × ${kernel}${op && ` (${op}, ${outputs[0]})`}`, time, outputs.length * work),
      ),
  ].join('\n');
}

/** Prints the profiles that are asked for, on the build that `--peers` names first. */
export async function printProfiles({ peers, profile: ids }: Options): Promise<void> {
  const build = peers.includes('small-nets') ? 'small-nets' : 'small-nets-default';
  const { create } = (await import(modules[build])) as { create: () => { detail: string } };
  console.log(create().detail);
  for (const id of ids) console.log(`\n${await profile(id)}`);
}
