// What the playground says of a run: its sentence, its milestones, its end, and its table.
import { planarSets } from '#engine';
import { strides, type PlaygroundFrame } from '#engine/jobs';
import { count, grouped, significant } from '../../charts/format.ts';
import type { Divergence, Table } from '../../figure/definition.ts';
import type { knobs, PlaygroundState } from './knobs.ts';

type Frames = readonly PlaygroundFrame[];

export const lastOf = (frames: Frames): PlaygroundFrame => frames[frames.length - 1];

export const lossText = (loss: number | null): string => (loss === null ? 'none' : significant(loss));

/** "after 12 epochs", with parts of one where there are any. */
function when({ epoch, steps }: PlaygroundFrame, { stride }: Pick<PlaygroundState, 'stride'>): string {
  if (steps === 0) return 'Before training';
  const made = strides[stride] ? count(Number(epoch.toFixed(epoch < 10 ? 1 : 0)), 'epoch') : count(steps, 'update');
  return `After **${made}**`;
}

const rights = ({ right, count: all }: PlaygroundFrame['train']) => `${grouped(right)} of ${grouped(all)}`;

export const dataName = (set: PlaygroundState['set']): string =>
  set === 'own' ? 'your points' : planarSets[set].label;

const endings: Readonly<Partial<Record<string, string>>> = {
  right: 'all training points are right',
  low: 'the training loss is below 0.01',
  rising: 'the test loss has not fallen for 50 steps',
};

function ending({ ended }: PlaygroundFrame): string {
  const why = endings[`${ended}`];
  return why ? ` It stops here: ${why}.` : '';
}

export function describe(state: PlaygroundState, frames: Frames): string {
  const frame = lastOf(frames);
  if (frame.ended === 'lacking')
    return state.set === 'own'
      ? 'There is nothing to learn yet: bring **two points or more**, of two classes. Open Data, draw them or paste a table.'
      : 'There is nothing to learn: too few points are for training.';
  const { train, test, classes } = frame;
  const losses = `the loss is **${lossText(train.loss)}** on the training points${test.loss === null ? '' : ` and **${lossText(test.loss)}** on the test points`}`;
  const right = classes
    ? `, and **${rights(train)}**${test.count ? ` and **${rights(test)}**` : ''} of them are in the right class`
    : '';
  return `${when(frame, state)}, ${losses}${right}.${ending(frame)}`;
}

export function announce(state: PlaygroundState, frames: Frames): string {
  const frame = lastOf(frames);
  if (frame.ended === 'lacking') return describe(state, frames);
  const { train, test, classes } = frame;
  const right = classes ? `${rights(train)} right, test ${rights(test)}` : '';
  return `${when(frame, state)}: training loss ${lossText(train.loss)}, test loss ${lossText(test.loss)}. ${right}`;
}

export function diverged(state: PlaygroundState, frames: Frames): Divergence<typeof knobs> | false {
  const frame = lastOf(frames);
  if (frame.ended !== 'diverged') return false;
  const rate = Math.max(0.0001, Number((state.rate / 10).toPrecision(2)));
  return {
    says: `**Diverged at update ${frame.brokeAt ?? frame.steps}.** Each step was too long for its slope, and the next slope was steeper: the numbers have left the page. You see the last step before.`,
    remedy: { label: `Start again at a rate of ${significant(rate, 2)}`, state: { rate } },
  };
}

export function table(_state: PlaygroundState, frames: Frames): Table {
  const rows = frames.map(({ epoch, steps, train, test, classes }) => [
    Number(epoch.toFixed(3)),
    steps,
    train.loss ?? '',
    test.loss ?? '',
    ...(classes ? [train.right, test.right] : ['', '']),
  ]);
  return { columns: ['epoch', 'updates', 'training loss', 'test loss', 'training right', 'test right'], rows };
}

/** No better than luck. */
export const isUntrained = (frames: Frames): boolean => {
  const { train, steps } = lastOf(frames);
  return steps === 0 && (train.loss ?? 0) > 0.6 && train.right < 0.75 * train.count;
};
