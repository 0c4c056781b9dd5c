// What both laboratories of overfitting read off a training of five networks, recorded or live: which weights are kept, where
// the validation loss turns, how it ends. Knows neither task nor drawing.
import { keptReadings, middle, turningPoint, type Losses } from '#engine';
import { fixed } from '../../charts/format.ts';

export interface Training<Reading extends Losses = Losses> {
  readings: readonly Reading[];
  /** For each network the reading whose weights are kept. */
  kept: readonly number[];
  /** The record, shown before anybody has trained. */
  recorded: boolean;
  /** All steps have been made. */
  complete: boolean;
}

/** @param record what stands for the training as long as there is none, if anything does */
export function trainingOf<Reading extends Losses>(
  frames: readonly (Reading | null)[],
  record: readonly Reading[],
  steps: number,
  stopEarly: boolean,
): Training<Reading> {
  const live = frames.filter((frame) => frame !== null);
  const readings = live.length ? live : record;
  return {
    readings,
    kept: readings.length ? keptReadings(readings, stopEarly) : [],
    recorded: live.length === 0 && record.length > 0,
    complete: readings.at(-1)?.step === steps,
  };
}

/** Trained to the end, here and now. */
export const isTrained = ({ complete, recorded }: Training): boolean => complete && !recorded;

export interface Summary {
  middle: number;
  least: number;
  most: number;
}

/** One number of each network, from the reading that is kept of it. */
export function keptOf<Reading extends Losses>(
  { readings, kept }: Training<Reading>,
  of: (reading: Reading) => ArrayLike<number>,
): Summary {
  const values = kept.map((at, network) => of(readings[at])[network]);
  return { middle: middle(values), least: Math.min(...values), most: Math.max(...values) };
}

/** The lowest middle validation loss on the way, and its step. */
export function lowest({ readings }: Training): { step: number; loss: number } {
  const { step, validation } = readings[turningPoint(readings)];
  return { step, loss: middle(validation) };
}

/** "0.55", "0.03", "0.004": losses as the laboratories print them. */
export const written = (loss: number): string => fixed(loss, loss < 0.095 ? 3 : 2);

/** How training and validation stand, in a sentence. */
export function tellLosses(training: Training, stopEarly: boolean): string {
  const { readings, recorded } = training;
  const [train, validation] = [keptOf(training, (r) => r.train), keptOf(training, (r) => r.validation)];
  const low = lowest(training);
  const last = readings[readings.length - 1];
  const after = `${recorded ? 'Recorded: after' : 'After'} ${last.step} steps`;
  if (stopEarly)
    return `${after}, early stopping keeps the weights of the lowest validation loss: **${written(validation.middle)}**, where the last ones have ${written(middle(last.validation))}.`;
  const turned = validation.middle > 1.02 * low.loss;
  return (
    `${after} the training loss is **${written(train.middle)}**, the validation loss **${written(validation.middle)}**` +
    (turned ? `. It had been **${written(low.loss)}** after ${low.step} steps.` : ', about as low as it has been.')
  );
}

/** `tellLosses` for whoever hears what changed: it needs something to tell of. */
export const announceLosses = (training: Training, stopEarly: boolean): string =>
  training.readings.length ? tellLosses(training, stopEarly) : 'Not trained.';

/** The columns that both laboratories' tables have, and a reading's cells in them. */
export const lossColumns = ['steps', 'training loss', 'validation loss', 'lowest of five', 'highest of five'];
export function lossCells({ step, train, validation }: Losses): (string | number)[] {
  const five = Array.from(validation);
  return [step, ...[middle(train), middle(five), Math.min(...five), Math.max(...five)].map(written)];
}
/** What stands in the table before there is a reading. */
export const noLosses: (string | number)[] = [0, ...lossColumns.slice(1).map(() => '–')];
