// The two runs in words and lines: how far the neuron has come under either loss, and how strongly each pushes on a one.
import { lossNames, onesAndSevens, slopeBySum, type LossName } from '#engine';
import type { WhichLossFrame } from '#engine/jobs';
import { fixed } from '../../charts/format.ts';

/** How many digits there are to read. */
export const DIGITS = onesAndSevens.length;
export const STEPS = 320;
/** Nine in ten of the digits: a neuron that has recovered. */
export const RECOVERED = Math.ceil(0.9 * DIGITS);

export const NAMES: Readonly<Record<LossName, string>> = {
  crossEntropy: 'cross-entropy',
  squaredError: 'squared error',
};

export const last = (frames: readonly WhichLossFrame[]): WhichLossFrame => frames[frames.length - 1];

/** The first step after which nine in ten are right; undefined while there is none. */
export function recovery(frames: readonly WhichLossFrame[], loss: LossName): number | undefined {
  const step = frames.findIndex((frame) => frame[loss].right >= RECOVERED);
  return step < 0 ? undefined : step;
}

/** The push on a one: how fast its loss rises with the neuron's sum. */
export const push = (loss: LossName, sum: number): number => slopeBySum[loss](sum, 0);

export function tell({ bias }: { bias: number }, frames: readonly WhichLossFrame[]): string {
  const now = last(frames);
  const steps = frames.length - 1;
  if (steps === 0) {
    const { sum } = now.crossEntropy;
    const [ce, se] = lossNames.map((loss) => push(loss, sum));
    return `With a bias of ${fixed(bias, 1)}, the neuron has **${now.crossEntropy.right} of ${DIGITS}** digits right. On the average one cross-entropy pushes with **${fixed(ce, 3)}**, squared error with **${fixed(se, 3)}**.`;
  }
  const said = lossNames.map((loss) => {
    const step = recovery(frames, loss);
    return `${NAMES[loss]} has **${now[loss].right}** of ${DIGITS} right${step === undefined ? '' : `, nine in ten since step **${step}**`}`;
  });
  return `After ${steps} ${steps === 1 ? 'step' : 'steps'} ${said.join('; ')}.`;
}
