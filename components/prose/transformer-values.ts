// The numbers and curves of chapter 14, computed when the book is built or read from its records: attention by hand, tokens, the
// small GPT and its rivals, recall, and what passes cost.
import {
  denseCost,
  gptLessons,
  gptParameters,
  gptRecord,
  gptShown,
  gptSizes,
  lookCost,
  lookOnce,
  passesOf,
  placesCost,
  reachFacts,
  reachLearners,
  reachRuns,
  reachSizes,
  softmaxOf,
  spreadOfDots,
  type Asked,
  type Pair,
  type ReachLearner,
} from '#engine';
import { cut, SAMPLE } from '../figures/tokenizer/lesson.ts';

const keys: readonly Pair[] = [
  [2, 1],
  [-1, 2],
  [1, -2],
  [-1, -1],
];
const plain: Asked = { query: [1.5, 2], keys, values: [3, -1, 1, 0], from: 3, causal: true, scaled: true };

const looked = (changed: Partial<Asked>) => () => {
  const { scores, logits, weights, mix } = lookOnce({ ...plain, ...changed });
  return { s: scores, l: logits.map((logit) => logit ?? 0), w: weights, mix };
};

const ends = (learner: ReachLearner, size: number): number[] =>
  reachRuns(size, learner).map((run) => 100 * run[run.length - 1]);

/** The mean share recalled at the end, in per cent. */
const recalled = (learner: ReachLearner, size: number) => () => {
  const shares = ends(learner, size);
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  return { mean };
};

const tokens = (merges: number) => () => {
  const { tokens, letters, vocabulary } = cut({ text: SAMPLE, merges });
  return { tokens, letters, vocabulary };
};

const { recipe, trained, bytes } = gptRecord;
const { held, stretch, course } = gptShown;
const lessons = gptLessons.runs.map(({ held }) => held[held.length - 1]);

/** The updates after which the book's network needed fewer bits of what it read than counts of so many characters of the held-out text. */
const passed = (count: number): number => {
  const last = course.findLastIndex(([, bits]) => bits >= held.counted[count - 1]);
  return course[last + 1][0];
};
const context = gptSizes.context;

export const transformerValues = {
  'look.rex': looked({}),
  'look.found': looked({ from: 1, query: [0, 1] }),
  'look.fresh': () => {
    const weights = [...softmaxOf([2, 0])];
    return { w: weights, mix: 10 * weights[0], unscaled: 10 * softmaxOf([4, 0])[0] };
  },
  dots: () => ({ d2: spreadOfDots(2), d64: spreadOfDots(64), d512: spreadOfDots(512) }),
  gpt: () => ({
    ...gptSizes,
    parameters: gptParameters,
    kilobytes: bytes / 1000,
    held: held.bits,
    characters: held.characters,
    counted: held.counted,
    examined: stretch.bits,
    examCounted: stretch.counted,
    lessonsLeast: Math.min(...lessons),
    lessonsMost: Math.max(...lessons),
    passed3: passed(3),
    passed4: passed(4),
    passed5: passed(5),
    trained,
    ...recipe,
    passes: (recipe.steps * recipe.batch * context) / trained,
    guess: Math.log2(gptSizes.vocabulary),
  }),
  ...Object.fromEntries(
    reachLearners.flatMap((learner) => reachSizes.map((size) => [`recall.${learner}${size}`, recalled(learner, size)])),
  ),
  recall: () => ({
    attention: reachFacts.parameters.attention,
    gru: reachFacts.parameters.gru,
  }),
  'tokens.none': tokens(0),
  'tokens.some': tokens(24),
  'tokens.many': tokens(60),
  cost: () => {
    const total = (keep: boolean) =>
      passesOf(10, 16, keep).reduce((sum, { from, to }) => sum + placesCost(gptSizes, from, to), 0);
    return {
      dense: denseCost(gptSizes),
      look128: lookCost(gptSizes, 128),
      equal: denseCost(gptSizes) / lookCost(gptSizes, 1),
      kept: total(true) / 1e6,
      again: total(false) / 1e6,
    };
  },
};
