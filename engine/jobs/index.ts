/**
 * The registry of jobs. A new job is one file beside this one and one line here: `export * from './that-job.ts';`. A figure
 * imports its own, and the rest is left out of the page. Those that train are named in trainings.ts, too: the worker
 * has them, and a page only their beginnings (…AtRest).
 */
export { defineJob, drain, filesOf, type Job } from './job.ts';
export { trainings } from './trainings.ts';
export * from './batch-size.ts';
export * from './batch-size-training.ts';
export * from './three-neurons.ts';
export * from './three-neurons-training.ts';
export * from './perceptron.ts';
export * from './descend.ts';
export * from './race.ts';
export * from './hinges.ts';
export * from './hinges-training.ts';
export * from './which-loss.ts';
export * from './which-loss-training.ts';
export * from './forward.ts';
export * from './learn-planted.ts';
export * from './learn-planted-training.ts';
export * from './playground.ts';
export * from './playground-training.ts';
export * from './press-weights.ts';
export * from './press-weights-training.ts';
export * from './overfit-lab.ts';
export * from './overfit-lab-training.ts';
export * from './few-digits.ts';
export * from './few-digits-training.ts';
export * from './train-cnn.ts';
export * from './train-cnn-training.ts';
export * from './play-memory.ts';
export * from './play-memory-training.ts';
export * from './make-names.ts';
export * from './make-names-training.ts';
export * from './forecast-co2.ts';
export * from './forecast-co2-training.ts';
export * from './translate.ts';
export * from './translate-training.ts';
export * from './learn-recall.ts';
export * from './learn-recall-training.ts';
export * from './teach-gpt.ts';
export * from './teach-gpt-training.ts';
