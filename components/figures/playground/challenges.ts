// The jobs of the playground, which the engine checks on what it trained.
import type { PlaygroundFrame } from '#engine/jobs';
import type { Challenge } from '../../figure/definition.ts';
import type { knobs, PlaygroundState } from './knobs.ts';
import { hiddenNeurons, readFeatures } from './texts.ts';
import { lastOf } from './words.ts';

const isPlain = ({ features }: PlaygroundState): boolean =>
  readFeatures(features).every((name) => name === 'x' || name === 'y');
const testShare = ({ test }: PlaygroundFrame): number => (test.count ? test.right / test.count : 0);

export const challenges: readonly Challenge<typeof knobs, readonly PlaygroundFrame[]>[] = [
  {
    id: 'xor',
    goal: 'Learn the **exclusive or** from x₁ and x₂ alone, with at most 3 hidden neurons: 90 % of the test points right.',
    hint: 'Two neurons can cut out one diagonal, but training often gets stuck with them. Three find it more often; if they do not, throw another seed.',
    reached: (state, frames) =>
      state.set === 'xor' && isPlain(state) && hiddenNeurons(state.layers) <= 3 && testShare(lastOf(frames)) >= 0.9,
    solution: { state: { set: 'xor', layers: '3.tanh', rate: 0.3 }, at: 101 },
  },
  {
    id: 'circle',
    goal: 'Learn the **circle** without any hidden layer: 95 % of the test points right.',
    hint: 'The answer need not be in the net. What could the net be told of a point, besides x₁ and x₂?',
    reached: (state, frames) =>
      state.set === 'circle' && hiddenNeurons(state.layers) === 0 && testShare(lastOf(frames)) >= 0.95,
    solution: { state: { layers: '', features: 'xx,yy', rate: 0.1 }, at: 60 },
  },
  {
    id: 'diverge',
    goal: 'Find settings whose numbers leave the page.',
    hint: 'ReLU or linear neurons have no ceiling. Take long steps.',
    reached: (_, frames) => lastOf(frames).ended === 'diverged',
    solution: { state: { set: 'hills', layers: '8.relu,8.relu', rate: 10 }, at: 40 },
  },
  {
    id: 'spiral',
    goal: 'Learn the **two spirals** from x₁ and x₂ alone: 90 % of the test points right.',
    hint: 'Wide layers, Adam at a rate of 0.01 or 0.02, and more epochs to a step.',
    reached: (state, frames) => state.set === 'spiral' && isPlain(state) && testShare(lastOf(frames)) >= 0.9,
    solution: {
      state: { set: 'spiral', layers: '8.tanh,8.tanh', optimizer: 'adam', rate: 0.02, stride: 'five', count: 400 },
      at: 100,
    },
  },
];
