// Trains the two networks of translator.ts on pairs of phrases: the decoder is given the right letters so far and learns the next one
// (teacher forcing). Adam, a rate that falls along half a cosine. Reads how many phrases it writes without a mistake.
import {
  BLANK,
  ENGLISH,
  englishLetters,
  FRENCH,
  frenchLetter,
  frenchLetters,
  SOURCE,
  TARGET,
  type Pair,
  type PhraseSet,
} from '../data/phrases.ts';
import { dense, embedding, gru } from '../nn/index.ts';
import {
  add,
  index,
  matmul,
  multiply,
  reshape,
  softmax,
  softmaxCrossEntropy,
  sum,
  tanh,
  transpose,
} from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { cosine } from '../schedules.ts';
import { input, type Tensor } from '../tensor.ts';
import { mostLikely } from '../data/classes.ts';
import {
  EXAMINED,
  groupOf,
  lengthGroups,
  PHRASE_EVERY,
  PHRASE_STEPS,
  PHRASE_VECTOR,
  shownPhrases,
  translatorWidths,
  type TranslatorReading,
  type TranslatorSetting,
} from './translator.ts';

const BATCH = 32;
const RATE = 0.006;
/** Added to the score of a place where there is no letter. */
const NOWHERE = -10_000;
/** Phrases that sit an exam at a time: the two exams have 300 and 150. */
const CLASS = 15;

/** Phrases as the network takes them, time first; English ones stand at the end of their row, so that all end together. */
function spell(pairs: readonly Pair[]) {
  const count = pairs.length;
  const source = new Float32Array(SOURCE * count);
  const given = new Float32Array(TARGET * count);
  const labels = new Float32Array(TARGET * count);
  const mask = new Float32Array(count * SOURCE);
  pairs.forEach(([from, to], row) => {
    const [read, written] = [englishLetters(from), frenchLetters(to)];
    const blanks = SOURCE - read.length;
    mask.fill(NOWHERE, row * SOURCE, row * SOURCE + blanks);
    read.forEach((letter, i) => (source[(blanks + i) * count + row] = letter));
    written.forEach((letter, i) => {
      labels[i * count + row] = letter;
      if (i + 1 < TARGET) given[(i + 1) * count + row] = letter;
    });
  });
  return { source, given, labels, mask };
}

function makeNet({ name, seed }: TranslatorSetting) {
  const width = translatorWidths[name];
  const luck = random(seed);
  const read = embedding(ENGLISH, PHRASE_VECTOR, { name: 'read' });
  const write = embedding(FRENCH, PHRASE_VECTOR, { name: 'write' });
  const encoder = gru(PHRASE_VECTOR, width, { name: 'encoder' });
  const decoder = gru(PHRASE_VECTOR, width, { name: 'decoder' });
  const mix = dense(width, width, { name: 'mix' });
  const seen = dense(width, width, { name: 'seen' });
  const end = dense(width, FRENCH, { name: 'end' });
  for (const layer of [read, write, encoder, decoder, mix, seen, end]) layer.initialise(luck.fork(layer.name));

  const forward = (count: number) => {
    const source = input('source', [SOURCE, count]);
    const given = input('given', [TARGET, count]);
    const states = encoder.forward(read.forward(source)); // [source, count, width]
    const heads = decoder.forward(write.forward(given), index(states, SOURCE - 1)); // [target, count, width]
    let mixed = mix.forward(reshape(heads, [TARGET * count, width]));
    let mask: Tensor | undefined;
    let looks: Tensor | undefined;
    if (name === 'attention') {
      mask = input('mask', [count, 1, SOURCE]);
      const keys = reshape(transpose(states, [1, 0, 2]), [count, 1, SOURCE, width]);
      const queries = reshape(transpose(heads, [1, 0, 2]), [count, TARGET, 1, width]);
      looks = softmax(add(sum(multiply(queries, keys), -1), mask)).named('looks'); // [count, target, source]
      const context = sum(multiply(reshape(looks, [count, TARGET, SOURCE, 1]), keys), 2); // [count, target, width]
      const rows = reshape(transpose(context, [1, 0, 2]), [TARGET * count, width]);
      mixed = add(mixed, matmul(rows, seen.parameters[0]));
    }
    return { source, given, mask, looks, scores: end.forward(tanh(mixed)).named('scores') };
  };
  return { luck, forward };
}
type Net = ReturnType<typeof makeNet>;
type Weights = Iterable<readonly [string, ArrayLike<number>]>;

