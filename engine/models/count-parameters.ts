// How many numbers a network of dense layers holds, and how much one forward pass through it costs. A test counts real ones.

export interface LayerCount {
  inputs: number;
  outputs: number;
  weights: number;
  biases: number;
}

export interface NetworkCount {
  layers: LayerCount[];
  weights: number;
  biases: number;
  parameters: number;
  /** Of one forward pass for one example: a product and its addition for every weight. */
  multiplyAdds: number;
}

/** `sizes`: the number of inputs, then of the neurons of each layer. */
export function countParameters(sizes: readonly number[]): NetworkCount {
  const layers = sizes.slice(1).map((outputs, i) => ({
    inputs: sizes[i],
    outputs,
    weights: sizes[i] * outputs,
    biases: outputs,
  }));
  const weights = layers.reduce((sum, layer) => sum + layer.weights, 0);
  const biases = layers.reduce((sum, layer) => sum + layer.biases, 0);
  return { layers, weights, biases, parameters: weights + biases, multiplyAdds: weights };
}
