// How the network of sound-net.ts learns from a seed: made sounds, minibatches in a seeded order, Adam, a rate that falls along
// half a cosine. And how many sounds a network names rightly.
import { makeSound, soundKinds } from '../data/sounds.ts';
import { BANDS, COLUMNS, spectrogram } from '../data/spectrogram.ts';
import { softmaxCrossEntropy } from '../operations.ts';
import { adam } from '../optim.ts';
import type { Kernels } from '../program-types.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { cosine } from '../schedules.ts';
import { input } from '../tensor.ts';
import { soundGraph, soundListener } from './sound-net.ts';

const CELLS = BANDS * COLUMNS;
export const soundRecipe = { sounds: 1200, batch: 40, steps: 300, rate: 0.01 } as const;

/** A deal of sounds, one of each kind in turn: each is made, as a picture, when it is asked for. */
export function soundDeal(seed: number | string) {
  const rng = random(seed);
  const made = new Map<number, Float32Array>();
  const classOf = (sound: number) => sound % soundKinds.length;
  return {
    classOf,
    picture(sound: number): Float32Array {
      const known = made.get(sound);
      if (known) return known;
      const picture = spectrogram(makeSound(soundKinds[classOf(sound)], rng.fork(String(sound))));
      made.set(sound, picture);
      return picture;
    },
  };
}

/** All parameters in one row, after training on sounds of this seed. */
export function trainSounds(seed: number, kernels: Kernels, steps: number = soundRecipe.steps): Float32Array {
  const { sounds, batch, rate } = soundRecipe;
  const deal = soundDeal(`learn ${seed}`);
  const { layers, logits } = soundGraph(batch);
  const rng = random(seed);
  for (const layer of layers) layer.initialise(rng.fork(layer.name));
  const loss = softmaxCrossEntropy(logits, input('labels', [batch]));
  const program = compile({ loss, optimizer: adam({ rate }), readable: 'asked', kernels });
  const schedule = cosine({ steps: soundRecipe.steps });
  const order = rng.fork('order');
  const hand = new Float32Array(batch * CELLS);
  let deck = order.permutation(sounds);
  for (let step = 0; step < steps; step++) {
    const dealt = (step * batch) % sounds;
    if (dealt === 0) deck = order.permutation(sounds);
    const chosen = deck.subarray(dealt, dealt + batch);
    chosen.forEach((sound, row) => hand.set(deal.picture(sound), row * CELLS));
    program.feed('pictures', hand);
    program.feed('labels', Float32Array.from(chosen, deal.classOf));
    program.optimizer.rate = rate * schedule(step);
    program.step();
  }
  return Float32Array.from([...program.parameters.values()].flatMap((values) => [...values]));
}

/** How many of the first `count` sounds of a deal a network names rightly. */
export function countNamed(row: Float32Array, { picture, classOf }: ReturnType<typeof soundDeal>, count: number) {
  const pictures = new Float32Array(count * CELLS);
  for (let i = 0; i < count; i++) pictures.set(picture(i), i * CELLS);
  const probabilities = soundListener(row, count, 'fast')(pictures);
  let right = 0;
  for (let i = 0; i < count; i++) {
    const own = probabilities.subarray(i * soundKinds.length, (i + 1) * soundKinds.length);
    if (own[classOf(i)] === Math.max(...own)) right++;
  }
  return right;
}
