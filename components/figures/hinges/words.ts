/** What the figure `hinges` says of its three neurons, and how a run is taken over by a hand. Knows no drawing. */
import { HINGE_EDGE, kinkOf, netOfKinks, useOf, type HingeActivation, type HingeNet, type WantedName } from '#engine';
import type { HingesFrame } from '#engine/jobs';
import { count, fixed } from '../../charts/format.ts';

export interface HingesState {
  first: number;
  second: number;
  third: number;
  v1: number;
  v2: number;
  v3: number;
  c: number;
  activation: HingeActivation;
  wanted: WantedName;
}

/** How far to the sides kinks may be put: a little beyond the examples. */
export const REACH = 2.4;
export const STEEPEST = 3;
export const ORDINALS = ['first', 'second', 'third'] as const;

export const netOf = ({ first, second, third, v1, v2, v3, c }: HingesState): HingeNet =>
  netOfKinks([first, second, third], [v1, v2, v3], c);

export const last = (frames: readonly HingesFrame[]): HingesFrame => frames[frames.length - 1];

/** A neuron is only called dead when its slope is zero there; a leaky one is asleep. */
const useWords = (activation: HingeActivation) => ({
  bends: '',
  dead: activation === 'relu' ? 'dead: 0 at every example' : 'only leaks: no bend among the examples',
  straight: 'always on: no bend among the examples',
});

export const useNote = (net: HingeNet, neuron: number, activation: HingeActivation): string =>
  useWords(activation)[useOf(net, neuron)];

/** "first neuron is", "first and third neurons are". */
const subject = (names: readonly string[], one: string, many: string): string =>
  names.length > 1
    ? `${names.slice(0, -1).join(', ')} and ${names[names.length - 1]} neurons ${many}`
    : `${names[0]} neuron ${one}`;

export function tell({ activation, wanted }: HingesState, frames: readonly HingesFrame[]): string {
  const { net, gap } = last(frames);
  const uses = ORDINALS.map((_, i) => useOf(net, i));
  const bends = `**${count(uses.filter((use) => use === 'bends').length, 'bend')}**`;
  const silent = ORDINALS.filter((_, i) => uses[i] === 'dead');
  const steps = 2 * (frames.length - 1);
  const isThere = gap < 0.005;
  const far = isThere ? 'the wanted one' : `at most **${fixed(gap)}** away from the ${wanted}`;
  const curve = steps
    ? `After **${steps}** steps of learning the curve has ${bends} and is ${far}.`
    : `${bends} among the examples; the curve is ${far}.`;
  if (silent.length === 0) return curve;
  return activation === 'relu'
    ? `${curve} The ${subject(silent, 'is', 'are')} **dead**: 0 at every example.`
    : `${curve} The ${subject(silent, 'only leaks', 'only leak')}.`;
}

const inside = (value: number, most: number) => Number(Math.min(most, Math.max(-most, value)).toFixed(2)) + 0;

/**
 * The knobs at which the net stands, learned or laid: a hand takes over from there. A neuron with a positive weight w has the
 * same graph as one with weight 1 whose outer weight is w times as large; undefined when some neuron has none of that.
 */
export function takenOver(net: HingeNet): Omit<HingesState, 'activation' | 'wanted'> | undefined {
  if (net.weights.some((weight) => weight <= 0)) return undefined;
  const [first, second, third] = ORDINALS.map((_, i) => inside(kinkOf(net, i), REACH));
  const [v1, v2, v3] = net.outer.map((outer, i) => inside(outer * net.weights[i], STEEPEST));
  return { first, second, third, v1, v2, v3, c: inside(net.offset, 1) };
}

export const EDGE = HINGE_EDGE;
