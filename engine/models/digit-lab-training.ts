// Five networks learn to read digits from the same few, each from first weights and in an order of its own, with whatever holds
// them back: penalties on the weights, dropout, digits that are turned, moved and stretched anew each time. Tells after every
// few steps how they do on the digits they learn from and on two piles of held-out ones. Knows no drawing.
import { unpackDigits, type DigitSet } from '../data/digit-set.ts';
import { shelved } from '../data/shelf.ts';
import { cos, exp, log, sin } from '../kernels/math.ts';
import { dense, dropout, sequential } from '../nn/index.ts';
import { softmaxCrossEntropy } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random, type Random } from '../random.ts';
import { input } from '../tensor.ts';
import {
  DIGIT_EVERY,
  DIGIT_STEPS,
  digitLabFiles,
  TEST_DIGITS,
  VALIDATION_DIGITS,
  type DigitLabReading,
  type DigitLabSetting,
} from './digit-lab.ts';
import { NETWORKS } from './five-networks.ts';
import { shrink, SMALL, SMALL_PIXELS, takeExamples, type Examples } from './small-reader.ts';

/** The loss on training digits is that of the first so many of them. */
const JUDGED = 100;
const HIDDEN = 48;
const BATCH = 32;
const RATE = 0.005;
const CLASSES = 10;
/** Digits of a batch that a reading shows. */
const SHOWN = 12;

/** At full strength: radians either way, parts of its size, small pixels. */
const [TURN, STRETCH, MOVE] = [0.3, 0.15, 1];

/** Writes a digit into a row of pixels: turned, stretched and moved at random, up to `strength` times the most. */
export function alter(
  out: Float32Array,
  row: number,
  digits: Examples,
  at: number,
  strength: number,
  luck: Random,
): void {
  const turn = strength * luck.uniform(-TURN, TURN);
  const size = 1 + strength * luck.uniform(-STRETCH, STRETCH);
  const [dx, dy] = [strength * luck.uniform(-MOVE, MOVE), strength * luck.uniform(-MOVE, MOVE)];
  const [c, s] = [cos(turn) / size, sin(turn) / size];
  const centre = (SMALL - 1) / 2;
  const from = digits.pixels.subarray(at * SMALL_PIXELS, (at + 1) * SMALL_PIXELS);
  const ink = (x: number, y: number) => (x < 0 || y < 0 || x >= SMALL || y >= SMALL ? 0 : from[y * SMALL + x]);
  for (let y = 0; y < SMALL; y++)
    for (let x = 0; x < SMALL; x++) {
      const [ox, oy] = [x - centre - dx, y - centre - dy];
      const [px, py] = [c * ox + s * oy + centre, c * oy - s * ox + centre];
      const [ix, iy] = [Math.floor(px), Math.floor(py)];
      const [fx, fy] = [px - ix, py - iy];
      const above = (1 - fx) * ink(ix, iy) + fx * ink(ix + 1, iy);
      const below = (1 - fx) * ink(ix, iy + 1) + fx * ink(ix + 1, iy + 1);
      out[row * SMALL_PIXELS + y * SMALL + x] = (1 - fy) * above + fy * below;
    }
}

let unpacked: DigitSet | undefined;

/** Deals 5,000 digits: so many to learn from, and two piles that are held out. More to learn from leaves the piles as they are. */
export function dealDigits(examples: number, seed: number): Record<'train' | 'validation' | 'test', Examples> {
  unpacked ??= unpackDigits(shelved(digitLabFiles[0]));
  const deck = random(`digits ${seed}`).permutation(unpacked.count);
  const held = VALIDATION_DIGITS + TEST_DIGITS;
  return {
    validation: shrink(unpacked, deck.subarray(0, VALIDATION_DIGITS)),
    test: shrink(unpacked, deck.subarray(VALIDATION_DIGITS, held)),
    train: shrink(unpacked, deck.subarray(held, held + examples)),
  };
}

const makeNet = (rate: number, seed: string) =>
  sequential(
    dense(SMALL_PIXELS, HIDDEN, { activation: 'relu' }),
    ...(rate > 0 ? [dropout(rate, { seed })] : []),
    dense(HIDDEN, CLASSES),
  );

