// The reader's own image: read, cut to 4 : 3, made small and grey, all in this page. It is never sent anywhere, and it is not
// part of a link. Every way in which a file can fail has its sentence.
import { greyPicture } from '#engine';

const MOST_MEGABYTES = 40;
const MOST_MEGAPIXELS = 80;
/** Longest side in pixels to which a browser shrinks it before its brightness is averaged. */
const AHEAD = 512;

/** Why a file was not taken, as a sentence for the reader. */
class Refusal extends Error {}

async function read(file: File): Promise<Uint8Array> {
  const megabytes = file.size / 1e6;
  if (file.size === 0) throw new Refusal('That file is empty.');
  if (megabytes > MOST_MEGABYTES)
    throw new Refusal(`That file has ${Math.round(megabytes)} MB. Please choose one of at most ${MOST_MEGABYTES} MB.`);
  if (file.type !== '' && !file.type.startsWith('image/'))
    throw new Refusal('That file is not an image. A photograph as JPEG, PNG or WebP will do.');
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new Refusal(
      'That file could not be read as an image: it is damaged, or of a kind this browser does not know.',
    );
  });
  try {
    if (bitmap.width * bitmap.height > MOST_MEGAPIXELS * 1e6)
      throw new Refusal(`That image has ${bitmap.width} × ${bitmap.height} pixels, too many to shrink here.`);
    const shrink = Math.min(1, AHEAD / Math.max(bitmap.width, bitmap.height));
    const width = Math.max(1, Math.round(bitmap.width * shrink));
    const height = Math.max(1, Math.round(bitmap.height * shrink));
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width, height });
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Refusal('This browser lends no canvas to shrink the image on.');
    context.imageSmoothingQuality = 'high';
    context.drawImage(bitmap, 0, 0, width, height);
    return greyPicture(context.getImageData(0, 0, width, height).data, width, height);
  } finally {
    bitmap.close();
  }
}

export class OwnImage {
  /** Hundredths from black to white, as the photographs. */
  levels: Uint8Array | undefined = $state.raw();
  /** Why the last file was not taken. */
  refusal: string | undefined = $state();
  /** Counts the files, so that a slow one does not replace a later one. */
  #asked = 0;

  async take(file: File): Promise<void> {
    const mine = ++this.#asked;
    this.refusal = undefined;
    try {
      const levels = await read(file);
      if (mine === this.#asked) this.levels = levels;
    } catch (error) {
      if (mine !== this.#asked) return;
      this.refusal = `${error instanceof Refusal ? error.message : 'That image could not be made small here.'} The picture stays as it was.`;
    }
  }

  remove(): void {
    this.#asked++;
    this.levels = undefined;
    this.refusal = undefined;
  }
}
