// The knobs of the playground: what a link carries. The first few are always in sight; the others stand in drawers.
import { planarFeatures, planarSets, type PlanarDataName } from '#engine';
import { choice, integer, number, point, seed, text, toggle } from '../../figure/define.ts';
import type { StateOf } from '../../figure/knobs.ts';
import { layersInWords, readFeatures, readLayers, writeFeatures, writeLayers } from './texts.ts';

const DATA = 'Data';
const NETWORK = 'Network';
const TRAINING = 'Training';

const sets = Object.fromEntries([
  ...Object.entries(planarSets).map(([name, { classes, label }]) => [name, (classes ? '' : 'regression: ') + label]),
  ['own', 'your own'],
]) as Readonly<Record<PlanarDataName | 'own', string>>;

export const knobs = {
  set: { ...choice('circle', sets, { label: 'data set' }), hidden: true },
  rate: number(0.03, {
    min: 0.0001,
    max: 10,
    scale: 'log',
    step: 0.0001,
    digits: 3,
    label: 'learning rate',
    symbol: '\\eta',
  }),
  noise: number(0, { min: 0, max: 1, step: 0.05, digits: 2, label: 'noise', group: DATA }),
  count: integer(200, { min: 10, max: 500, step: 10, label: 'points', group: DATA, ticks: [10, 250, 500] }),
  share: integer(50, { min: 10, max: 90, step: 5, unit: '%', label: 'for training', group: DATA, ticks: [10, 50, 90] }),
  deal: seed(1, { label: 'deal', group: DATA }),
  shown: toggle(true, { label: 'test points are drawn (hollow)', group: DATA }),
  sharp: toggle(false, { label: 'the map shows sides, no shades', group: DATA }),
  layers: text('4.tanh,2.tanh', {
    label: 'hidden layers',
    clean: (value) => writeLayers(readLayers(value)),
    says: (value) => layersInWords(readLayers(value)),
  }),
  features: text('x,y', {
    label: 'features',
    clean: (value) => writeFeatures(readFeatures(value)),
    says: (value) =>
      readFeatures(value)
        .map((name) => planarFeatures[name].label)
        .join(', '),
  }),
  answer: choice(
    'sigmoid',
    { sigmoid: 'sigmoid', softmax: 'softmax', square: 'squared error' },
    { label: 'output and loss', group: NETWORK },
  ),
  init: choice(
    'fitting',
    {
      fitting: 'Glorot, or He with ReLU',
      xavier: 'Glorot',
      he: 'He',
      tooSmall: 'four times too small',
      tooLarge: 'four times too large',
      allEqual: 'all weights equal',
      zeros: 'all zero',
    },
    { label: 'first weights', group: NETWORK },
  ),
  seed: seed(1, { label: 'seed', group: NETWORK }),
  optimizer: choice(
    'sgd',
    { sgd: 'SGD', momentum: 'momentum', rmsprop: 'RMSProp', adam: 'Adam' },
    { label: 'optimiser', group: TRAINING },
  ),
  batch: choice('10', { 1: '1', 5: '5', 10: '10', 30: '30', all: 'all' }, { label: 'batch', group: TRAINING }),
  penalty: choice('none', { none: 'none', l1: 'L1', l2: 'L2' }, { label: 'regularisation', group: TRAINING }),
  strength: number(0.001, {
    min: 0.0001,
    max: 1,
    scale: 'log',
    step: 0.0001,
    digits: 3,
    label: 'its strength',
    symbol: '\\lambda',
    group: TRAINING,
  }),
  dropout: integer(0, { min: 0, max: 80, step: 5, unit: '%', label: 'dropout', group: TRAINING, ticks: [0, 40, 80] }),
  stride: choice(
    'epoch',
    { update: 'update', epoch: 'epoch', five: '5 epochs', twenty: '20 epochs' },
    { label: 'length of a step', group: TRAINING },
  ),
  stop: choice(
    'never',
    {
      never: 'at the end of the run',
      right: 'when all training points are right',
      low: 'when training loss is below 0.01',
      rising: 'when test loss has not fallen for 50 steps',
    },
    { label: 'stops', group: TRAINING, list: true },
  ),
  probe: point([1.5, 1], {
    x: [-3, 3],
    y: [-3, 3],
    step: 0.05,
    label: 'point looked at',
    names: ['x1', 'x2'],
  }),
};

export type PlaygroundState = StateOf<typeof knobs>;
