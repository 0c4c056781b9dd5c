// Chapter 14 is what its card and its text say: the stored weights prove a part of their score, the first updates are made again bit
// for bit, counts are counts, attention rows add up and look at nothing later, greedy writing repeats, and recall is learned by the
// one and not by the other, with every seed.
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { CHARACTERS, charactersOf, plainProse, readProse, textOf, type Prose } from '../../../engine/data/prose.ts';
import { drain } from '../../../engine/jobs/job.ts';
import { teachGpt } from '../../../engine/jobs/teach-gpt-training.ts';
import { cutBy, learnPairs, wordsOf } from '../../../engine/models/byte-pairs.ts';
import { passesOf, placesCost } from '../../../engine/models/gpt-cost.ts';
import { gptLessons } from '../../../engine/models/gpt-lessons.ts';
import { lookOnce } from '../../../engine/models/attention-by-hand.ts';
import { countedBits } from '../../../engine/models/prose-counts.ts';
import { REACH_STEPS, reachSizes } from '../../../engine/models/reach.ts';
import { reachFacts, reachRuns } from '../../../engine/models/reach-record.ts';
import { whole } from '../../../engine/jobs/whole.ts';
import { reachParameters, trainReach } from '../../../engine/models/reach-training.ts';
import { chancesOf, choose, softmaxOf } from '../../../engine/models/next-character.ts';
import { gptReader, writeOn } from '../../../engine/models/tiny-gpt-reader.ts';
import { gptRecord, thinned } from '../../../engine/models/tiny-gpt-record.ts';
import { gptShown, LEAD, recordedLooks, SCORED, stretchOf, toneOf } from '../../../engine/models/tiny-gpt-shown.ts';
import { gptFile, gptParameters, gptSizes } from '../../../engine/models/tiny-gpt-sizes.ts';
import { gptExam, gptRecipe, rateShare, trainGpt } from '../../../engine/models/tiny-gpt-training.ts';
import { gptShapes, gptWeights, packGpt, readGpt, readGptHalves } from '../../../engine/models/tiny-gpt.ts';
import { random } from '../../../engine/random.ts';
import { packedProse } from '../../../scripts/prose.ts';

const file = new Uint8Array(readFileSync(new URL(`../../../public/${gptFile.path}`, import.meta.url)));
let prose: Prose;
let row: Float32Array;

beforeAll(() => {
  prose = readProse(packedProse());
  row = readGpt(file);
});

describe('the stored weights', () => {
  test('need on the stretch exactly as many bits as recorded', () => {
    expect(gptExam(stretchOf(prose))(gptWeights(row))).toEqual({ bits: gptShown.stretch.bits, characters: SCORED });
  });

  test('need at most 2.10 bits on all that was held out, and fewer than counts of five characters', () => {
    expect(gptShown.held.bits).toBeLessThanOrEqual(2.1);
    expect(gptShown.held.bits).toBeLessThan(gptShown.held.counted[4]);
    expect(gptShown.held.characters).toBeGreaterThan(0.99 * prose.held.length);
  });

  test('are of the size and number that the card says, and refused when damaged', () => {
    expect(file.length).toBe(gptFile.size);
    expect(file.length).toBeLessThan(2_000_000);
    expect(gptShapes.reduce((sum, [, shape]) => sum + shape.reduce((a, b) => a * b, 1), 0)).toBe(gptParameters);
    expect(() => readGpt(file.subarray(0, 5000))).toThrow('safetensors: the file is cut off');
    expect(readGptHalves(packGpt(row))).toEqual(row); // as readers download them
    expect(() => readGptHalves(packGpt(row).subarray(0, 5000))).toThrow('gpt: 5000 bytes, not 867840');
  });

  test('its first updates are made again, bit for bit, and its rate rises, stays and falls', () => {
    const made: number[] = [];
    for (const { bits } of trainGpt(prose.train, gptRecipe)) {
      if (bits !== null) made.push(bits);
      if (made.length === 4) break;
    }
    expect(made).toEqual(gptRecord.first.slice(0, 4));
    expect(gptShown.course).toEqual(thinned(gptRecord.curve));
    expect(gptShown.steps).toBe(gptRecipe.steps);
    expect(gptRecord.recipe).toEqual(expect.objectContaining({ seed: gptRecipe.seed, steps: gptRecipe.steps }));
    const shares = [1, gptRecipe.warmUp, gptRecipe.steps - gptRecipe.cool, gptRecipe.steps].map((step) =>
      rateShare(gptRecipe, step),
    );
    expect(shares).toEqual([1 / gptRecipe.warmUp, 1, 1, 0]);
  });
});

