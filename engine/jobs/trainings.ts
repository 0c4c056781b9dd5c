// The jobs that the worker runs: those that train, or compute too long for a page, by name. It fetches the one that a figure
// asks for, so that no reader pays for the trainings of other chapters. Walks, which pages make themselves, are left out. A new
// training is one line here and one in index.ts.
import type { Job } from './job.ts';

export const trainings: Readonly<Record<string, () => Promise<Job<never, unknown>>>> = {
  'three-neurons': async () => (await import('./three-neurons-training.ts')).threeNeurons,
  hinges: async () => (await import('./hinges-training.ts')).hinges,
  'which-loss': async () => (await import('./which-loss-training.ts')).whichLoss,
  'learn-planted': async () => (await import('./learn-planted-training.ts')).learnPlanted,
  'batch-size': async () => (await import('./batch-size-training.ts')).batchSize,
  playground: async () => (await import('./playground-training.ts')).playground,
  'press-weights': async () => (await import('./press-weights-training.ts')).pressWeights,
  'overfit-lab': async () => (await import('./overfit-lab-training.ts')).overfitLab,
  'few-digits': async () => (await import('./few-digits-training.ts')).fewDigits,
  'train-cnn': async () => (await import('./train-cnn-training.ts')).trainCnn,
  'play-memory': async () => (await import('./play-memory-training.ts')).playMemoryGame,
  'make-names': async () => (await import('./make-names-training.ts')).makeNames,
  'forecast-co2': async () => (await import('./forecast-co2-training.ts')).forecastCo2,
  translate: async () => (await import('./translate-training.ts')).translate,
  'learn-recall': async () => (await import('./learn-recall-training.ts')).learnRecall,
  'teach-gpt': async () => (await import('./teach-gpt-training.ts')).teachGpt,
};
