/**
 * The front door of the engine: everything a figure or a chapter may use. It computes; it knows no page and no
 * worker.
 *
 * A program is written as a graph of tensors, compiled once, and replayed:
 *
 *   const x = input('x', [10, 2]);
 *   const net = sequential(dense(2, 8, { activation: 'tanh' }), dense(8, 1));
 *   net.initialise(random(1));
 *   const loss = sigmoidCrossEntropy(reshape(net.forward(x), [10]), input('y', [10]));
 *   const program = compile({ loss, optimizer: adam({ rate: 0.01 }) });
 *   program.feed('x', points);
 *   program.feed('y', labels);
 *   program.step(); // forward, backward, update; returns the loss
 *
 * Tensors are never empty: a size of 0 is refused. Values come back as live views of the program's memory: copy what is
 * to be kept. Everything is deterministic: a seed gives the same bits in Node and in every browser.
 */
import { cos, erf, exp, log, log1p, power, sigmoid, sin, softplus, tanh } from './kernels/math.ts';

/** The engine's own elementary functions of one number, the same to the last bit in every browser. */
export const scalar = { cos, erf, exp, log, log1p, power, sigmoid, sin, softplus, tanh };

export { activations, LEAK, type Activation, type ActivationName } from './activations.ts';
export { activate } from './nn/activate.ts';
export { evaluate, valueAndGradient, type ValueAndGradient } from './evaluate.ts';
export { measuredDigits, type MeasuredDigit, type MeasuredSet, type MeasuredSetName } from './data/measured-digits.ts';
export { CLASSES, mostLikely } from './data/classes.ts';
export { unpackPicture } from './data/picture.ts';
export type { Dtype, Memory } from './kernels/memory.ts';
export { LOST, saturated, throughChain, type ChainEnd } from './models/activation-chain.ts';
export {
  affineSums,
  bitsOf,
  dealStack,
  HALF,
  mergeLayers,
  mergeStack,
  outputOf,
  passThrough,
  places,
  silenced,
  type AffineLayer,
  type Bent,
} from './models/affine-stack.ts';
export { batchRunSizes, LOOKS, PASSES, POINTS, READINGS, type BatchRunSize } from './models/batch-run.ts';
export { recordedRun, recordedRuns, recordedSeeds } from './models/batch-record.ts';
export { bestCut } from './models/best-cut.ts';
export {
  EDGE as HINGE_EDGE,
  gapOf,
  hingeAt,
  hingeInputs,
  hingeSum,
  kinkOf,
  netOfKinks,
  useOf,
  wantedCurves,
  type HingeActivation,
  type HingeNet,
  type HingeUse,
  type WantedName,
} from './models/hinges.ts';
export { countMistakes, perceptronOutput, weightedSum, type Example } from './models/perceptron.ts';
export { planarExamples, type PlanarSetName, type Units } from './models/planar-examples.ts';
export { widestMargin, type Margin } from './models/widest-margin.ts';
export {
  allEqual,
  constant as constantInitialiser,
  he,
  normal,
  tooLarge,
  tooSmall,
  torchDefault,
  uniform,
  xavier,
  zeros,
  type Initialiser,
} from './nn/initialise.ts';
export { orthogonal } from './nn/orthogonal.ts';
export { digitFacts, type DigitFacts } from './data/digit-facts.ts';
export { digitRun, type DigitRun, type DigitRunFrame } from './data/digit-run.ts';
export { digitSamples, type DigitSample } from './data/digit-samples.ts';
export { PIXELS, SIDE, type DigitSet } from './data/digit-set.ts';
export { countPoints, formatStrokes, LATTICE, MOST_POINTS, parseStrokes, type Stroke } from './data/drawing.ts';
export { inkOf, touchesEdge } from './data/ink.ts';
export {
  dealPlanar,
  PLANAR_EDGE,
  planarSets,
  type PlanarData,
  type PlanarDataName,
  type PlanarDeal,
  type PlanarPoint,
} from './data/planar.ts';
export { sheetLabels } from './data/sheet-labels.ts';
export { readIdx } from './data/idx.ts';
export { measureDigit } from './data/measure-digit.ts';
export { normaliseDigit, type Grey, type NormalisedDigit } from './data/normalise-digit.ts';
export {
  digitReader,
  HIDDEN,
  readDigitWeights,
  type DigitReader,
  type DigitWeights,
  type Reading,
} from './models/digits.ts';
export { scoreDigits } from './models/train-digits.ts';
export { firstWeightsRun, type FirstWeightsName, type FirstWeightsResult } from './models/first-weights.ts';
export { firingRate, leakTo, respond, type Cell, type CellEvent, type Input } from './models/integrate-and-fire.ts';
export { foldAnswer, type FoldNet } from './models/fold-net.ts';
export { foldPoints, type FoldSet } from './models/fold-points.ts';
export { actAt, lastCut, wayThrough, type Act } from './models/fold-way.ts';
export { folds, PICTURES, type FoldName } from './models/folds.ts';
export { threadPass, type NeuronPass, type ThreadNeuron, type ThreadNumbers } from './models/thread-pass.ts';
export { countParameters } from './models/count-parameters.ts';
export { runThread, threadParameters, type ThreadKnobs } from './models/thread-knobs.ts';
export {
  thread,
  threadAllZero,
  threadForward,
  threadGradients,
  threadRounds,
  threadStep,
  threadWrongOrder,
} from './models/thread.ts';
export { gpt, type Gpt, type GptOptions } from './models/gpt.ts';
export { heightGrid, readHeight, type HeightGrid } from './models/height-grid.ts';
export { bottomBelow, curves, type Bottom, type Curve, type CurveName } from './models/curves.ts';
export { bounds, hollow, landscapes, type LandscapeName, type Place, type Surface } from './models/landscapes.ts';
export { slicePlaces } from './models/net-slice.ts';
export {
  batchGradients,
  batchSizes,
  digitGradients,
  DIGITS,
  expectedSpread,
  fullGradient,
  meanLoss,
  measuredSpread,
  onePass,
  spreadAround,
} from './models/noisy-gradient.ts';
export { onesAndSevens } from './models/ones-and-sevens.ts';
export {
  bestLine,
  lineAt,
  lineLoss,
  meanAbove,
  tableLoss,
  threes,
  twelve,
  type Halves,
  type Line,
} from './models/ink-halves.ts';
export { softmaxCost, type Cost } from './models/softmax-cost.ts';
export { lossNames, slopeBySum, type LossName } from './models/two-losses.ts';
export { methods, NEAR, STEPS, tunedRates, walk, type Method } from './models/optimizer-race.ts';
export {
  COLLECTED,
  copiesIn,
  dealCards,
  DEALS,
  EACH,
  OUTSIDE,
  parts,
  recordedDeals,
  type Deal,
  type Part,
  type Scores,
  type Way,
} from './models/deals.ts';
export {
  classesOf,
  learningCurve,
  noises,
  SEEDS,
  sizes,
  tasks,
  type CurvePoint,
  type Task,
} from './models/learning-curves.ts';
export { rareOf, SAMPLE, type Plant } from './models/plants.ts';
export * from './models/overfitting.ts';
export * from './models/convolutions.ts';
export * from './models/recurrence.ts';
export * from './models/transformers.ts';
export {
  descendWidths,
  measuredWidths,
  stepsHome,
  widthBowl,
  widthScale,
  type Bowl,
  type Unit,
  type Weights,
} from './models/two-widths.ts';
export { angleBetween, askWhichWay, hollowGradient, hollowHeight, type Question } from './models/which-way.ts';
export { countGradientCost, type GradientCost } from './models/gradient-cost.ts';
export { featureNames, planarFeatures, type FeatureName } from './models/planar-features.ts';
export { placesOf } from './models/plain-net.ts';
export {
  initialisers,
  sayAt,
  sizesOf,
  type Answer,
  type HiddenLayer,
  type InitialiserName,
  type Said,
} from './models/planar-shape.ts';
export {
  MAP_SIDE,
  NEURON_SIDE,
  SURENESS,
  type Observation,
  type Score,
  type Spread,
} from './models/planar-observer.ts';
export type { OwnPoints } from './data/own-points.ts';
export { surface, surfaceNames, type SurfaceName } from './models/surface.ts';
export * as nn from './nn/index.ts';
export { dense, sequential, type Dense, type DenseOptions, type Layer, type Sequential } from './nn/index.ts';
export * from './operations.ts';
export { ops, type OpName } from './ops/index.ts';
export type { Shape } from './ops/shapes.ts';
export { adam, adamw, momentum, rmsprop, sgd, type Clip, type Optimizer, type OptimizerState } from './optim.ts';
export type { CompileOptions, Kernels, Operation, Snapshot } from './program-types.ts';
export { compile, type Program } from './program.ts';
export { schedules, type Schedule } from './schedules.ts';
export { random, type Random, type RandomState } from './random.ts';
export { constant, input, parameter, state, type Operand, type Tensor, type Values } from './tensor.ts';
