/** Layers that make pictures smaller, and one that makes rows of numbers of them. None has anything to learn. */
import { averagePool as average, maxPool as largest, reshape, type PoolOptions } from '../operations.ts';
import { both, type Both, type Pair } from '../ops/windows.ts';
import type { Tensor } from '../tensor.ts';
import { FixedLayer } from './layers.ts';

export interface PoolLayerOptions extends Pick<PoolOptions, 'stride'> {
  readonly name?: string;
}

abstract class Pool extends FixedLayer {
  readonly size: Pair;
  readonly stride: Pair;

  constructor(size: Both, { stride = size, name }: PoolLayerOptions) {
    super(name);
    this.size = both(size);
    this.stride = both(stride);
  }
}

export class MaxPool extends Pool {
  readonly kind = 'maxPool';

  protected record(x: Tensor): Tensor {
    return largest(x, this);
  }
}

export class AveragePool extends Pool {
  readonly kind = 'averagePool';

  protected record(x: Tensor): Tensor {
    return average(x, this);
  }
}

export class Flatten extends FixedLayer {
  readonly kind = 'flatten';

  protected record(x: Tensor): Tensor {
    const [batch = 1] = x.shape;
    return reshape(x, [batch, x.size / batch]);
  }
}

/** The largest pixel of each window of `size`, which moves by `stride`, or by its own size. */
export const maxPool = (size: Both = 2, options: PoolLayerOptions = {}): MaxPool => new MaxPool(size, options);

/** The mean of each window of `size`, which moves by `stride`, or by its own size. */
export const averagePool = (size: Both = 2, options: PoolLayerOptions = {}): AveragePool =>
  new AveragePool(size, options);

/** [batch, …] → [batch, all the rest]: what stands between pictures and a dense layer. Nothing is copied. */
export const flatten = ({ name }: { name?: string } = {}): Flatten => new Flatten(name);
