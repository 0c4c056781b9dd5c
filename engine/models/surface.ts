// A loss over two weights, ready to be asked for its height and its gradient anywhere: the five landscapes here, and the
// slice through a real network of net-slice.ts. Knows nothing of who asks.
import { evaluate, valueAndGradient } from '../evaluate.ts';
import { sum } from '../operations.ts';
import { constant, parameter } from '../tensor.ts';
import { readHeight, type HeightGrid } from './height-grid.ts';
import { bounds, landscapeNames, landscapes, type LandscapeName, type Surface } from './landscapes.ts';
import { netSlice } from './net-slice.ts';

export type SurfaceName = LandscapeName | 'net';

/** Heights all over the map, asked for in one run of the engine: finer than any map is drawn. */
function heightsOf(name: LandscapeName): HeightGrid {
  const [columns, rows] = [161, 121];
  const place = (k: number, [from, to]: readonly [number, number], count: number) =>
    from + ((to - from) * k) / (count - 1);
  const each = { length: columns * rows };
  const xs = Float64Array.from(each, (_, k) => place(k % columns, bounds.x, columns));
  const ys = Float64Array.from(each, (_, k) => place(Math.floor(k / columns), bounds.y, rows));
  return { ...bounds, columns, rows, heights: evaluate(landscapes[name].loss(constant(xs), constant(ys)), 'float64') };
}

function analytic(name: LandscapeName): Surface {
  const { loss, lowest, minima, starts } = landscapes[name];
  const [x, y] = [parameter('x', [1], 0), parameter('y', [1], 0)];
  const ask = valueAndGradient(sum(loss(x, y)), [x, y]);
  let heights: HeightGrid | undefined;
  return {
    feel([px, py]) {
      const { value, gradients } = ask(px, py);
      return { loss: value, gradient: [gradients[0][0], gradients[1][0]] };
    },
    height: (px, py) => readHeight((heights ??= heightsOf(name)), px, py),
    lowest,
    minima,
    starts,
  };
}

const built = new Map<SurfaceName, Surface>();

/** Compiled at first use, then kept. */
export function surface(name: SurfaceName): Surface {
  const known = built.get(name);
  if (known) return known;
  const made = name === 'net' ? netSlice() : analytic(name);
  built.set(name, made);
  return made;
}

export const surfaceNames: readonly SurfaceName[] = [...landscapeNames, 'net'];
