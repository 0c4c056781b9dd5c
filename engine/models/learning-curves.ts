// Learning curves of three tasks on real digits, recorded: how many held-out digits a network reads rightly when it has had
// so many digits to learn from, of which so many were labelled wrongly. Made by scripts/learning-curves.ts; only read here.
import record from './learning-curves.json' with { type: 'json' };

/** How many digits there were to learn from. */
export const sizes = [20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000] as const;
/** Per cent of the training labels that were replaced by a wrong one. */
export const noises = [0, 20, 40, 60] as const;
export const SEEDS = 5;

/**
 * `ten`: all digits. `close`: 4 or 9, which are alike. `two`: 0 or 1, which are not. The pairs have fewer than 20,000 digits,
 * so the largest size is missing there.
 */
export const tasks = ['ten', 'close', 'two'] as const;
export type Task = (typeof tasks)[number];

/** The digits of a task. */
export const classesOf: Record<Task, readonly number[]> = {
  ten: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
  close: [4, 9],
  two: [0, 1],
};

/** The file as it is stored: how many were held out, and how many were right, for `task noise`, by size and seed. */
export interface LearningCurvesFile {
  of: Record<string, number>;
  right: Record<string, readonly (readonly number[])[]>;
}

const file = record as LearningCurvesFile;

export interface CurvePoint {
  size: number;
  /** Shares of held-out digits read rightly: the mean over seeds, the worst and the best. */
  mean: number;
  least: number;
  most: number;
}

export function learningCurve(task: Task, noise: number): CurvePoint[] {
  const of = file.of[task];
  return file.right[`${task} ${noise}`].map((counts, i) => ({
    size: sizes[i],
    mean: counts.reduce((sum, right) => sum + right, 0) / counts.length / of,
    least: Math.min(...counts) / of,
    most: Math.max(...counts) / of,
  }));
}
