// Layers and features as the short texts that a link carries, and back; whatever comes in, what goes out can be built.
import {
  activations,
  featureNames,
  type ActivationName,
  type Answer,
  type FeatureName,
  type HiddenLayer,
} from '#engine';

export const MOST_LAYERS = 6;
export const MOST_NEURONS = 8;

const isActivation = (name: string): name is ActivationName => Object.hasOwn(activations, name);

/** `4.tanh,2.relu` as layers; what cannot be read is left out. */
export function readLayers(text: string): HiddenLayer[] {
  return text
    .split(',')
    .flatMap((part): HiddenLayer[] => {
      const [, neurons, activation = ''] = /^([1-8])\.([a-zA-Z]+)$/.exec(part) ?? [];
      return isActivation(activation) ? [{ neurons: Number(neurons), activation }] : [];
    })
    .slice(0, MOST_LAYERS);
}

export const writeLayers = (layers: readonly HiddenLayer[]): string =>
  layers.map(({ neurons, activation }) => `${neurons}.${activation}`).join(',');

/** `x,y,xy` as features, each once, in their order; never none. */
export function readFeatures(text: string): FeatureName[] {
  const asked = text.split(',');
  const found = featureNames.filter((name) => asked.includes(name));
  return found.length ? found : ['x', 'y'];
}

export const writeFeatures = (features: readonly FeatureName[]): string =>
  featureNames.filter((name) => features.includes(name)).join(',');

/** "4 tanh, 2 ReLU", or "none". */
export const layersInWords = (layers: readonly HiddenLayer[]): string =>
  layers.map(({ neurons, activation }) => `${neurons} ${activations[activation].label}`).join(', ') || 'none';

/** How many hidden neurons there are. */
export const hiddenNeurons = (layers: string): number =>
  readLayers(layers).reduce((sum, { neurons }) => sum + neurons, 0);

/** What a net looks like from outside. */
export interface NetShape {
  readonly features: readonly FeatureName[];
  readonly layers: readonly HiddenLayer[];
  readonly answer: Answer;
  readonly classes: number;
}
