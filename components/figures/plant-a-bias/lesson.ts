// What `PlantABias` says of a planted sample and of what a network learned from it: the sample in words, the bars, and the
// gap between groups. Knows no drawing.
import { rareOf, SAMPLE, type Plant } from '#engine';
import type { JudgedGroup, LearnPlantedFrame } from '#engine/jobs';

export interface Setting {
  plant: Plant;
  /** Per cent of the rare kind. */
  share: number;
  groups: boolean;
}

type Frames = readonly LearnPlantedFrame[];

const STEPS = 240;
/** The untrained state, and one frame for every four updates. */
export const FRAMES = 61;

export const last = (frames: Frames): LearnPlantedFrame => frames[frames.length - 1];
export const rightOf = ({ right, of }: JudgedGroup): number => (100 * right) / of;

/** Per cent right on a sample that is mixed like the training sample. */
export const together = (groups: readonly JudgedGroup[]): number =>
  groups.reduce((sum, group) => sum + group.share * rightOf(group), 0);

/** Per cent right in the group of that name, once there is one. */
export const inGroup = (frames: Frames, name: string): number | undefined => {
  const group = last(frames).groups.find((each) => each.name === name);
  return group && rightOf(group);
};

export const isTrained = (frames: Frames): boolean => last(frames).step === STEPS;

const whole = (value: number) => `${Math.round(value)}\u00a0%`;

/** What the sample holds, by kind: the common one first. */
export function kindsOf({
  plant,
  share,
}: Pick<Setting, 'plant' | 'share'>): { text: string; row: number; stamped: boolean }[] {
  if (plant === 'stamp')
    return [
      { text: `${100 - share}\u00a0% of the sevens: stamped`, row: 2, stamped: true },
      { text: `${share}\u00a0% of the sevens: no stamp`, row: 2, stamped: false },
    ];
  const rare = rareOf('lean', share / 100, 0);
  return [
    { text: `${SAMPLE - rare} of ${SAMPLE} lean right`, row: 0, stamped: false },
    { text: `${rare} of ${SAMPLE} lean left`, row: 1, stamped: false },
  ];
}

function sample({ plant, share }: Setting): string {
  const rare = rareOf('lean', share / 100, 0);
  return plant === 'lean'
    ? `Of ${SAMPLE} training digits **${SAMPLE - rare}** lean to the right and **${rare}** to the left.`
    : `Of the sevens among ${SAMPLE} training digits **${100 - share}\u00a0%** wear a stamp in the corner. No other digit does.`;
}

export function tell(setting: Setting, frames: Frames): string {
  const { step, groups } = last(frames);
  if (step === 0) return `${sample(setting)} Nothing has been learned yet.`;
  const all = `After ${step} updates **${whole(together(groups))}** of held-out digits, mixed as in training, are read rightly`;
  if (!setting.groups) return `${all}.`;
  return `${all}. By groups: ${groups.map((group) => `${group.name} **${whole(rightOf(group))}**`).join('; ')}.`;
}
