// What `DoubleDescent` shows and says of one width: the fit of the reader's own throw, and the errors of forty recorded throws.
// Knows no drawing.
import {
  exampleCounts,
  fitDay,
  recordedDescent,
  ridges,
  THROWS,
  type DayFit,
  type ExampleCount,
  type RecordedWidth,
  type Ridge,
} from '#engine';
import { count, fixed, significant } from '../../charts/format.ts';

/** The choices of the knobs are words; these are the numbers they stand for. */
export const countNames = { 10: '10', 20: '20', 30: '30' } as const;
export const ridgeNames = { '0': 'none', '0.0001': '0.0001', '0.001': '0.001', '0.01': '0.01' } as const;

/** The seed with which the figure begins: a throw whose peak is high, and stands where the others' stand. */
export const OWN_THROW = 2;

export interface Setting {
  features: number;
  examples: `${keyof typeof countNames}`;
  ridge: keyof typeof ridgeNames;
  seed: number;
}

export const countOf = ({ examples }: Pick<Setting, 'examples'>): ExampleCount =>
  exampleCounts.find((each) => each === Number(examples)) ?? 20;
const ridgeOf = ({ ridge }: Pick<Setting, 'ridge'>): Ridge => ridges.find((each) => each === Number(ridge)) ?? 0;

export interface Lesson {
  fit: DayFit;
  /** Errors of forty other throws, for every recorded width. */
  recorded: readonly RecordedWidth[];
  /** Of these, the width nearest to the chosen one. */
  here: RecordedWidth;
}

const nearest = (rows: readonly RecordedWidth[], features: number): RecordedWidth =>
  rows.reduce((best, row) => (Math.abs(row.features - features) < Math.abs(best.features - features) ? row : best));

export function learn(setting: Setting): Lesson {
  const [examples, ridge] = [countOf(setting), ridgeOf(setting)];
  const [fit] = fitDay({ examples, features: setting.features, seed: setting.seed }, [ridge]);
  const recorded = recordedDescent(examples, ridge);
  return { fit, recorded, here: nearest(recorded, setting.features) };
}

/** The middle of forty recorded throws with another number of examples. */
export const middleWith = (examples: ExampleCount, { features, ridge }: Setting): number =>
  nearest(recordedDescent(examples, ridgeOf({ ridge })), features).test.middle;

/** Errors below this are rounding: the curve passes through every example. */
export const PASSES = 1e-9;
const short = (error: number) =>
  error < PASSES ? '0' : error < 0.005 ? significant(error, 1) : error < 100 ? fixed(error) : significant(error, 2);

export function tell(setting: Setting, { fit, here }: Lesson): string {
  const ridge = setting.ridge === '0' ? '' : ` and a ridge of ${setting.ridge}`;
  return (
    `With **${setting.examples}** examples, ${count(setting.features, 'random neuron')}${ridge}, the curve misses its examples by **${short(fit.training)}** and new ones by **${short(fit.test)}**; ` +
    `taken as a vector, its weights are **${significant(fit.length, 2)}** long. Of ${THROWS} other throws with ${here.features}, half miss new examples by more than **${short(here.test.middle)}**.`
  );
}

export const said = (setting: Setting, { fit }: Lesson): string =>
  `${count(setting.features, 'neuron')}: training error ${short(fit.training)}, test error ${short(fit.test)}.`;
