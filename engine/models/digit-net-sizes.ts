// How large the four digit networks of digit-nets.ts are, and where their weights lie: all that a page needs to speak of them
// without building one.
import { CLASSES } from '../data/classes.ts';
import { PIXELS, SIDE } from '../data/digit-set.ts';

/** `flat`: a dense layer sees every place of the last maps. `pooled`: each map ends in one number, its mean. */
export const netNames = ['flat', 'pooled', 'lean', 'wide'] as const;
export type NetName = (typeof netNames)[number];

/** Filters of the first layer of the convolutional ones, their side, and the maps of the second layer. */
export const FILTERS = 8;
export const KERNEL = 5;
export const MAPS = 16;
/** The sides of the maps behind its two poolings. */
export const MAP_SIDE = SIDE / 2;
export const TOP_SIDE = SIDE / 4;
/** Maps of the third layer, which only `pooled` has. */
export const TOP_MAPS = 18;
/** Hidden neurons of the dense ones: as many parameters as `flat`, and as many as the digit network of chapter 1. */
export const HIDDEN_NEURONS = { lean: 14, wide: 96 } as const;

const affine = (from: number, to: number) => (from + 1) * to;
const slides = (from: number, to: number) => affine(from * KERNEL * KERNEL, to);
const eye = slides(1, FILTERS) + slides(FILTERS, MAPS);
const twoLayers = (hidden: number) => affine(PIXELS, hidden) + affine(hidden, CLASSES);

/** How many parameters each has. */
export const netParameters: Readonly<Record<NetName, number>> = {
  flat: eye + affine(MAPS * TOP_SIDE * TOP_SIDE, CLASSES),
  pooled: eye + slides(MAPS, TOP_MAPS) + affine(TOP_MAPS, CLASSES),
  lean: twoLayers(HIDDEN_NEURONS.lean),
  wide: twoLayers(HIDDEN_NEURONS.wide),
};

/** Files under public/: the recorded network of `flat` whole, and one of each of the others. */
export const cnnFile = { path: 'models/cnn.safetensors', bytes: 45_600 } as const;
export const shiftFile = { path: 'models/shift.safetensors', bytes: 197_948 } as const;
