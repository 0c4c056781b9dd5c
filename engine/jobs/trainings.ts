// The jobs that the worker runs: those that train, by name. It fetches the one that a figure asks for, so that no reader pays
// for the trainings of other chapters. Walks, which pages make themselves, are left out. A new training is one line here
// and one in index.ts.
import type { Job } from './job.ts';

export const trainings: Readonly<Record<string, () => Promise<Job<never, unknown>>>> = {
  'three-neurons': async () => (await import('./three-neurons.ts')).threeNeurons,
  hinges: async () => (await import('./hinges.ts')).hinges,
  'which-loss': async () => (await import('./which-loss.ts')).whichLoss,
  'learn-planted': async () => (await import('./learn-planted.ts')).learnPlanted,
  'press-weights': async () => (await import('./press-weights.ts')).pressWeights,
  'overfit-lab': async () => (await import('./overfit-lab.ts')).overfitLab,
  'few-digits': async () => (await import('./few-digits.ts')).fewDigits,
};
