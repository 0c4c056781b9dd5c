/** Shapes: how they are written, compared, broadcast and split around an axis. Nothing here knows values. */

/** Sizes of the axes, outermost first; [] is a single number. */
export type Shape = readonly number[];

/** The number of elements. */
export const sizeOf = (shape: Shape): number => shape.reduce((product, size) => product * size, 1);

/** `[2, 3]`, as errors write it. */
export const show = (shape: Shape): string => `[${shape.join(', ')}]`;

export const sameShape = (a: Shape, b: Shape): boolean => a.length === b.length && a.every((size, i) => size === b[i]);

/** Refuses everything but whole positive sizes: a tensor is never empty. */
export function checkShape(who: string, shape: Shape): void {
  if (!shape.every((size) => Number.isSafeInteger(size) && size > 0))
    throw new RangeError(`${who}: sizes must be positive whole numbers: ${show(shape)}`);
}

/** The one shape of an operation whose inputs must agree. */
export function agree(op: string, [a, b]: readonly [Shape, Shape]): Shape {
  if (!sameShape(a, b)) throw new RangeError(`${op}: shapes differ: ${show(a)} and ${show(b)}`);
  return a;
}

/** The shape that both can be repeated to, axes matched from the last: [4, 1] and [3] give [4, 3]. */
export function broadcastShape(op: string, a: Shape, b: Shape): Shape {
  const rank = Math.max(a.length, b.length);
  return Array.from({ length: rank }, (_, i) => {
    const m = a[i - rank + a.length] ?? 1;
    const n = b[i - rank + b.length] ?? 1;
    if (m !== n && m !== 1 && n !== 1)
      throw new RangeError(`${op}: shapes do not broadcast: ${show(a)} and ${show(b)}`);
    return Math.max(m, n);
  });
}

/** An axis counted from the front, from −rank…rank − 1. */
export function axisOf(op: string, shape: Shape, axis: number): number {
  if (!Number.isInteger(axis) || axis < -shape.length || axis >= shape.length)
    throw new RangeError(`${op}: axis ${axis} is not an axis of ${show(shape)}`);
  return axis < 0 ? axis + shape.length : axis;
}

/** A shape seen around one axis as [outer, count, inner]; without an axis all elements are counted. */
export function around(shape: Shape, axis: number | undefined): { outer: number; count: number; inner: number } {
  if (axis === undefined) return { outer: 1, count: sizeOf(shape), inner: 1 };
  const at = axis < 0 ? axis + shape.length : axis;
  return { outer: sizeOf(shape.slice(0, at)), count: shape[at], inner: sizeOf(shape.slice(at + 1)) };
}

/** The shape without one axis; without an axis, a single number. */
export const without = (shape: Shape, axis: number | undefined): Shape =>
  axis === undefined ? [] : shape.filter((_, i) => i !== (axis < 0 ? axis + shape.length : axis));

/** A shape seen as rows of its last axis; a single number is one row of one. */
export function rowsOf(shape: Shape): { rows: number; columns: number } {
  const columns = shape.at(-1) ?? 1;
  return { rows: sizeOf(shape) / columns, columns };
}
