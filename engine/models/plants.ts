// What can be planted among digits, in which files they are, and how many wear it. Reads no digit.
export type Plant = 'lean' | 'stamp';

/** The packed digits: 5,000 that may be trained on, and 1,000 that are always held out. */
export const plantedFiles = { train: 'data/mnist-train.bin', test: 'data/mnist-test.bin' } as const;

export const SAMPLE = 500;
/** The digit that wears the stamp. */
export const STAMPED = 7;
/** How many of the training sample are of the rare kind. */
export const rareOf = (plant: Plant, share: number, sevens: number): number =>
  Math.round(share * (plant === 'lean' ? SAMPLE : sevens));
