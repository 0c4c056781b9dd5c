/** What `Tape` says: how numbers are written in boxes, what a step did, what a nudge showed. Knows no drawing. */
import { fixed, significant } from '../../charts/format.ts';
import type { Passes, TapeState } from './passes.ts';
import { tapeOf, type TapeNode } from './record.ts';

/** At most seven signs. */
export function short(value: number | null): string {
  if (value === null) return 'none';
  const size = Math.abs(value);
  if (size >= 1e5) return value.toExponential(0).replace('e+', 'e').replace('-', '−');
  if (size > 0 && size < 0.0005) return value.toExponential(0).replace('e-', 'e−').replace(/^-/, '−');
  return fixed(value, size < 10 ? 3 : size < 100 ? 2 : size < 1000 ? 1 : 0);
}

/** A leaf by its letter, a box by what is in it, and by its value as well where that does not tell it from another. */
export function nameOf({ kind, sign, id }: TapeNode, nodes: readonly TapeNode[], values: Passes['values']): string {
  if (kind !== 'operation') return sign;
  const alone = nodes.every((other) => other.id === id || other.sign !== sign);
  return alone ? `the ${sign} box` : `the ${sign} box of ${short(values[id])}`;
}

const brackets = (text: string) => (text.startsWith('−') ? `(${text})` : text);

/** "0.500 × (−1.500)" */
const calculation = (node: TapeNode, values: Passes['values']): string =>
  node.write(node.inputs.map((input) => short(values[input])));

/** What a step of either pass did. */
function stepInWords(state: TapeState, { steps, at, values, gradients, links }: Passes): string {
  const { nodes } = tapeOf(state.expression);
  const { phase, node: id } = steps[at - 1];
  const node = nodes[id];
  const forwards = steps.filter((step) => step.phase === 'forward').length;
  if (phase === 'forward')
    return `**Forward, step ${at} of ${forwards}.** ${calculation(node, values)} = **${short(values[id])}**.`;
  const start = `**Backward, step ${at - forwards} of ${steps.length - forwards}.**`;
  if (phase === 'seed') return `${start} The gradient of the result by itself is **1**: here the way back begins.`;
  const shares = links
    .filter(({ to, slope }) => to === id && slope !== null)
    .map(
      ({ from, slope }) =>
        `to ${nameOf(nodes[from], nodes, values)} goes ${short(gradients[id])} × ${brackets(short(slope))} = **${short((gradients[id] ?? 0) * (slope ?? 0))}**`,
    );
  const shared = links.some(({ from, to }) => to === id && links.filter((other) => other.from === from).length > 1);
  return `${start} From ${nameOf(node, nodes, values)}, ${shares.join(', and ')}.${shared ? ' A value that is used twice adds up what comes back.' : ''}`;
}

/** How far two numbers are apart, in words. */
export function agreement(promised: number, change: number): string {
  const largest = Math.max(Math.abs(promised), Math.abs(change));
  const miss = Math.abs(promised - change);
  if (miss === 0) return 'exactly as promised';
  const share = (100 * miss) / largest;
  if (share < 0.0001) return 'as promised, to more than six digits';
  return `off by ${significant(share, 2)} % of it`;
}

export function describe(state: TapeState, passes: Passes): string {
  const { nodes, result } = tapeOf(state.expression);
  const { steps, at, whole, picked, change, promised } = passes;
  if (at === 0) return 'The leaves have their values, and nothing else is known yet. Step forward.';
  if (at < steps.length) return stepInWords(state, passes);
  const [value, gradient] = [whole.values[result.id], whole.gradients[picked]];
  const name = nameOf(nodes[picked], nodes, whole.values);
  if (value === null || gradient === null || change === null || promised === null)
    return `The result has no value here, so that ${name} has no gradient.`;
  return (
    `The result is **${short(value)}**, and its gradient by ${name} is **${short(gradient)}**. A nudge of ${name} by ${state.nudge.replace('e-', ' × 10^−')} ` +
    `should change the result by ${significant(promised, 4)}; it changes it by **${significant(change, 4)}**, ${agreement(promised, change)}.`
  ).replace(
    /1 × 10\^−(\d+)/,
    (_all, digits: string) => `10${[...`-${digits}`].map((c) => (c === '-' ? '⁻' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('')}`,
  );
}

/** Why there is no number, in the words of the operation that broke. */
export function trouble(state: TapeState, { broken, whole }: Passes): string | undefined {
  if (broken === null) return undefined;
  const { nodes } = tapeOf(state.expression);
  return `**No value.** ${calculation(nodes[broken], whole.values)} is no number, and so nothing after it is. Turn a leaf, or change the expression.`;
}
