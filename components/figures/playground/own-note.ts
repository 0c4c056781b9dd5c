/**
 * The reader's own points as a text, in a file and on this device, so that they are there after a reload. What is read is
 * trusted with nothing.
 */
import { PLANAR_EDGE, type OwnPoints } from '#engine';

const KEY = 'small-nets:own-points:1';
/** As many as can be read or drawn. */
export const MOST_ROWS = 10_000;
/** More classes than these are not told apart by marks. */
export const MOST_CLASSES = 5;

/** As short as a number can be written that comes back as the same float32. */
const exact = (value: number): number => Number(value.toPrecision(9));

export const writeOwn = (own: OwnPoints): string =>
  JSON.stringify({
    classes: own.classes,
    names: own.names,
    x: Array.from(own.x, exact),
    y: Array.from(own.y, exact),
    target: Array.from(own.target, exact),
  });

const isNumbers = (value: unknown, reach: number): value is number[] =>
  Array.isArray(value) && value.every((entry) => typeof entry === 'number' && Math.abs(entry) <= reach);

function parsed(text: string): Record<string, unknown> {
  try {
    return (JSON.parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    return {};
  }
}

/** @throws Error when the text holds no sound points */
export function readOwn(text: string): OwnPoints {
  const { classes, names, x, y, target } = parsed(text);
  const isSound =
    typeof classes === 'number' &&
    Number.isInteger(classes) &&
    classes >= 0 &&
    classes <= MOST_CLASSES &&
    Array.isArray(names) &&
    names.length === classes &&
    names.every((name) => typeof name === 'string' && name.length <= 40) &&
    isNumbers(x, PLANAR_EDGE) &&
    isNumbers(y, PLANAR_EDGE) &&
    isNumbers(target, MOST_CLASSES) &&
    x.length === y.length &&
    y.length === target.length &&
    x.length <= MOST_ROWS &&
    (classes === 0 || target.every((entry) => Number.isInteger(entry) && entry >= 0 && entry < classes));
  if (!isSound) throw new Error('Its own points are not sound.');
  return {
    classes,
    names: names as string[],
    x: Float32Array.from(x),
    y: Float32Array.from(y),
    target: Float32Array.from(target),
  };
}

/** What was kept on this device; undefined where there is nothing, or it is forbidden, or no longer sound. */
export function storedOwn(): OwnPoints | undefined {
  try {
    const text = localStorage.getItem(KEY);
    return text === null ? undefined : readOwn(text);
  } catch {
    return undefined;
  }
}

/** Keeps them, or forgets them when there are none; false when there is no room, or it is forbidden. */
export function storeOwn(own: OwnPoints): boolean {
  try {
    if (own.x.length) localStorage.setItem(KEY, writeOwn(own));
    else localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}
