// Where the neurons of the playground's net stand, in pixels, and how the weights between them are drawn: a few paths in all.
import type { NetShape } from './texts.ts';
import { placesOf, sizesOf } from '#engine';
import { round } from '../../charts/path.ts';

export interface NetLayout {
  /** Side of a neuron's square. */
  box: number;
  /** Height over the net for the names of its layers; 0 where they would not fit. */
  head: number;
  /** Room of a neuron, for fingers. */
  room: readonly [width: number, height: number];
  /** The middle of a neuron; layer 0 are the features. */
  place: (layer: number, neuron: number) => readonly [x: number, y: number];
}

/** Columns narrower than this have no name over them. */
const NAMED = 70;

export function netLayout(sizes: readonly number[], width: number, height: number): NetLayout {
  const most = Math.max(...sizes, 3);
  const across = width / sizes.length;
  const head = across >= NAMED ? 24 : 0;
  const down = (height - head) / most;
  const box = Math.max(14, Math.min(64, across * 0.64, down * 0.84));
  const left = box / 2 + 2;
  const gap = (width - box - 4) / Math.max(1, sizes.length - 1);
  const pitch = Math.min(down, box * 1.6);
  return {
    box,
    head,
    room: [Math.min(across, box * 2), pitch],
    place: (layer, neuron) => [left + layer * gap, (height + head) / 2 + (neuron - (sizes[layer] - 1) / 2) * pitch],
  };
}

export interface Wire {
  sign: 'plus' | 'minus';
  width: number;
  faint: boolean;
  path: string;
}

const WIDTHS = [0.8, 1.8, 3, 4.4, 6];
/** The size of a weight that is drawn at full width. */
const FULL = 2;

/** All weights as at most twenty paths; those that do not lead to the chosen neuron are faint, if there is one. */
export function wires(
  shape: NetShape,
  weights: ArrayLike<number>,
  layout: NetLayout,
  chosen?: readonly [number, number],
): Wire[] {
  const sizes = sizesOf(shape);
  const found = new Map<string, Wire>();
  placesOf(sizes).layers.forEach((place, l) => {
    for (let from = 0; from < place.inputs; from++)
      for (let to = 0; to < place.outputs; to++) {
        const weight = weights[place.weights + from * place.outputs + to];
        if (!weight) continue;
        const level = Math.min(
          WIDTHS.length - 1,
          Math.floor((Math.min(FULL, Math.abs(weight)) / FULL) * WIDTHS.length),
        );
        const sign = weight < 0 ? 'minus' : 'plus';
        const faint = chosen !== undefined && (chosen[0] !== l + 1 || chosen[1] !== to);
        const key = `${sign} ${level} ${faint}`;
        const wire = found.get(key) ?? { sign, width: WIDTHS[level], faint, path: '' };
        const [a, b] = [layout.place(l, from), layout.place(l + 1, to)];
        const [start, end] = [a[0] + layout.box / 2, b[0] - layout.box / 2];
        const middle = round((start + end) / 2);
        wire.path += `M${round(start)} ${round(a[1])}C${middle} ${round(a[1])} ${middle} ${round(b[1])} ${round(end)} ${round(b[1])}`;
        found.set(key, wire);
      }
  });
  return [...found.values()].sort((a, b) => Number(b.faint) - Number(a.faint) || a.width - b.width);
}

/** "x₁", "neuron 2 of layer 1", "output". */
export function nameOf(shape: NetShape, labels: readonly string[], layer: number, neuron: number): string {
  if (layer === 0) return labels[neuron];
  if (layer <= shape.layers.length) return `neuron ${neuron + 1} of layer ${layer}`;
  return shape.answer === 'softmax' ? `output ${neuron + 1}` : 'output';
}