describe('training as a reader does', () => {
  test('over five seeds the exam passes counts of one character in a hundred updates, of two in four hundred', () => {
    const { counted } = gptShown.stretch;
    expect(gptLessons.runs.map(({ seed }) => seed)).toEqual([1, 2, 3, 4, 5]);
    for (const { held } of gptLessons.runs) {
      expect(held[0]).toBeLessThan(counted[0] - 0.5);
      expect(held[3]).toBeLessThan(counted[1] - 0.25);
      held.slice(1).forEach((bits, i) => expect(bits).toBeLessThan(held[i]));
    }
  });

  test('its first updates are made again, bit for bit, and the untrained network is not asked', () => {
    const [{ seed, first }] = gptLessons.runs;
    const frames = drain(teachGpt, { seed, from: 'scratch' }, 12);
    expect(frames.map(({ step }) => step)).toEqual([0, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(frames[1]).toEqual({ step: 0, bits: null, held: null, weights: null });
    expect(frames[11].bits).toBe(first);
  });

  test('on from the book’s weights it begins where they end', () => {
    const { bits } = drain(teachGpt, { seed: 1, from: 'book' }, 5)[4];
    expect(bits).toBeLessThan(2.3);
  });
});

describe('asking it', () => {
  test('character by character gives what the whole line gives, and the recorded picture of the line', () => {
    const reader = gptReader(row);
    const read = Array.from(charactersOf(gptShown.line), (character) => reader.read(character));
    read[read.length - 1].scores.forEach((score, i) => expect(score).toBeCloseTo(gptShown.scores[i], 3));
    recordedLooks().forEach((rows, head) =>
      rows.forEach((shares, at) => {
        const { looks } = read[at];
        expect(looks[head]).toHaveLength(at + 1); // nothing later
        expect(looks[head].reduce((sum, share) => sum + share, 0)).toBeCloseTo(1, 5);
        if (at < read.length - 1) expect([...shares].map(toneOf)).toEqual([...looks[head]].map(toneOf));
        else shares.forEach((share, i) => expect(Math.abs(share - looks[head][i])).toBeLessThan(0.0005 + 1e-6));
      }),
    );
  });

  test('some heads look at the last few characters, some far back', () => {
    const reader = gptReader(row);
    const read = Array.from(charactersOf(gptShown.line), (character) => reader.read(character).looks);
    const far = read[0].map((_, head) => {
      const means = read
        .slice(12)
        .map((looks) => looks[head])
        .map((row) => row.reduce((sum, share, x) => sum + share * (row.length - 1 - x), 0));
      return means.reduce((sum, mean) => sum + mean, 0) / means.length;
    });
    expect(Math.min(...far)).toBeLessThan(4);
    expect(Math.max(...far)).toBeGreaterThan(8);
  });

  test('agrees with the program that trained it', () => {
    const line = prose.held.subarray(0, 65 + 64);
    const { bits } = gptExam(prose.held.subarray(0, 64 + 64 + 1), 1)(gptWeights(row));
    const reader = gptReader(row);
    let sum = 0;
    for (let t = 0; t < 128; t++) {
      const { scores } = reader.read(line[t]);
      if (t >= 64) sum -= Math.log2(softmaxOf(scores)[line[t + 1]]);
    }
    expect(sum / 64).toBeCloseTo(bits, 4);
  });

  test('at temperature 0 it writes the same every time, whatever the seed, and as recorded', () => {
    const prompt = charactersOf(gptShown.line);
    const choosing = { temperature: 0, topK: CHARACTERS, topP: 1 };
    const texts = [1, 2].map((seed) => textOf(writeOn(gptReader(row), prompt, 40, choosing, random(seed))));
    expect(texts[0]).toBe(texts[1]);
    expect(gptRecord.written[0]).toEqual(expect.objectContaining({ temperature: 0 }));
    expect(gptRecord.written[0].text.slice(0, 40)).toBe(texts[0]);
    expect(gptRecord.written[0].text).toMatch(/(.{15,}?)\1\1/); // round in circles
  });

  test('it can go back to any place and read on from there', () => {
    const reader = gptReader(row);
    const line = charactersOf('Call me Ishmael');
    const first = Array.from(line, (character) => reader.read(character))[line.length - 1].scores;
    reader.back(4);
    let again = first;
    for (const character of line.subarray(4)) again = reader.read(character).scores;
    expect(again).toEqual(first);
    expect(() => {
      for (let i = 0; i < 200; i++) reader.read(1);
    }).toThrow('reads 128 characters and no more');
  });
});

describe('choosing', () => {
  const scores = [3, 2, 1, 0];
  test('top-k leaves k, top-p as many as reach the share, temperature 0 one', () => {
    const left = (choosing: Parameters<typeof chancesOf>[1]) => chancesOf(scores, choosing).filter((p) => p > 0).length;
    expect(left({ temperature: 1, topK: 2, topP: 1 })).toBe(2);
    expect(left({ temperature: 1, topK: 4, topP: 0.6 })).toBe(1); // 0.64 already
    expect(left({ temperature: 1, topK: 4, topP: 0.7 })).toBe(2);
    expect(left({ temperature: 0, topK: 4, topP: 1 })).toBe(1);
    const all = chancesOf(scores, { temperature: 2, topK: 4, topP: 1 });
    expect(all.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 6);
    expect(all[0] / all[1]).toBeCloseTo(Math.exp(0.5), 5);
  });

  test('a choice falls as often as its chance says', () => {
    const luck = random(1);
    const counts = [0, 0, 0, 0];
    for (let i = 0; i < 4000; i++) counts[choose([0.5, 0, 0.25, 0.25], luck)]++;
    expect(counts[1]).toBe(0);
    expect(Math.abs(counts[0] - 2000)).toBeLessThan(130);
  });
});

describe('counting', () => {
  test('single characters need the entropy of their shares; longer counts need fewer bits, as recorded', () => {
    const some = prose.train.subarray(0, 60_000);
    const counted = countedBits(3, some, prose.held.subarray(0, 8000), CHARACTERS);
    expect(counted[0]).toBeGreaterThan(counted[1]);
    expect(counted[1]).toBeGreaterThan(counted[2]);
    const only = countedBits(1, Uint8Array.of(0, 1, 0, 1), Uint8Array.of(0, 1), 2)[0];
    expect(only).toBeCloseTo(1, 10);
    const stretch = stretchOf(prose).subarray(0, LEAD + SCORED);
    expect(countedBits(2, prose.train, stretch, CHARACTERS, LEAD)[0]).toBeCloseTo(gptShown.stretch.counted[0], 10);
  });

  test('the text has no other characters, and no held-out chapter stands in what is learned from', () => {
    expect(prose.train.length).toBe(gptRecord.trained);
    expect(() => readProse(new TextEncoder().encode(textOf(prose.held)))).toThrow('not a file of two texts in 81');
    expect(plainProse('“Ah — café”\u0301ϰ')).toBe('"Ah — cafe"');
    const held = textOf(prose.held.subarray(3000, 3060));
    expect(textOf(prose.train)).not.toContain(held);
  });
});

describe('byte pairs', () => {
  test('the commonest pair comes first, merges lose no character, and cut new words', () => {
    const cutting = learnPairs('low lower lowest', 2);
    expect(cutting.merges.map(({ left, right, count }) => [left, right, count])).toEqual([
      ['l', 'o', 3],
      ['lo', 'w', 3],
    ]);
    expect(cutting.words.flat().join('')).toBe('low lower lowest');
    expect(cutting.sizes).toEqual([16, 13, 10]);
    expect(cutBy(cutting.merges, 'slowly')).toEqual(['s', 'low', 'l', 'y']);
    expect(wordsOf('a bc, d')).toEqual(['a', ' bc', ',', ' d']);
    expect(learnPairs('abc', 5).merges).toEqual([]);
  });
});

describe('by hand, and by counting', () => {
  test('shares add up to one, and a hidden word gets none', () => {
    const keys = [
      [2, 1],
      [-1, 2],
      [1, -2],
    ] as const;
    const { weights, logits } = lookOnce({
      query: [1, -2],
      keys,
      values: [1, 2, 3],
      from: 1,
      causal: true,
      scaled: true,
    });
    expect(weights[2]).toBe(0);
    expect(logits[2]).toBeNull();
    expect(weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 12);
  });

  test('keeping keys and values saves passes nothing but work', () => {
    expect(passesOf(10, 8, true)).toHaveLength(8);
    const cost = (keep: boolean) =>
      passesOf(10, 8, keep).reduce((sum, { from, to }) => sum + placesCost(gptSizes, from, to), 0);
    expect(cost(true)).toBe(placesCost(gptSizes, 0, 17));
    expect(cost(false)).toBeGreaterThan(5 * cost(true));
  });
});

describe('recall', () => {
  test('over five seeds attention recalls more than 98 %, the GRU less than a third, and both all of a single pair', () => {
    expect(reachFacts.seeds).toHaveLength(5);
    for (const size of reachSizes) {
      for (const run of reachRuns(size, 'attention')) expect(run[run.length - 1]).toBeGreaterThan(0.98);
      for (const run of reachRuns(size, 'gru')) expect(run[run.length - 1]).toBeLessThan(size === 4 ? 0.35 : 0.2);
      for (const run of reachRuns(size, 'attention')) expect(run[5]).toBeGreaterThan(0.97); // 100 updates
    }
    for (const share of [...reachFacts.pauses.attention, ...reachFacts.pauses.gru]) expect(share).toBe(1000);
    const { attention, gru } = reachFacts.parameters;
    expect([reachParameters('attention'), reachParameters('gru')]).toEqual([attention, gru]);
    expect(gru).toBeGreaterThan(attention);
    expect(gru).toBeLessThan(1.05 * attention);
  });

  test.each(['attention', 'gru'] as const)('%s: the first readings are made again', (learner) => {
    const made: number[] = [];
    for (const { right, step } of whole(trainReach(learner, 12, 1))) {
      made.push(Math.round(1000 * right) / 1000);
      if (step === 60) break;
    }
    expect(made).toEqual(reachRuns(12, learner)[0].slice(0, 4));
    expect(reachRuns(12, learner)[0]).toHaveLength(REACH_STEPS / 20 + 1);
  });
});
