/** The layer of layer normalisation (Ba et al. 2016): a gain and a bias for each place of a row. */
import { layerNorm as normalise } from '../operations.ts';
import type { Tensor } from '../tensor.ts';
import { LearnedLayer } from './learned.ts';

export interface LayerNormLayerOptions {
  /** Added to the variance. */
  readonly epsilon?: number;
  /** Stands before `.gain`, `.bias` and `.h` in the names. */
  readonly name?: string;
}

export class LayerNorm extends LearnedLayer<'gain' | 'bias'> {
  readonly kind = 'layerNorm';
  readonly width: number;
  readonly epsilon: number;

  constructor(width: number, { epsilon = 1e-5, name = 'layerNorm' }: LayerNormLayerOptions) {
    super(name, { gain: { shape: [width], start: 1 }, bias: { shape: [width], start: 0 } });
    this.width = width;
    this.epsilon = epsilon;
  }

  /** Records the layer; its output is named `….h`. */
  forward(x: Tensor): Tensor {
    return normalise(x, this.byRole.gain, this.byRole.bias, this).named(`${this.name}.h`);
  }
}

/** Normalises each row of [..., width] by its own mean and variance; gain 1 and bias 0 are the start. */
export const layerNorm = (width: number, options: LayerNormLayerOptions = {}): LayerNorm =>
  new LayerNorm(width, options);
