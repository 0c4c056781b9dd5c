// The address of a figure in a given state: `?v=1&descent-1d.rate=1.05#descent-1d`.
import { write } from '../figure/reading.ts';
import { LINK_VERSION } from '../figure/url.ts';

type State = Readonly<Record<string, number | string | boolean | readonly number[]>>;

/** `address` is where the figure stands: `#descent-1d`, or `/chapters/gradient-descent/#descent-1d`. */
export function figureLink(address: string, figure: string, state: State = {}): string {
  const [page, fragment] = address.split('#');
  const pairs = Object.entries(state).map(
    ([knob, value]) => `${figure}.${knob}=${encodeURIComponent(write(value)).replaceAll('%2C', ',')}`,
  );
  return `${page}?${[`v=${LINK_VERSION}`, ...pairs].join('&')}#${fragment}`;
}
