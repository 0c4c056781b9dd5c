// What chapter 14 shows of the engine, in one list for the front door.
export { lookOnce, spreadOfDots, type Asked, type Look, type Pair } from './attention-by-hand.ts';
export { cutBy, learnPairs, wordsOf, type Cutting, type Merge } from './byte-pairs.ts';
export { gptLessons } from './gpt-lessons.ts';
export { denseCost, lookCost, passesOf, placesCost, type CostSizes, type Pass } from './gpt-cost.ts';
export { GPT_CONTEXT, GPT_HEADS, GPT_LAYERS, GPT_WIDTH, gptPacked, gptParameters, gptSizes } from './tiny-gpt-sizes.ts';
export { reachBand, reachFacts, reachRuns, reachShown } from './reach-record.ts';
export {
  REACH_BATCH,
  REACH_EVERY,
  REACH_RATE,
  REACH_STEPS,
  reachLearners,
  reachSizes,
  shownList,
  type ReachLearner,
  type ReachSize,
} from './reach.ts';
export { ALPHABET, CHARACTERS, charactersOf, plainProse, proseFile, textOf } from '../data/prose.ts';
export { chancesOf, choose, softmaxOf, type Choosing } from './next-character.ts';
export { gptReader, type GptReader, type GptStepRead } from './tiny-gpt-reader.ts';
export { gptRecord } from './tiny-gpt-record.ts';
export { gptShown, recordedLooks, toneOf, TONES } from './tiny-gpt-shown.ts';
export { fromHalves, readGptHalves } from './tiny-gpt.ts';
