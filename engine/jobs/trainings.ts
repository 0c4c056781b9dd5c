// The jobs that the worker runs: those that train, or compute too long for a page. Walks, which pages make themselves, are
// left out, so that no reader fetches them twice. A new training is one line here and one in index.ts.
export { threeNeurons } from './three-neurons.ts';
export { hinges } from './hinges.ts';
export { whichLoss } from './which-loss.ts';
export { learnPlanted } from './learn-planted.ts';
export { batchSize } from './batch-size.ts';
export { playground } from './playground.ts';
