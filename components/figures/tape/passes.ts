/**
 * Both passes over a tape, step by step, as the engine's program runs them: which values and gradients are known after so
 * many steps, what each operation multiplies a gradient by, and what a nudge of any value does to the result.
 */
import { readLeaves, valuesOf } from './expression.ts';
import { tapeOf, type Tape, type TapeNode } from './record.ts';

export interface TapeState {
  expression: string;
  /** As a link writes them. */
  leaves: string;
  /** Steps made; more than there are means all. */
  at: number;
  /** The value that is nudged: a leaf's letter, or a box by its number. */
  picked: string;
  nudge: string;
}

interface Step {
  phase: 'forward' | 'seed' | 'backward';
  node: number;
  /** Operations of the program that have run after it. */
  to: number;
}

/** One operand of an operation: what the operation multiplies the gradient by on its way back to it. */
export interface Link {
  from: number;
  to: number;
  /** 0 for the left operand. */
  side: number;
  slope: number | null;
  /** Its share has been handed back. */
  passed: boolean;
}

export interface Passes {
  values: readonly (number | null)[];
  gradients: readonly (number | null)[];
  links: readonly Link[];
  steps: readonly Step[];
  at: number;
  /** Gradients of the finished pass, whatever the step. */
  whole: { values: readonly (number | null)[]; gradients: readonly (number | null)[] };
  /** The node whose value is nudged. */
  picked: number;
  nudge: number;
  /** What the nudge does to the result, and what value and gradient promised. */
  change: number | null;
  promised: number | null;
  /** The first operation whose value is no number. */
  broken: number | null;
}

const numeric = (value: number): number | null => (Number.isFinite(value) ? value : null);

function stepsOf({ result, program }: Tape): Step[] {
  const { ops } = program;
  const idOf = (label: string) => Number(label.slice(1));
  const steps: Step[] = [];
  ops.forEach(({ phase, op, inputs, output }, i) => {
    if (phase === 'forward') steps.push({ phase, node: idOf(output), to: i + 1 });
    else if (op === 'seed') steps.push({ phase: 'seed', node: result.id, to: i + 1 });
    else {
      const node = idOf(inputs[0]);
      const last = steps[steps.length - 1];
      if (last.phase === 'backward' && last.node === node) last.to = i + 1;
      else steps.push({ phase: 'backward', node, to: i + 1 });
    }
  });
  return steps;
}

/** Each operand's slope, from the engine: its way back is run alone, with a gradient of 1 behind it. */
function linksOf({ nodes, program }: Tape, done: number): Link[] {
  const links: Link[] = nodes.flatMap(({ id, inputs }) =>
    inputs.map((from, side) => ({ from, to: id, side, slope: null, passed: false })),
  );
  program.ops.forEach(({ phase, op, inputs, output }, i) => {
    if (phase !== 'backward' || op === 'seed') return;
    const [to, from] = [inputs[0], output].map((label) => Number(label.slice(1)));
    const link = links.find((each) => each.to === to && each.from === from && each.slope === null);
    if (!link) return;
    program.gradient(nodes[to].tensor)[0] = 1;
    program.gradient(nodes[from].tensor)[0] = 0;
    program.run(i, i + 1);
    link.slope = numeric(program.gradient(nodes[from].tensor)[0]);
    link.passed = i < done;
  });
  return links;
}

/** The node that can be nudged: the one asked for, or the first leaf. */
function nudged({ nodes }: Tape, picked: string): TapeNode {
  const asked = nodes.find((node) => node.live && keyOf(node) === picked);
  return asked ?? nodes.find(({ kind }) => kind === 'leaf') ?? nodes[0];
}

/** How a link names a node: a leaf by its letter, a box by its number. */
export const keyOf = ({ id, kind, sign }: TapeNode): string => (kind === 'leaf' ? sign : `#${id}`);

export function runTape(state: TapeState): Passes {
  const tape = tapeOf(state.expression);
  const { nodes, program, leaves } = tape;
  const steps = stepsOf(tape);
  const at = Math.min(Math.max(0, state.at), steps.length);
  const settle = () => {
    const numbers = valuesOf(leaves, readLeaves(state.leaves));
    const leafNodes = nodes.filter(({ kind }) => kind === 'leaf');
    leafNodes.forEach((leaf) => program.set(leaf.tensor, numbers[leaves.indexOf(leaf.sign)]));
  };
  const value = ({ tensor }: TapeNode) => numeric(program.value(tensor)[0]);
  const gradient = ({ tensor, live }: TapeNode) => (live ? numeric(program.gradient(tensor)[0]) : null);

  settle();
  program.forward();
  program.backward();
  const whole = { values: nodes.map(value), gradients: nodes.map(gradient) };

  const chosen = nudged(tape, state.picked);
  const nudge = Number(state.nudge);
  const before = program.value(tape.result.tensor)[0];
  const made = program.ops.findIndex(({ phase, output }) => phase === 'forward' && output === `#${chosen.id}`);
  program.value(chosen.tensor)[0] += nudge;
  program.run(made + 1, program.ends.forward);
  const change = numeric(program.value(tape.result.tensor)[0] - before);
  const slope = whole.gradients[chosen.id];

  settle();
  program.forward();
  const done = at === 0 ? 0 : steps[at - 1].to;
  const links = linksOf(tape, done);
  if (done > program.ends.forward) program.run(program.ends.forward, done);
  const reached = new Set(steps.slice(0, at).flatMap(({ phase, node }) => (phase === 'forward' ? [node] : [])));
  const begun = new Set(links.flatMap(({ from, passed }) => (passed ? [from] : [])));
  if (steps.slice(0, at).some(({ phase }) => phase === 'seed')) begun.add(tape.result.id);

  return {
    values: nodes.map((node) => (node.kind === 'operation' && !reached.has(node.id) ? null : value(node))),
    gradients: nodes.map((node) => (begun.has(node.id) ? gradient(node) : null)),
    links,
    steps,
    at,
    whole,
    picked: chosen.id,
    nudge,
    change,
    promised: slope === null ? null : slope * nudge,
    broken: nodes.find(({ id }) => whole.values[id] === null)?.id ?? null,
  };
}
