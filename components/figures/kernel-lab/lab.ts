// What the kernel lab shows: a picture, what a kernel makes of it, and one window's arithmetic; as numbers and as greys.
import {
  PICTURE_HEIGHT,
  PICTURE_WIDTH,
  namedKernels,
  placeNear,
  slideKernel,
  WHITE,
  windowAt,
  type Filtered,
  type KernelName,
  type Slide,
  type WindowSum,
} from '#engine';

export interface LabState extends Record<keyof Slide, string> {
  photo: 'cat' | 'flower';
  weights: readonly number[]; // [9]
  tone: 'light' | 'signed';
  at: readonly [x: number, y: number];
}

export interface Lab {
  /** It is the reader's own. */
  own: boolean;
  /** Hundredths from black to white; null until it has arrived. */
  picture: Uint8Array | null;
  output: Filtered | null;
  window: WindowSum | null;
}

/** How the window slides: the knobs are choices, by name. */
export const slideOf = ({ stride, padding, dilation }: LabState): Slide => ({
  stride: Number(stride),
  padding: Number(padding),
  dilation: Number(dilation),
});

/** The last output: while only the window moves, it stays. */
let last: { picture: Uint8Array; key: string; output: Filtered } | undefined;

function outputOf(picture: Uint8Array, weights: readonly number[], slide: Slide): Filtered {
  const key = [...weights, slide.stride, slide.padding, slide.dilation].join();
  if (last?.picture !== picture || last.key !== key)
    last = { picture, key, output: slideKernel(picture, weights, slide) };
  return last.output;
}

export function look(state: LabState, photo: Uint8Array | undefined, ownImage: Uint8Array | undefined): Lab {
  const picture = ownImage ?? photo;
  if (!picture) return { own: false, picture: null, output: null, window: null };
  const slide = slideOf(state);
  const { row, column } = placeNear(state.at[0], state.at[1], slide);
  return {
    own: ownImage !== undefined,
    picture,
    output: outputOf(picture, state.weights, slide),
    window: windowAt(picture, state.weights, slide, row, column),
  };
}

/** The name of these weights, if they have one. */
export function nameOf(weights: readonly number[]): KernelName | undefined {
  const names = Object.keys(namedKernels) as KernelName[];
  return names.find((name) => namedKernels[name].weights.every((weight, i) => weight === weights[i]));
}

/** A kernel whose weights cancel has answers of both signs: then 0 is shown as grey. */
export const toneFor = (weights: readonly number[]): LabState['tone'] =>
  Math.abs(weights.reduce((sum, weight) => sum + weight, 0)) < 1e-9 ? 'signed' : 'light';

export interface Greys {
  columns: number;
  rows: number;
  /** 0 black, 255 white. */
  bytes: Uint8Array;
}

export const greysOfPicture = (picture: Uint8Array): Greys => ({
  columns: PICTURE_WIDTH,
  rows: PICTURE_HEIGHT,
  bytes: picture.map((level) => Math.round((level / WHITE) * 255)),
});

/** The size that is drawn in full black or white when 0 is grey. */
export const fullTone = ({ values }: Filtered): number =>
  values.reduce((most, value) => Math.max(most, Math.abs(value)), 0.001);

export function greysOfOutput(output: Filtered, tone: LabState['tone']): Greys {
  const full = fullTone(output);
  const shade = tone === 'light' ? (value: number) => value : (value: number) => 0.5 + value / (2 * full);
  const bytes = Uint8Array.from(output.values, (value) => Math.round(255 * Math.min(1, Math.max(0, shade(value)))));
  return { columns: output.columns, rows: output.rows, bytes };
}

/** A name that only these greys have: where the build leaves their picture for pages that run no script, and for paper. */
export function fileOf({ columns, rows, bytes }: Greys): string {
  let [a, b] = [0x811c9dc5, columns * 4099 + rows];
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 0x01000193);
    b = Math.imul(b + byte + 1, 0x5bd1e995) ^ (b >>> 13);
  }
  return [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join('');
}