function reader(net: Net, count: number) {
  const graph = net.forward(count);
  const outputs = graph.looks ? [graph.scores, graph.looks] : [graph.scores];
  const program = compile({ outputs, kernels: 'fast', readable: 'asked' });
  const feed = (pairs: readonly Pair[]) => {
    const spelt = spell(pairs);
    program.feed(graph.source, spelt.source);
    program.feed(graph.given, spelt.given);
    if (graph.mask) program.feed(graph.mask, spelt.mask);
    return spelt;
  };
  const answer = (row: number, step: number) => {
    const at = (step * count + row) * FRENCH;
    return mostLikely(program.value(graph.scores).subarray(at, at + FRENCH));
  };
  return { program, graph, feed, answer };
}

/**
 * How many phrases of each length a network would write without a mistake: each letter right, the ones before it being right.
 * A class at a time, with a pause after each.
 */
function examiner(net: Net, pairs: readonly Pair[]) {
  const { program, feed, answer } = reader(net, CLASS);
  return function* (weights: Weights): Generator<undefined, number[], void> {
    program.load(weights);
    const right = lengthGroups.map(() => 0);
    for (let first = 0; first < pairs.length; first += CLASS) {
      const sitting = pairs.slice(first, first + CLASS);
      const { labels } = feed(sitting);
      program.forward();
      sitting.forEach(([from, to], row) => {
        for (let step = 0; step <= to.length; step++) if (answer(row, step) !== labels[step * CLASS + row]) return;
        right[groupOf(from)]++;
      });
      yield;
    }
    return right;
  };
}

/** Lets a network write, with a pause after each letter: the one that it thinks likeliest is given back to it. */
function scribe(net: Net) {
  const pairs = shownPhrases.map((phrase): Pair => [phrase, '']);
  const { program, graph, feed, answer } = reader(net, pairs.length);
  const { given } = feed(pairs);
  return function* (weights: Weights): Generator<undefined, Pick<TranslatorReading, 'written' | 'looks'>, void> {
    program.load(weights);
    given.fill(BLANK);
    const written = pairs.map(() => '');
    const done = pairs.map(() => false);
    for (let step = 0; step < TARGET; step++) {
      program.feed(graph.given, given);
      program.forward();
      pairs.forEach((_, row) => {
        const letter = answer(row, step);
        done[row] ||= letter === BLANK;
        if (!done[row]) written[row] += frenchLetter(letter);
        if (step + 1 < TARGET) given[(step + 1) * pairs.length + row] = letter;
      });
      yield;
    }
    const { looks } = graph;
    if (!looks) return { written, looks: [] };
    const all = program.value(looks);
    return {
      written,
      looks: pairs.map(([from], row) =>
        Float32Array.from({ length: written[row].length * from.length }, (_, i) => {
          const [step, letter] = [Math.floor(i / from.length), i % from.length];
          return all[(row * TARGET + step) * SOURCE + SOURCE - from.length + letter];
        }),
      ),
    };
  };
}

/** The reading before training, and one after every twenty-five updates; in between, whatever else takes its time yields nothing. */
export function* trainTranslator(
  { train, held }: PhraseSet,
  setting: TranslatorSetting,
): Generator<TranslatorReading | undefined, void, void> {
  const net = makeNet(setting);
  const graph = net.forward(BATCH);
  const loss = softmaxCrossEntropy(graph.scores, input('labels', [TARGET * BATCH]));
  const optimizer = adam({ rate: RATE, clip: { norm: 1 } });
  const program = compile({ loss, optimizer, kernels: 'fast', readable: 'asked' });
  const [learnedExam, heldExam, write] = [examiner(net, train.slice(0, EXAMINED)), examiner(net, held), scribe(net)];
  function* read(step: number, bits: number | null): Generator<undefined, TranslatorReading, void> {
    const weights = program.parameters;
    const [learned, own] = [yield* learnedExam(weights), yield* heldExam(weights)];
    return { step, loss: bits, learned, held: own, ...(yield* write(weights)) };
  }
  yield yield* read(0, null);

  const deck = net.luck.fork('order');
  let [order, dealt] = [deck.permutation(train.length), 0];
  const schedule = cosine({ steps: PHRASE_STEPS });
  let total = 0;
  for (let step = 1; step <= PHRASE_STEPS; step++) {
    if (dealt + BATCH > order.length) [order, dealt] = [deck.permutation(train.length), 0];
    const hand = Array.from(order.subarray(dealt, (dealt += BATCH)), (at) => train[at]);
    const { source, given, labels, mask } = spell(hand);
    program.feed(graph.source, source);
    program.feed(graph.given, given);
    if (graph.mask) program.feed(graph.mask, mask);
    program.feed('labels', labels);
    optimizer.rate = RATE * schedule(step - 1);
    total += program.step() / Math.LN2;
    yield;
    if (step % PHRASE_EVERY !== 0) continue;
    yield yield* read(step, total / PHRASE_EVERY);
    total = 0;
  }
}
