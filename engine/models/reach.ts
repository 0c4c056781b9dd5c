// A task of recall: K colours come in turn, each with a letter, and then one colour alone. Which letter went with it? What the task
// is and how large its two learners are, one attention layer and a GRU. How they learn stands in reach-training.ts.
import { random, type Random } from '../random.ts';

export const reachSizes = [4, 12, 24] as const;
export type ReachSize = (typeof reachSizes)[number];
export const reachLearners = ['attention', 'gru'] as const;
export type ReachLearner = (typeof reachLearners)[number];

/** The colours there are, whichever K of them a list has. */
export const REACH_COLOURS = 24;
export const REACH_LETTERS = 26;
/** The letter of the question, and the colour of a pause. */
const NO_LETTER = REACH_LETTERS;
const NO_COLOUR = REACH_COLOURS;

/** Numbers in a vector, and in the GRU's state; with these the two have nearly as many parameters. */
export const REACH_WIDTH = 32;
export const REACH_HIDDEN = 26;
export const REACH_BATCH = 64;
/** Updates in a run, and between two frames. */
export const REACH_STEPS = 800;
export const REACH_EVERY = 20;
export const REACH_RATE = 0.01;

export interface Lists {
  /** The colour and the letter of each place, list by list: K pairs, or one pair and pauses, and then the question. */
  colours: Float32Array; // [lists, places]
  letters: Float32Array; // [lists, places]
  /** The letter asked for. */
  answers: Float32Array; // [lists]
  /** Where it stands. */
  places: Uint8Array; // [lists]
}

/** `count` lists of K pairs each; with `pauses`, of a single pair and so many pauses. */
export function dealLists(luck: Random, size: number, count: number, pauses = 0): Lists {
  const steps = size + pauses + 1;
  const colours = new Float32Array(count * steps).fill(NO_COLOUR);
  const letters = new Float32Array(count * steps).fill(NO_LETTER);
  const answers = new Float32Array(count);
  const places = new Uint8Array(count);
  for (let list = 0; list < count; list++) {
    const order = luck.permutation(REACH_COLOURS);
    const asked = luck.integer(size);
    const at = list * steps;
    for (let i = 0; i < size; i++) {
      colours[at + i] = order[i];
      letters[at + i] = luck.integer(REACH_LETTERS);
    }
    colours[at + steps - 1] = order[asked];
    answers[list] = letters[at + asked];
    places[list] = asked;
  }
  return { colours, letters, answers, places };
}

/** The list that a figure shows: the same whatever is trained. */
export const shownList = (size: number): Lists => dealLists(random(5).fork(`shown ${size}`), size, 1);
