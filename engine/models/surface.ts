// A loss over two weights, ready to be asked for its height and its gradient anywhere: the five landscapes here, and the
// slice through a real network of net-slice.ts. Knows nothing of who asks.
import { valueAndGradient } from '../evaluate.ts';
import { sum } from '../operations.ts';
import { parameter } from '../tensor.ts';
import { landscapeNames, landscapes, type LandscapeName, type Surface } from './landscapes.ts';
import { netSlice } from './net-slice.ts';

export type SurfaceName = LandscapeName | 'net';

function analytic(name: LandscapeName): Surface {
  const { loss, lowest, minima, starts } = landscapes[name];
  const [x, y] = [parameter('x', [1], 0), parameter('y', [1], 0)];
  const ask = valueAndGradient(sum(loss(x, y)), [x, y]);
  return {
    feel([px, py]) {
      const { value, gradients } = ask(px, py);
      return { loss: value, gradient: [gradients[0][0], gradients[1][0]] };
    },
    height: (px, py) => ask(px, py).value,
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
