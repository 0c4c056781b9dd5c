// The race in words: what the methods and landscapes are called, and the standing after so many steps.
import { methods, NEAR, STEPS, surfaceNames, type Method, type SurfaceName } from '#engine';
import type { Walker } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';
import type { StepKind } from './marks.ts';

export const NAMES: Record<Method, string> = {
  descent: 'gradient descent',
  momentum: 'momentum',
  rmsprop: 'RMSProp',
  adam: 'Adam',
};
/** For labels on the map. */
export const SHORT: Record<Method, string> = { ...NAMES, descent: 'plain' };
export const KINDS: Record<Method, StepKind> = { descent: 'grad', momentum: 'mom', rmsprop: 'rms', adam: 'adam' };

export const LANDS: Record<SurfaceName, string> = {
  bowl: 'Bowl',
  ravine: 'Ravine',
  turned: 'Turned ravine',
  saddle: 'Saddle',
  bend: 'Bent valley',
  net: 'A real net, sliced',
};
const WHERE: Record<SurfaceName, string> = {
  bowl: 'in the bowl',
  ravine: 'in the ravine',
  turned: 'in the turned ravine',
  saddle: 'at the saddle',
  bend: 'in the bent valley',
  net: 'on the slice',
};

const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts[parts.length - 1]}`;
const capital = (text: string) => text[0].toUpperCase() + text.slice(1);

export function tell(land: SurfaceName, step: number, walkers: readonly Walker[]): string {
  const name = ({ method }: Walker) => `**${NAMES[method]}**`;
  if (step === 0) return `On your marks ${WHERE[land]}: all four stand on the yellow disc. Drag it anywhere.`;
  const home = walkers.filter((w) => w.home !== null).sort((a, b) => (a.home ?? 0) - (b.home ?? 0));
  const lost = walkers.filter((w) => w.lost);
  const out = walkers.filter((w) => w.home === null && !w.lost).sort((a, b) => a.loss - b.loss);
  const sentences = [`Step ${step} ${WHERE[land]}.`];
  if (home.length)
    sentences.push(
      `${capital(list(home.map((w, i) => `${name(w)} ${i ? 'after' : 'came home after'} **${w.home}**`)))} steps.`.replace(
        '**gradient',
        '**Gradient',
      ),
    );
  if (out.length)
    sentences.push(
      `${out.length === 4 ? 'None is home yet: ' : ''}${list(out.map((w, i) => `${name(w)} ${i ? 'at' : 'is still at a loss of'} **${fixed(w.loss, 3)}**`))}.`,
    );
  if (lost.length) sentences.push(`${list(lost.map(name))} left the map: the rate is too large for these walls.`);
  return sentences.map((s) => s.replace(/^\*\*[a-z]/, (m) => m.toUpperCase())).join(' ');
}

/** The longest that `tell` says of any standing on any ground. */
export function longestTale(): string {
  const ends = [
    { home: STEPS, lost: false },
    { home: null, lost: false },
    { home: null, lost: true },
  ];
  let standings: Walker[][] = [[]];
  for (const method of methods)
    standings = standings.flatMap((others) =>
      ends.map((end): Walker[] => [...others, { method, at: [0, 0], loss: 88.888, ...end }]),
    );
  const tales = surfaceNames.flatMap((land) => standings.map((walkers) => tell(land, STEPS, walkers)));
  return tales.reduce((a, b) => (b.length > a.length ? b : a));
}

export const RULE = `Each runs at the rate that a search over 50 rates found best for it on this ground. Home: from that step to step ${STEPS} the loss stays within ${NEAR} of the lowest.`;

/** Heights of the contours above the lowest point, close together where the ground is low. */
export const levelsOf: Record<SurfaceName, readonly number[]> = {
  bowl: rising(14, 0.05, 2),
  ravine: rising(14, 0.22, 2),
  turned: rising(15, 0.22, 2),
  saddle: rising(14, 0.04, 2.5),
  bend: rising(14, 0.05, 2.4),
  net: rising(15, 0.055, 1.05),
};
function rising(count: number, first: number, power: number): number[] {
  return Array.from({ length: count }, (_, i) => first * (i + 1) ** power);
}
