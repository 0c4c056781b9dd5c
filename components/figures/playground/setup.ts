// The state of the playground as what its job is told, and what of it may change amid a run.
import type { OwnPoints } from '#engine';
import { answerFor, type PlaygroundParameters } from '#engine/jobs';
import type { PlaygroundState } from './knobs.ts';
import { readFeatures, readLayers, type NetShape } from './texts.ts';

export function parameters(state: PlaygroundState, own: OwnPoints | undefined): PlaygroundParameters {
  const { set, count, noise, share, deal, features, layers, batch, ...rest } = state;
  const { answer, init, seed, dropout, optimizer, rate, penalty, strength, stride, stop } = rest;
  return {
    data: { set, count, noise, share: share / 100, seed: deal, ...(set === 'own' && own ? { own } : {}) },
    features: readFeatures(features),
    layers: readLayers(layers),
    answer,
    init,
    seed,
    dropout: dropout / 100,
    optimizer,
    rate,
    batch: batch === 'all' ? 0 : Number(batch),
    penalty,
    strength,
    stride,
    stop,
  };
}

/** What may be turned amid a run. */
export const goesOn = [
  'dropout',
  'optimizer',
  'rate',
  'batch',
  'penalty',
  'strength',
  'stride',
  'stop',
] as const satisfies readonly (keyof PlaygroundParameters)[];

/** The shape of the net of a state, for data of so many classes. */
export const shapeOf = ({ features, layers, answer }: PlaygroundState, classes: number): NetShape => ({
  features: readFeatures(features),
  layers: readLayers(layers),
  answer: answerFor(answer, classes),
  classes,
});
