// How one attention layer and a GRU learn the recall of reach.ts, from the same lists: Adam at the same rate. A frame tells how many
// of the last lists were answered rightly, and what the attention looked at on the list that is shown.
import { dense, embedding, gru, selfAttention } from '../nn/index.ts';
import { add, index, softmaxCrossEntropy, transpose } from '../operations.ts';
import { adam } from '../optim.ts';
import { compile } from '../program.ts';
import { random } from '../random.ts';
import { input, type Tensor } from '../tensor.ts';
import { mostLikely } from '../data/classes.ts';
import {
  dealLists,
  REACH_BATCH,
  REACH_COLOURS,
  REACH_EVERY,
  REACH_HIDDEN,
  REACH_LETTERS,
  REACH_RATE,
  REACH_STEPS,
  REACH_WIDTH,
  shownList,
  type Lists,
  type ReachLearner,
} from './reach.ts';

export interface ReachReading {
  /** Updates made so far. */
  step: number;
  /** The share of lists, new to it, that the learner answered rightly in the last updates; chance before the first. */
  right: number;
  /** For each place of the shown list how much the question looks at it; of the GRU null. */
  weights: Float32Array | null;
  /** What it answers to the shown list. */
  answer: number;
}

/** The layers of a learner: colours and letters [lists, places] → scores of letters [lists, 26]. */
function makeLearner(kind: ReachLearner, seed: number) {
  const luck = random(seed).fork(kind);
  const d = REACH_WIDTH;
  const colour = embedding(REACH_COLOURS + 1, d, { name: 'colour' });
  const letter = embedding(REACH_LETTERS + 1, d, { name: 'letter' });
  const look = selfAttention(d, { name: 'look' });
  const cell = gru(d, REACH_HIDDEN, { name: 'cell' });
  const end = dense(kind === 'attention' ? d : REACH_HIDDEN, REACH_LETTERS, { name: 'end' });
  const layers = kind === 'attention' ? [colour, letter, look, end] : [colour, letter, cell, end];
  for (const layer of layers) layer.initialise(luck.fork(layer.name));
  const forward = (colours: Tensor, letters: Tensor): Tensor => {
    const x = add(colour.forward(colours), letter.forward(letters)); // [lists, places, width]
    const places = x.shape[1];
    if (kind === 'attention') return end.forward(index(look.forward(x), places - 1, 1));
    return end.forward(index(cell.forward(transpose(x, [1, 0, 2])), places - 1));
  };
  const parameters = layers.reduce((sum, layer) => sum + layer.parameters.reduce((all, { size }) => all + size, 0), 0);
  return { forward, parameters };
}

export const reachParameters = (kind: ReachLearner): number => makeLearner(kind, 1).parameters;

/**
 * The reading before training, and one after every 20 updates; after each of the others nothing. With pauses, one pair and so
 * many empty places.
 */
export function* trainReach(
  kind: ReachLearner,
  size: number,
  seed: number,
  pauses = 0,
): Generator<ReachReading | undefined, void, void> {
  const net = makeLearner(kind, seed);
  const places = size + pauses + 1;
  const fed = (lists: number) => ({
    colours: input('colours', [lists, places]),
    letters: input('letters', [lists, places]),
    labels: input('labels', [lists]),
  });
  const many = fed(REACH_BATCH);
  const scores = net.forward(many.colours, many.letters);
  const loss = softmaxCrossEntropy(scores, many.labels);
  const program = compile({ loss, outputs: [scores], optimizer: adam({ rate: REACH_RATE }), kernels: 'fast' });
  const one = fed(1);
  const said = net.forward(one.colours, one.letters);
  const asked = compile({ outputs: [said], kernels: 'fast' });
  const luck = random(seed).fork('lists');
  const shown = pauses ? dealLists(random(5), size, 1, pauses) : shownList(size);
  asked.feed(one.colours, shown.colours);
  asked.feed(one.letters, shown.letters);

  const read = (step: number, right: number): ReachReading => {
    asked.load(program.parameters);
    asked.forward();
    const weights =
      kind === 'attention' ? asked.scratch('look.mix').slice(places * (places - 1), places * places - 1) : null;
    return { step, right, weights: weights && Float32Array.from(weights), answer: mostLikely(asked.value(said)) };
  };
  const countRight = ({ answers }: Lists): number => {
    const all = program.value(scores);
    const row = (i: number) => all.subarray(i * REACH_LETTERS, (i + 1) * REACH_LETTERS);
    return answers.reduce((sum, answer, i) => sum + (mostLikely(row(i)) === answer ? 1 : 0), 0);
  };
  yield read(0, 1 / REACH_LETTERS);
  let right = 0;
  for (let step = 1; step <= REACH_STEPS; step++) {
    const lists = dealLists(luck, size, REACH_BATCH, pauses);
    program.feed(many.colours, lists.colours);
    program.feed(many.letters, lists.letters);
    program.feed(many.labels, lists.answers);
    program.step();
    right += countRight(lists);
    yield;
    if (step % REACH_EVERY) continue;
    yield read(step, right / (REACH_EVERY * REACH_BATCH));
    right = 0;
  }
}
