// Linear least squares, with the answer of least norm where there are many, and with a ridge where one is wanted. By the
// singular values of the matrix (Householder's reflections, then one-sided Jacobi, Hestenes 1958), which stays exact where the
// normal equations do not.
// Knows numbers in rows, nothing of networks; in double precision.

/** A matrix taken apart once, to be solved for any targets and any ridge. */
export interface Singular {
  rows: number;
  columns: number;
  /** The singular values, in no order. As many as the matrix has rows or columns, whichever are fewer. */
  values: Float64Array;
  /**
   * The smaller side's directions: entry [i, k] of the k-th at `i · count + k`, for `count` values. For a wide matrix they
   * belong to its rows, for a tall one to its columns.
   */
  directions: Float64Array;
  /** What the matrix makes of each direction, one after another, each as long as the larger side: length `values[k]`. */
  images: Float64Array;
}

/** Two images count as orthogonal when their cosine is smaller than this. */
const ORTHOGONAL = 1e-15;
const MOST_SWEEPS = 60;

function dot(a: Float64Array, from: number, other: number, length: number): number {
  let sum = 0;
  for (let i = 0; i < length; i++) sum += a[from + i] * a[other + i];
  return sum;
}

/** Turns two stretches of a list, `step` apart inside each, by an angle. */
function turn(a: Float64Array, from: number, other: number, step: number, length: number, c: number, s: number): void {
  for (let i = 0; i < length; i++) {
    const [p, q] = [from + i * step, other + i * step];
    const [x, y] = [a[p], a[q]];
    a[p] = c * x - s * y;
    a[q] = s * x + c * y;
  }
}

/** Takes from a stretch of `list` twice its share along v: a reflection, for v of squared length `square`. */
function reflect(list: Float64Array, at: number, v: Float64Array, from: number, length: number, square: number): void {
  let share = 0;
  for (let i = 0; i < length; i++) share += v[from + i] * list[at + i];
  share *= 2 / square;
  for (let i = 0; i < length; i++) list[at + i] -= share * v[from + i];
}

/**
 * Long columns made short (Householder): turns `columns`, `count` of them and each `long`, so that column k ends after its entry k.
 * Returns the reflections that do so, in order, each a vector that begins at its entry k.
 */
function shorten(columns: Float64Array, count: number, long: number): { v: Float64Array; squares: Float64Array } {
  const [v, squares] = [new Float64Array(count * long), new Float64Array(count)];
  for (let k = 0; k < count; k++) {
    const at = k * long + k;
    const length = Math.sqrt(dot(columns, at, at, long - k));
    if (length === 0) continue;
    v.set(columns.subarray(at, at + long - k), at);
    v[at] += columns[at] < 0 ? -length : length;
    squares[k] = dot(v, at, at, long - k);
    for (let l = k; l < count; l++) reflect(columns, l * long + k, v, at, long - k, squares[k]);
  }
  return { v, squares };
}

/** Turns columns until all are orthogonal to each other (one-sided Jacobi), and the directions along with them. */
function makeOrthogonal(columns: Float64Array, count: number, long: number): Float64Array {
  const directions = new Float64Array(count * count);
  for (let k = 0; k < count; k++) directions[k * count + k] = 1;
  /** Squared lengths, kept up to date within a sweep. */
  const squares = new Float64Array(count);
  for (let sweep = 0, turned = true; turned && sweep < MOST_SWEEPS; sweep++) {
    turned = false;
    for (let k = 0; k < count; k++) squares[k] = dot(columns, k * long, k * long, long);
    for (let k = 0; k < count - 1; k++)
      for (let l = k + 1; l < count; l++) {
        const both = dot(columns, k * long, l * long, long);
        if (Math.abs(both) <= ORTHOGONAL * Math.sqrt(squares[k] * squares[l])) continue;
        turned = true;
        // The angle that makes the two orthogonal, the smaller of the two that do.
        const cot = (squares[l] - squares[k]) / (2 * both);
        const tan = (cot < 0 ? -1 : 1) / (Math.abs(cot) + Math.sqrt(1 + cot * cot));
        const c = 1 / Math.sqrt(1 + tan * tan);
        turn(columns, k * long, l * long, 1, long, c, c * tan);
        turn(directions, k, l, count, count, c, c * tan);
        squares[k] = Math.max(0, squares[k] - tan * both);
        squares[l] += tan * both;
      }
  }
  return directions;
}

/**
 * Singular values and directions of a matrix [rows, columns], given row by row.
 * @throws RangeError when the length does not fit, or a number is not finite.
 */
export function singularOf(matrix: ArrayLike<number>, rows: number, columns: number): Singular {
  if (matrix.length !== rows * columns || rows < 1 || columns < 1)
    throw new RangeError(`least squares: ${matrix.length} numbers are no matrix of ${rows} × ${columns}`);
  const wide = columns > rows;
  const [count, long] = wide ? [rows, columns] : [columns, rows];
  const images = new Float64Array(count * long);
  for (let k = 0; k < count; k++)
    for (let i = 0; i < long; i++) {
      const entry = wide ? matrix[k * columns + i] : matrix[i * columns + k];
      if (!Number.isFinite(entry)) throw new RangeError(`least squares: not a finite number: ${entry}`);
      images[k * long + i] = entry;
    }
  // What is turned is short, however long the matrix is; then the reflections are taken back.
  const { v, squares } = shorten(images, count, long);
  const short = new Float64Array(count * count);
  for (let k = 0; k < count; k++) short.set(images.subarray(k * long, k * long + k + 1), k * count);
  const directions = makeOrthogonal(short, count, count);
  const values = Float64Array.from({ length: count }, (_, k) => Math.sqrt(dot(short, k * count, k * count, count)));
  images.fill(0);
  for (let k = 0; k < count; k++) {
    images.set(short.subarray(k * count, (k + 1) * count), k * long);
    for (let j = count - 1; j >= 0; j--)
      if (squares[j] > 0) reflect(images, k * long + j, v, j * long + j, long - j, squares[j]);
  }
  return { rows, columns, values, directions, images };
}

/**
 * The weights w that make ‖A w − targets‖² + ridge · ‖w‖² least; without a ridge, of all that make the first part least the
 * shortest. Directions whose singular value is rounding error count as none (as PyTorch's `pinv` counts them).
 * @throws RangeError when there is not one target for each row, or the ridge is negative.
 */
export function leastSquares(
  { rows, columns, values, directions, images }: Singular,
  targets: ArrayLike<number>,
  ridge = 0,
): Float64Array {
  if (targets.length !== rows) throw new RangeError(`least squares: ${targets.length} targets for ${rows} rows`);
  if (!(ridge >= 0)) throw new RangeError(`least squares: a ridge is not negative: ${ridge}`);
  const count = values.length;
  const wide = columns > rows;
  const long = wide ? columns : rows;
  const least = Math.max(rows, columns) * Number.EPSILON * values.reduce((most, value) => Math.max(most, value), 0);
  const weights = new Float64Array(columns);
  for (let k = 0; k < count; k++) {
    if (values[k] <= least) continue;
    let share = 0;
    for (let i = 0; i < rows; i++) share += (wide ? directions[i * count + k] : images[k * long + i]) * targets[i];
    share /= values[k] * values[k] + ridge;
    for (let i = 0; i < columns; i++) weights[i] += share * (wide ? images[k * long + i] : directions[i * count + k]);
  }
  return weights;
}
