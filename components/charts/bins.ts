/** Counts values into intervals of equal width. Values outside the domain are counted in its first or last interval. */
export function bins(values: ArrayLike<number>, domain: readonly [number, number], count: number) {
  const [low, high] = domain;
  const width = (high - low) / count;
  const counts = new Array<number>(count).fill(0);
  for (let i = 0; i < values.length; i++)
    counts[Math.min(count - 1, Math.max(0, Math.floor((values[i] - low) / width)))]++;
  return counts.map((n, i) => ({ from: low + i * width, to: low + (i + 1) * width, count: n }));
}
