/**
 * The seven functions of `ActivationGallery`, what one of them makes of a sum, after one layer or several, and the words for
 * it. Knows no drawing.
 */
import { activations, saturated, throughChain, type ActivationName } from '#engine';
import { count, fixed } from '../../charts/format.ts';

export type Shown = Exclude<ActivationName, 'linear'>;

export const SHOWN: Record<Shown, string> = {
  step: 'Step',
  sigmoid: 'Sigmoid',
  tanh: 'Tanh',
  relu: 'ReLU',
  leakyRelu: 'Leaky ReLU',
  gelu: 'GELU',
  silu: 'SiLU',
};
export const names = Object.keys(SHOWN) as readonly Shown[];

export const REACH = 6;

export interface GalleryState {
  activation: Shown;
  z: number;
  layers: number;
}

export function readGallery({ activation, z, layers }: GalleryState) {
  return {
    /** What each of the seven answers, and how much of a nudge comes through. */
    rows: names.map((name) => ({ name, ...throughChain(name, z, layers) })),
    ...throughChain(activation, z, layers),
    zones: saturated(activation, [-REACH, REACH], layers),
  };
}
export type GalleryData = ReturnType<typeof readGallery>;

/** A share that may be very small: 0.0707, then one in so many. */
export function share(slope: number): string {
  const size = Math.abs(slope);
  if (size === 0) return '0';
  if (size >= 0.001) return fixed(slope, size < 0.1 ? 4 : 3);
  const oneIn = 1 / size;
  const round = Number(oneIn.toPrecision(2));
  const words =
    round >= 1e12
      ? 'less than one in a million million'
      : `one in ${round >= 1e6 ? `${fixed(round / 1e6, round < 1e7 ? 1 : 0)} million` : round.toLocaleString('en-GB')}`;
  return slope < 0 ? `minus ${words}` : words;
}

/** The same for a narrow column: 0.071, 4 × 10⁻⁷. */
export function shortShare(slope: number): string {
  const size = Math.abs(slope);
  if (size === 0) return '0';
  if (size >= 0.001) return fixed(slope, 3);
  const power = Math.floor(Math.log10(size));
  const raised = [...String(-power)].map((digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(digit)]).join('');
  return `${slope < 0 ? '−' : ''}10⁻${raised}`;
}

export function tell({ activation, z, layers }: GalleryState, { value, slope }: GalleryData): string {
  const { label } = activations[activation];
  const start =
    layers === 1
      ? `Of the sum ${fixed(z)} the ${label} makes **${fixed(value, 3)}**.`
      : `Through **${count(layers, 'layer')}** of ${label}, the sum ${fixed(z)} becomes **${fixed(value, 3)}**.`;
  if (slope === 0) return `${start} Its slope there is **0**: a small nudge of the sum changes nothing at all.`;
  return layers === 1
    ? `${start} Its slope there is **${share(slope)}**: nudge the sum by 0.1, and the answer moves by about ${fixed(slope * 0.1, Math.abs(slope) < 0.1 ? 4 : 3)}.`
    : `${start} Of a small nudge at the beginning **${share(slope)}** is left.`;
}
