// What `WeightsUnderPressure` says of its three networks: recorded means before the reader trains, the reader's own numbers after.
// Knows no drawing.
import {
  penalties,
  PRESSED_UPDATES,
  PRESSED_SEEDS,
  recordedPressing,
  strengths,
  WEIGHTS,
  type L1Way,
  type Penalty,
  type PressedNet,
  type Strength,
} from '#engine';
import type { PressWeightsFrame } from '#engine/jobs';
import { count, fixed } from '../../charts/format.ts';

export interface Setting {
  /** Which of the recorded strengths. */
  at: number;
  way: L1Way;
}

export const strengthOf = ({ at }: Pick<Setting, 'at'>): Strength => strengths[at];

type Frames = readonly PressWeightsFrame[];

/** The state before training, and one frame for every look. */
export const FRAMES = 51;
const last = (frames: Frames): PressWeightsFrame => frames[frames.length - 1];
/** Whether there is a training of the reader's own to show. */
export const isOwn = (frames: Frames): boolean => last(frames).nets !== null;
/** The three networks at the end of the reader's own training; null before that. */
export const trained = (frames: Frames): PressWeightsFrame['nets'] =>
  last(frames).updates === PRESSED_UPDATES ? last(frames).nets : null;

/** The network to be shown: the reader's own as it stands, or the means of ten recorded ones at their end. */
export const netOf = (setting: Setting, frames: Frames, penalty: Penalty): PressedNet =>
  last(frames).nets?.[penalty] ?? recordedPressing(penalty, strengthOf(setting), setting.way);

export const NAMES: Readonly<Record<Penalty, string>> = { none: 'no penalty', l1: 'L1', l2: 'L2' };

/** "0", "320", "11". */
export const whole = (value: number): string => String(Math.round(value));

export function tell(setting: Setting, frames: Frames): string {
  const [none, l1, l2] = penalties.map((penalty) => netOf(setting, frames, penalty));
  const own = isOwn(frames);
  const opening = own
    ? `After ${count(last(frames).updates, 'update')} at λ = ${strengthOf(setting)}`
    : `Means of ${PRESSED_SEEDS} recorded runs at λ = ${strengthOf(setting)}`;
  const losses = `held-out loss **${fixed(none.heldOut)}** without a penalty, **${fixed(l1.heldOut)}** with L1, **${fixed(l2.heldOut)}** with L2`;
  const zeros =
    setting.way === 'slope'
      ? `Taken by its slope alone, L1 leaves **${whole(l1.zeros)}** of ${WEIGHTS} weights at exactly 0`
      : `L1 leaves **${whole(l1.zeros)}** of ${WEIGHTS} weights at exactly 0, and listens to **${whole(l1.diceUsed)}** of 36 dice`;
  return `${opening}: ${losses}. ${zeros}; L2 leaves **${whole(l2.zeros)}**.`;
}

export function said(setting: Setting, frames: Frames): string {
  const l1 = netOf(setting, frames, 'l1');
  return `λ ${strengthOf(setting)}: L1 has ${whole(l1.zeros)} weights at 0 and a held-out loss of ${fixed(l1.heldOut)}; without a penalty ${fixed(netOf(setting, frames, 'none').heldOut)}.`;
}
