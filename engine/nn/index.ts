/**
 * The layers, which bear the names of their operations: `nn.conv2d(1, 8, 5)` is a layer with weights of its own, `conv2d`
 * the operation on tensors.
 */
export { activation, type ActivationLayer } from './activation.ts';
export {
  selfAttention,
  transformerBlock,
  type SelfAttention,
  type SelfAttentionOptions,
  type TransformerBlock,
  type TransformerBlockOptions,
} from './attention.ts';
export { batchNorm, type BatchNorm, type BatchNormLayerOptions } from './batchNorm.ts';
export { gruCell, lstmCell, rnnCell, type CellParameters, type GruStep, type LstmStep } from './cells.ts';
export { conv2d, type Conv2d, type Conv2dOptions } from './convolution.ts';
export { dense, type Dense, type DenseOptions } from './dense.ts';
export { dropout, type Dropout, type DropoutLayerOptions } from './dropout.ts';
export {
  embedding,
  positions,
  rows,
  type Embedding,
  type EmbeddingLayerOptions,
  type Positions,
  type Rows,
} from './embedding.ts';
export { layerNorm, type LayerNorm, type LayerNormLayerOptions } from './layerNorm.ts';
export type { Layer, WeightedOptions } from './layers.ts';
export {
  averagePool,
  flatten,
  maxPool,
  type AveragePool,
  type Flatten,
  type MaxPool,
  type PoolLayerOptions,
} from './pool.ts';
export { gru, lstm, rnn, type Gru, type Lstm, type RecurrentOptions, type Rnn } from './recurrent.ts';
export { sequential, type Sequential } from './sequential.ts';
