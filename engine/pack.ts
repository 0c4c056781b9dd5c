/**
 * Packing: stretches of memory that are needed at different times may lie in the same place. It knows only sizes and times.
 */

/** A stretch of memory that holds something from one moment to another, both included. */
export interface Stretch {
  readonly size: number;
  readonly first: number;
  readonly last: number;
}

/**
 * Offsets for stretches, so that no two that are needed at the same time overlap: each in the order of its first moment
 * takes the lowest gap that holds it.
 */
export function pack<S extends Stretch>(stretches: readonly S[]): { offsets: Map<S, number>; size: number } {
  const offsets = new Map<S, number>();
  let living: { offset: number; end: number; last: number }[] = []; // by offset
  let size = 0;
  for (const stretch of [...stretches].sort((a, b) => a.first - b.first || b.size - a.size)) {
    living = living.filter(({ last }) => last >= stretch.first);
    let [offset, at] = [0, 0];
    while (at < living.length && living[at].offset < offset + stretch.size) offset = Math.max(offset, living[at++].end);
    living.splice(at, 0, { offset, end: offset + stretch.size, last: stretch.last });
    offsets.set(stretch, offset);
    size = Math.max(size, offset + stretch.size);
  }
  return { offsets, size };
}
