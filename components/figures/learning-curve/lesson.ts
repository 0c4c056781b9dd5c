// What `LearningCurve` says of a task, a share of wrong labels and an amount of data: the recorded curve, the point on it,
// and the labels that a few digits would wear. Knows no drawing.
import {
  classesOf,
  learningCurve,
  noises,
  random,
  SEEDS,
  sheetLabels,
  sizes,
  tasks,
  type CurvePoint,
  type Task,
} from '#engine';
import { fixed, grouped } from '../../charts/format.ts';

export interface Setting {
  task: Task;
  noise: '0' | '20' | '40' | '60';
  /** Which of the recorded amounts. */
  at: number;
}

export interface Lesson {
  /** Per cent of held-out digits, by amount. */
  curve: readonly CurvePoint[];
  /** The same task with the right labels. */
  clean: readonly CurvePoint[];
  now: CurvePoint;
  /** At the same amount, with the right labels. */
  cleanNow: CurvePoint;
  /** With twice to two and a half times the data, where that was recorded. */
  next: CurvePoint | null;
}

const percent = (points: readonly CurvePoint[]): CurvePoint[] =>
  points.map(({ size, mean, least, most }) => ({ size, mean: 100 * mean, least: 100 * least, most: 100 * most }));

export function learn({ task, noise, at }: Setting): Lesson {
  const [curve, clean] = [Number(noise), noises[0]].map((each) => percent(learningCurve(task, each)));
  const place = Math.min(at, curve.length - 1);
  return { curve, clean, now: curve[place], cleanNow: clean[place], next: curve.at(place + 1) ?? null };
}

const TASKS: Record<Task, string> = { ten: 'ten digits', close: 'a 4 from a 9', two: 'a 0 from a 1' };

export function tell({ task, noise }: Setting, { now, cleanNow, next }: Lesson): string {
  const wrong = noise === '0' ? '' : `, **${noise}\u00a0%** of them labelled wrongly,`;
  const seen = `From **${grouped(now.size)}** digits${wrong} a network learns to tell ${TASKS[task]} with **${fixed(now.mean, 1)}\u00a0%** right`;
  const range = ` (${SEEDS} networks: ${fixed(now.least, 1)} to ${fixed(now.most, 1)}\u00a0%)`;
  if (noise !== '0') return `${seen}${range}. With the right labels it would be ${fixed(cleanNow.mean, 1)}\u00a0%.`;
  return next
    ? `${seen}${range}. ${grouped(next.size)} would make it ${fixed(next.mean, 1)}\u00a0%.`
    : `${seen}${range}. More were not tried.`;
}

/** Where the twenty digits of a task stand on the sheet. */
export const rowsOf = (task: Task): readonly number[] => [0, 1].map((i) => 3 + 2 * tasks.indexOf(task) + i);

/** The labels that the sheet's twenty digits of a task would be given: a share of them wrong. */
export function labelsOf(task: Task, percentWrong: number): { label: number; wrong: boolean }[] {
  const shown = rowsOf(task).flatMap((row) => sheetLabels[row]);
  const rng = random('labels');
  const order = [...rng.permutation(shown.length)];
  const drawn = shown.map((label) => {
    const others = classesOf[task].filter((other) => other !== label);
    return others[rng.integer(others.length)];
  });
  const wrong = new Set(order.slice(0, Math.round((percentWrong / 100) * shown.length)));
  return shown.map((label, i) => ({ label: wrong.has(i) ? drawn[i] : label, wrong: wrong.has(i) }));
}

export const last = sizes.length - 1;