/** Asks a network, without dropout, how it does on some digits: mean cross-entropy, and how many it reads rightly. */
function makeJudge({ count, pixels, labels }: Examples) {
  const logits = makeNet(0, '')
    .forward(input('pixels', [count, SMALL_PIXELS]))
    .named('logits');
  const program = compile({ outputs: [logits], readable: 'asked' });
  program.feed('pixels', pixels);
  const own = [...program.parameters.values()];
  return (weights: Iterable<ArrayLike<number>>) => {
    let i = 0;
    for (const values of weights) own[i++].set(values);
    program.forward();
    const z = program.value('logits');
    let [loss, right] = [0, 0];
    for (let row = 0; row < count; row++) {
      const answer = z.subarray(row * CLASSES, (row + 1) * CLASSES);
      let best = 0;
      for (let k = 1; k < CLASSES; k++) if (answer[k] > answer[best]) best = k;
      let sum = 0;
      for (let k = 0; k < CLASSES; k++) sum += exp(answer[k] - answer[best]);
      loss += log(sum) + answer[best] - answer[labels[row]];
      if (best === labels[row]) right++;
    }
    return { loss: loss / count, right };
  };
}

/** Trains by Adam on minibatches of 32. The first reading comes after the first few steps. */
export function* trainReaders(setting: DigitLabSetting): Generator<DigitLabReading, void, void> {
  const { examples, augmentation, l1, l2, seed } = setting;
  const { train, validation, test } = dealDigits(examples, seed);
  const judged = Array.from({ length: Math.min(JUDGED, examples) }, (_, i) => i);
  const judges = [takeExamples(train, judged), validation].map(makeJudge);
  const judgeSealed = makeJudge(test);
  const networks = Array.from({ length: NETWORKS }, (_, i) => {
    const luck = random(`digits ${seed}`).fork(`network ${i}`);
    const net = makeNet(setting.dropout, `${seed} ${i}`);
    net.initialise(luck.fork('weights'));
    const logits = net.forward(input('pixels', [BATCH, SMALL_PIXELS]));
    const loss = softmaxCrossEntropy(logits, input('labels', [BATCH]));
    const program = compile({ loss, optimizer: adam({ rate: RATE, l1, weightDecay: l2 }) });
    return {
      program,
      order: luck.fork('order'),
      alterations: luck.fork('alter'),
      deck: new Uint32Array(0) as Uint32Array,
      dealt: 0,
      lowest: Infinity,
    };
  });
  const pixels = new Float32Array(BATCH * SMALL_PIXELS);
  const labels = new Float32Array(BATCH);
  let shown = new Uint8Array(0);
  for (let step = 1; step <= DIGIT_STEPS; step++) {
    networks.forEach((network, i) => {
      for (let row = 0; row < BATCH; row++) {
        if (network.dealt === network.deck.length) {
          network.deck = network.order.permutation(examples);
          network.dealt = 0;
        }
        const at = network.deck[network.dealt++];
        labels[row] = train.labels[at];
        if (augmentation > 0) alter(pixels, row, train, at, augmentation, network.alterations);
        else pixels.set(train.pixels.subarray(at * SMALL_PIXELS, (at + 1) * SMALL_PIXELS), row * SMALL_PIXELS);
      }
      network.program.feed('pixels', pixels);
      network.program.feed('labels', labels);
      network.program.step();
      if (i === 0) shown = Uint8Array.from(pixels.subarray(0, SHOWN * SMALL_PIXELS), (ink) => Math.round(3 * ink));
    });
    if (step % DIGIT_EVERY !== 0) continue;
    const [learned, held] = judges.map((judge) => networks.map(({ program }) => judge(program.parameters.values())));
    const sealed = networks.map((network, i) => {
      if (held[i].loss >= network.lowest && step < DIGIT_STEPS) return { loss: 0, right: 0 };
      network.lowest = Math.min(network.lowest, held[i].loss);
      return judgeSealed(network.program.parameters.values());
    });
    yield {
      step,
      train: Float32Array.from(learned, ({ loss }) => loss),
      validation: Float32Array.from(held, ({ loss }) => loss),
      test: Float32Array.from(sealed, ({ loss }) => loss),
      validationRight: Uint16Array.from(held, ({ right }) => right),
      testRight: Uint16Array.from(sealed, ({ right }) => right),
      shown,
    };
  }
}
