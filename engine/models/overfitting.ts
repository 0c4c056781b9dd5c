// What chapter 10 shows of its models, for the engine's front door.
export {
  CURVE_STEPS,
  curveSample,
  PLACES,
  placeOf,
  TEST_POINTS,
  wantedWave,
  type CurveLabReading,
  type CurveLabSetting,
  type CurveSample,
  type LabPoints,
} from './curve-lab.ts';
export { plainCurves, plainCurveSetting, type CurveRecord } from './curve-plain.ts';
export { recordedCurves } from './curve-records.ts';
export {
  DIGIT_STEPS,
  TEST_DIGITS,
  VALIDATION_DIGITS,
  type DigitLabReading,
  type DigitLabSetting,
  type DigitLosses,
} from './digit-lab.ts';
export { plainDigits, plainDigitSetting, plainShown } from './digit-plain.ts';
export { recordedDigits } from './digit-records.ts';
export { keptReadings, middle, NETWORKS, turningPoint, type Losses } from './five-networks.ts';
export {
  BIN as WEIGHT_BIN,
  BINS as WEIGHT_BINS,
  DICE,
  EDGE as WEIGHT_EDGE,
  HELD_OUT,
  MEASURES,
  penalties,
  TRAINED,
  UPDATES as PRESSED_UPDATES,
  WEIGHTS,
  type L1Way,
  type Penalty,
  type PressedNet,
} from './pressing.ts';
export { PRESSED_SEEDS, recordedPressing, strengths, type RecordedPressing, type Strength } from './pressed-nets.ts';
export { leastSquares, singularOf, type Singular } from './least-squares.ts';
export {
  dayCurve,
  fitDay,
  HOURS,
  NOISE as DAY_NOISE,
  type DayFit,
  type Reading as DayReading,
} from './random-features.ts';
export {
  exampleCounts,
  MOST_FEATURES,
  recordedDescent,
  ridges,
  THROWS,
  widths as featureWidths,
  type ExampleCount,
  type RecordedWidth,
  type Ridge,
} from './double-descents.ts';
export { threadBySlope, threadDropped, threadPressed } from './thread-remedies.ts';
