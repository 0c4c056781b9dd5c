// The numbers of chapter 12 that training gave: the recorded run of the convolutional network, how it ends with other seeds,
// and how four networks read digits that were slid aside. Read from the records of scripts/digit-nets.ts.
import {
  cnnRecipe,
  cnnRecord,
  netParameters,
  digitPack,
  FARTHEST,
  type NetName,
  RATE,
  rightAt,
  slides,
  soundRecipe,
  soundRecord,
  soundWeights,
  STRETCH,
} from '#engine';

const percent = (right: number) => (100 * right) / cnnRecord.of;

/** `shift.pooled.at4` and its kin, in per cent: the mean over seeds at a slide; `l4` means four pixels to the left. */
const slid = (name: NetName) => ({
  parameters: netParameters[name],
  ...Object.fromEntries(
    slides.flatMap((by) => {
      const { mean, least, most } = rightAt(name, by);
      const place = by < 0 ? `l${-by}` : String(by);
      return [
        [`at${place}`, 100 * mean],
        [`least${place}`, 100 * least],
        [`most${place}`, 100 * most],
      ];
    }),
  ),
});

export const cnnValues = {
  cnn: () => {
    const scores = cnnRecord.seeds.map(({ right }) => percent(right));
    const { steps, batch, rate } = cnnRecipe;
    return {
      parameters: netParameters.flat,
      trainedOn: digitPack.train.count,
      of: cnnRecord.of,
      right: cnnRecord.right,
      wrong: cnnRecord.of - cnnRecord.right,
      percent: percent(cnnRecord.right),
      untrained: percent(cnnRecord.run[0].right),
      seeds: scores.length,
      least: Math.min(...scores),
      most: Math.max(...scores),
      mean: scores.reduce((sum, score) => sum + score, 0) / scores.length,
      updates: steps,
      batch,
      rate,
      epochs: (steps * batch) / digitPack.train.count,
      megabytes: (digitPack.train.bytes + digitPack.test.bytes) / 1e6,
    };
  },
  sound: () => ({
    rate: RATE,
    stretch: STRETCH,
    parameters: soundWeights().length,
    trainedOn: soundRecipe.sounds,
    of: soundRecord.of,
    right: soundRecord.right[0],
    least: Math.min(...soundRecord.right),
  }),
  shift: () => ({ farthest: FARTHEST }),
  'shift.flat': () => slid('flat'),
  'shift.pooled': () => slid('pooled'),
  'shift.lean': () => slid('lean'),
  'shift.wide': () => slid('wide'),
};
