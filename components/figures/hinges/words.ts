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
export const WANTED: Record<WantedName, string> = { tent: 'tent', plateau: 'plateau' };

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

const list = (names: readonly string[]) => names.join(' and ').replace(/ and (?=.* and )/, ', ');

export function tell({ activation, wanted }: HingesState, frames: readonly HingesFrame[]): string {
  const { net, gap } = last(frames);
  const uses = ORDINALS.map((_, i) => useOf(net, i));
  const bends = uses.filter((use) => use === 'bends').length;
  const dead = ORDINALS.filter((_, i) => uses[i] === 'dead');
  const steps = 2 * (frames.length - 1);
  const start = steps
    ? `After **${steps}** steps of learning the curve has **${count(bends, 'bend')}**`
    : `**${count(bends, 'bend')}** among the examples`;
  const far =
    gap < 0.005 ? 'and is the wanted one' : `and is at most **${fixed(gap)}** away from the ${WANTED[wanted]}`;
  const end =
    dead.length > 0
      ? activation === 'relu'
        ? ` The ${list(dead)} neuron ${dead.length > 1 ? 'are' : 'is'} **dead**: 0 at every example.`.replace(
            'neuron are',
            'neurons are',
          )
        : ` The ${list(dead)} neuron${dead.length > 1 ? 's' : ''} only leak${dead.length > 1 ? '' : 's'}.`
      : '';
  return `${start}${steps ? ' ' : '; the curve is '}${steps ? far : far.replace('and is ', '')}.${end}`;
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
