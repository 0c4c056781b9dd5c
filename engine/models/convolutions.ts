// What chapter 12 shows of its models and of what they look at, for the engine's front door.
export { digitPack } from '../data/digit-pack.ts';
export {
  greyPicture,
  middle as middleOfPhotograph,
  PICTURE_HEIGHT,
  PICTURE_PIXELS,
  PICTURE_WIDTH,
  readGreyPicture,
  WHITE,
} from '../data/grey-picture.ts';
export { LATEST, makeSound, RATE, SAMPLES, soundKinds, type SoundKind } from '../data/sounds.ts';
export { BANDS, COLUMNS, FLOOR, HOP, inkOfStretch, spectrogram, STRETCH } from '../data/spectrogram.ts';
export { cnnMistakes } from './cnn-mistakes.ts';
export { cnnRecord, type CnnReading } from './cnn-record.ts';
export { cornerKernels, cornerSides, findCorners, type CornerMaps, type PoolKind } from './corner-finder.ts';
export {
  cnnFile,
  MAP_SIDE as POOLED_SIDE,
  netNames,
  netParameters,
  shiftFile,
  TOP_SIDE,
  type NetName,
} from './digit-net-sizes.ts';
export { netTensors, readCnnRow, readNetWeights } from './digit-net-files.ts';
export { netReader, weightsOfRow, type NetReader, type NetWeights } from './digit-nets.ts';
export { netSamples } from './net-samples.ts';
export { recordedAnswers, rightAt, type SlidePoint } from './shift-record.ts';
export { FARTHEST, slid, slides } from './slide.ts';
export {
  middleOf,
  namedKernels,
  outputSize,
  placeNear,
  reachOf,
  slideKernel,
  windowAt,
  type Filtered,
  type KernelName,
  type Slide,
  type WindowCell,
  type WindowSum,
} from './sliding-window.ts';
export { soundListener, soundWeights } from './sound-net.ts';
export { soundRecipe } from './sound-net-training.ts';
export { soundRecord } from './sound-record.ts';
export { cnnRecipe } from './train-digit-net.ts';
