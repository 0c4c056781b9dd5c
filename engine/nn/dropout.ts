/** The layer of dropout (Srivastava et al. 2014). */
import { dropout as drop } from '../operations.ts';
import { random } from '../random.ts';
import type { Tensor } from '../tensor.ts';
import { FixedLayer } from './layers.ts';

export interface DropoutLayerOptions {
  /** A number or a text; with the layer's name it decides what is dropped, so layers of one net drop differently. */
  readonly seed?: number | string;
  readonly name?: string;
}

export class Dropout extends FixedLayer {
  readonly kind = 'dropout';
  readonly rate: number;
  readonly seed: number | string;

  constructor(rate: number, { seed = 0, name }: DropoutLayerOptions) {
    super(name);
    this.rate = rate;
    this.seed = seed;
  }

  protected record(x: Tensor): Tensor {
    return drop(x, { rate: this.rate, seed: random(this.seed).fork(this.name).word() });
  }
}

/**
 * In training mode drops each number with probability `rate` (0 to below 1) and divides the others by 1 − rate; in
 * evaluation mode changes nothing. Recorded twice on the same shape, it drops the same places.
 */
export const dropout = (rate = 0.5, options: DropoutLayerOptions = {}): Dropout => new Dropout(rate, options);
