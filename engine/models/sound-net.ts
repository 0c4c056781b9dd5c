// A convolutional network that listens: it looks at spectrograms and names one of six kinds of sound. Defined, trained from a
// seed on made sounds, and read from its stored weights.
import { fromBase64 } from '../data/base64.ts';
import { makeSound, soundKinds } from '../data/sounds.ts';
import { BANDS, COLUMNS, spectrogram } from '../data/spectrogram.ts';
import { conv2d } from '../nn/convolution.ts';
import { dense } from '../nn/dense.ts';
import type { Layer } from '../nn/layers.ts';
import { maxPool } from '../nn/pool.ts';
import { mean, softmax, softmaxCrossEntropy } from '../operations.ts';
import { adam } from '../optim.ts';
import type { Kernels } from '../program-types.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { schedules } from '../schedules.ts';
import { input } from '../tensor.ts';
import record from './sound-net.json' with { type: 'json' };

const CELLS = BANDS * COLUMNS;
const MAPS = [6, 12] as const;
const soundRecipe = { sounds: 1200, batch: 40, steps: 300, rate: 0.01 } as const;

/** Records the network on an input `pictures` [batch, 1, 32, 32]; its maps end in their means. */
function graph(batch: number) {
  const layers: Layer[] = [
    conv2d(1, MAPS[0], 5, { padding: 'same', activation: 'relu', name: 'first' }),
    maxPool(2, { name: 'firstPool' }),
    conv2d(MAPS[0], MAPS[1], 5, { padding: 'same', activation: 'relu', name: 'second' }),
    maxPool(2, { name: 'secondPool' }),
  ];
  const end = dense(MAPS[1], soundKinds.length, { name: 'end' });
  const seen = layers.reduce((h, layer) => layer.forward(h), input('pictures', [batch, 1, BANDS, COLUMNS]));
  const logits = end.forward(mean(mean(seen, 3), 2)).named('logits');
  return { layers: [...layers, end], logits };
}

/** Sounds dealt in turn, one of each kind, as pictures with their classes. */
export function dealSounds(count: number, seed: number | string) {
  const rng = random(seed);
  const pictures = new Float32Array(count * CELLS);
  for (let i = 0; i < count; i++)
    pictures.set(spectrogram(makeSound(soundKinds[i % soundKinds.length], rng.fork(String(i)))), i * CELLS);
  return { count, pictures, labels: Uint8Array.from({ length: count }, (_, i) => i % soundKinds.length) };
}

/** All parameters in one row, after training on sounds of this seed. */
export function trainSounds(seed: number, kernels: Kernels, steps: number = soundRecipe.steps): Float32Array {
  const { sounds, batch, rate } = soundRecipe;
  const { pictures, labels } = dealSounds(sounds, `learn ${seed}`);
  const { layers, logits } = graph(batch);
  const rng = random(seed);
  for (const layer of layers) layer.initialise(rng.fork(layer.name));
  const loss = softmaxCrossEntropy(logits, input('labels', [batch]));
  const program = compile({ loss, optimizer: adam({ rate }), readable: 'asked', kernels });
  const schedule = schedules.cosine({ steps: soundRecipe.steps });
  const order = rng.fork('order');
  const hand = new Float32Array(batch * CELLS);
  let deck = order.permutation(sounds);
  for (let step = 0; step < steps; step++) {
    const dealt = (step * batch) % sounds;
    if (dealt === 0) deck = order.permutation(sounds);
    const chosen = deck.subarray(dealt, dealt + batch);
    chosen.forEach((sound, row) => hand.set(pictures.subarray(sound * CELLS, (sound + 1) * CELLS), row * CELLS));
    program.feed('pictures', hand);
    program.feed(
      'labels',
      Float32Array.from(chosen, (sound) => labels[sound]),
    );
    program.optimizer.rate = rate * schedule(step);
    program.step();
  }
  return Float32Array.from([...program.parameters.values()].flatMap((values) => [...values]));
}

/** A network that listens to `batch` pictures at a time, with these parameters. */
export function soundListener(row: Float32Array, batch = 1, kernels: Kernels = 'plain') {
  const program = compile({ outputs: [softmax(graph(batch).logits).named('probabilities')], kernels });
  let at = 0;
  for (const values of program.parameters.values()) values.set(row.subarray(at, (at += values.length)));
  return (pictures: Float32Array): Float32Array => {
    program.feed('pictures', pictures);
    program.forward();
    return Float32Array.from(program.value('probabilities'));
  };
}

/** How many of these sounds a network names rightly. */
export function countNamed(row: Float32Array, { count, pictures, labels }: ReturnType<typeof dealSounds>): number {
  const probabilities = soundListener(row, count, 'fast')(pictures);
  let right = 0;
  for (let i = 0; i < count; i++) {
    const own = probabilities.subarray(i * soundKinds.length, (i + 1) * soundKinds.length);
    if (own[labels[i]] === Math.max(...own)) right++;
  }
  return right;
}

/** The file as it is stored: made by scripts/sound-net.ts. */
export interface SoundNetFile {
  /** Sounds that no network learned from, and how many each of five seeds names rightly. */
  of: number;
  right: number[];
  /** The first parameters of the first network after three updates, as stored: by them a test knows the training again. */
  begun: number[];
  /** Parameters of the first, in thousandths, 16 bits each. */
  weights: string;
}

const file = record as SoundNetFile;
export const soundRecord = { of: file.of, right: file.right, trainedOn: soundRecipe.sounds, begun: file.begun };

/** Parameters as they are stored. */
export function soundWeights(): Float32Array {
  const bytes = fromBase64(file.weights);
  const view = new DataView(bytes.buffer);
  return Float32Array.from({ length: bytes.length / 2 }, (_, i) => view.getInt16(2 * i, true) / 1000);
}
