/**
 * The small grey pictures over which kernels slide: 128 × 96 pixels, each a whole number of hundredths from 0 (black) to
 * 100 (white), so that every pixel can be written down with two decimals and checked by hand. Makes them from photographs
 * of any size; knows neither where those come from nor what is done with them.
 */
export const PICTURE_WIDTH = 128;
export const PICTURE_HEIGHT = 96;
export const PICTURE_PIXELS = PICTURE_WIDTH * PICTURE_HEIGHT;
/** What a pixel of white holds. */
export const WHITE = 100;

/** A rectangle of a photograph, in its pixels. */
export interface Crop {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** The largest rectangle of 4 : 3 in the middle of a photograph. */
export function middle(width: number, height: number): Crop {
  const scale = Math.min(width / PICTURE_WIDTH, height / PICTURE_HEIGHT);
  const size = { width: scale * PICTURE_WIDTH, height: scale * PICTURE_HEIGHT };
  return { left: (width - size.width) / 2, top: (height - size.height) / 2, ...size };
}

/** Shares of the `to` equal parts of an interval in the pixels that they cover: first pixel and weights, part by part. */
function shares(from: number, length: number, to: number, limit: number): { first: number; weights: number[] }[] {
  return Array.from({ length: to }, (_, i) => {
    const [start, end] = [from + (length * i) / to, from + (length * (i + 1)) / to];
    const first = Math.floor(start);
    const last = Math.min(limit, Math.ceil(end - 1e-9));
    const weights: number[] = [];
    for (let at = first; at < last; at++) weights.push((Math.min(end, at + 1) - Math.max(start, at)) / (end - start));
    return { first, weights };
  });
}

/**
 * A photograph's brightness (0.299 red + 0.587 green + 0.114 blue, as television weighs them), averaged over the part of
 * the crop that each of the small pixels covers, in hundredths.
 * @param rgba four bytes a pixel, [height, width, 4]; see-through pixels lie on white
 * @throws RangeError when the bytes do not fit the size
 */
export function greyPicture(
  rgba: ArrayLike<number>,
  width: number,
  height: number,
  crop = middle(width, height),
): Uint8Array {
  if (width < 1 || height < 1 || rgba.length !== 4 * width * height)
    throw new RangeError(`greyPicture: ${rgba.length} bytes for ${width} × ${height} pixels`);
  const columns = shares(crop.left, crop.width, PICTURE_WIDTH, width);
  const rows = shares(crop.top, crop.height, PICTURE_HEIGHT, height);
  const levels = new Uint8Array(PICTURE_PIXELS);
  rows.forEach((down, y) =>
    columns.forEach((across, x) => {
      let sum = 0;
      down.weights.forEach((share, i) => {
        for (let j = 0; j < across.weights.length; j++) {
          const at = 4 * ((down.first + i) * width + across.first + j);
          const grey = 0.299 * rgba[at] + 0.587 * rgba[at + 1] + 0.114 * rgba[at + 2];
          const cover = rgba[at + 3] / 255;
          sum += share * across.weights[j] * (cover * grey + (1 - cover) * 255);
        }
      });
      levels[y * PICTURE_WIDTH + x] = Math.round((sum / 255) * WHITE);
    }),
  );
  return levels;
}

/**
 * The levels of a file of such pixels, a byte each.
 * @throws RangeError when it is no such file
 */
export function readGreyPicture(file: Uint8Array): Uint8Array {
  if (file.length !== PICTURE_PIXELS || file.some((level) => level > WHITE))
    throw new RangeError(`picture: ${file.length} bytes are not ${PICTURE_PIXELS} levels from 0 to ${WHITE}`);
  return file;
}
