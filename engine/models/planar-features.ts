// What a net on the plane may be given of a point: its coordinates, and a few things made of them. Knows no net.
import { sin } from '../kernels/math.ts';

interface Feature {
  /** As it is written beside a neuron: x₁². */
  readonly label: string;
  /** The same for those who hear it. */
  readonly said: string;
  readonly value: (x: number, y: number) => number;
}

export const planarFeatures = {
  x: { label: 'x₁', said: 'x 1', value: (x) => x },
  y: { label: 'x₂', said: 'x 2', value: (_, y) => y },
  xx: { label: 'x₁²', said: 'x 1 squared', value: (x) => x * x },
  yy: { label: 'x₂²', said: 'x 2 squared', value: (_, y) => y * y },
  xy: { label: 'x₁x₂', said: 'x 1 times x 2', value: (x, y) => x * y },
  sinx: { label: 'sin x₁', said: 'sine of x 1', value: (x) => sin(x) },
  siny: { label: 'sin x₂', said: 'sine of x 2', value: (_, y) => sin(y) },
} as const satisfies Record<string, Feature>;

export type FeatureName = keyof typeof planarFeatures;

export const featureNames = Object.keys(planarFeatures) as FeatureName[];

/** Features of a list of points, row by row: [points, features]. */
export function featuresOf(
  points: readonly { readonly x: number; readonly y: number }[],
  names: readonly FeatureName[],
): Float32Array {
  const values = new Float32Array(points.length * names.length);
  points.forEach(({ x, y }, row) =>
    names.forEach((name, column) => (values[row * names.length + column] = planarFeatures[name].value(x, y))),
  );
  return values;
}
