// Sounds, their pictures and the network that hears them: a pure tone stands in the band and the column where it should, the
// stored network proves its record, and trained again it begins as it began.
import { describe, expect, test } from 'vitest';
import { LATEST, makeSound, RATE, SAMPLES, soundKinds } from '../../../engine/data/sounds.ts';
import { BANDS, COLUMNS, HOP, inkOfStretch, spectrogram, STRETCH, tonesOf } from '../../../engine/data/spectrogram.ts';
import { countNamed } from '../../../engine/models/sound-net-training.ts';
import { soundListener, soundWeights } from '../../../engine/models/sound-net.ts';
import { soundRecord } from '../../../engine/models/sound-record.ts';
import { random } from '../../../engine/random.ts';
import { begunOf, heldOutSounds, storedForm } from '../../../scripts/sound-net.ts';

const tone = (hertz: number, loud = 1) =>
  Float32Array.from({ length: SAMPLES }, (_, i) => loud * Math.sin((2 * Math.PI * hertz * i) / RATE));

describe('the spectrogram', () => {
  test.each([250, 1000, 2500, 3750])('a tone of %i Hz stands in its band, at full ink', (hertz) => {
    const tones = tonesOf(tone(hertz), HOP);
    const k = (hertz * STRETCH) / RATE;
    expect(tones[k]).toBeCloseTo(1, 2);
    expect(tones[k + 3]).toBeLessThan(0.01);
    const ink = inkOfStretch(tone(hertz), HOP);
    expect(ink.indexOf(Math.max(...ink))).toBe(Math.floor((hertz / (RATE / 2)) * BANDS));
    expect(Math.max(...ink)).toBeGreaterThan(0.99);
  });

  test('a tenth of the loudness is twenty decibels: a third of the ink', () => {
    const [full, tenth] = [1, 0.1].map((loud) => Math.max(...inkOfStretch(tone(1000, loud), 0)));
    // the full tone is cut off at full ink: a hair above it
    expect(full - tenth).toBeGreaterThan(0.3);
    expect(full - tenth).toBeLessThan(1 / 3 + 0.01);
  });

  test('silence is paper; a later sound is a picture further to the right', () => {
    expect(Math.max(...spectrogram(new Float32Array(SAMPLES)))).toBe(0);
    const at = (onset: number) => spectrogram(makeSound('bell', random(3), { onset, noise: 0 }));
    const [early, late] = [at(0.032), at(0.032 + (4 * HOP) / RATE)];
    for (let row = 0; row < BANDS; row++)
      for (let column = 0; column < COLUMNS - 5; column++)
        expect(late[row * COLUMNS + column + 4]).toBeCloseTo(early[row * COLUMNS + column], 1);
  });
});

describe('sounds', () => {
  test.each(soundKinds)('%s: the same from a seed, within ±1, silent before its onset', (kind) => {
    for (let seed = 1; seed <= 5; seed++) {
      const sound = makeSound(kind, random(seed), { onset: LATEST, noise: 0 });
      expect(sound).toEqual(makeSound(kind, random(seed), { onset: LATEST, noise: 0 }));
      expect(Math.max(...sound.map(Math.abs))).toBeCloseTo(0.9, 5);
      expect(Math.max(...sound.subarray(0, Math.floor(LATEST * RATE)).map(Math.abs))).toBe(0);
    }
  });
});

describe('the network that hears', () => {
  test('proves its record on the first sounds that it did not learn from: none of them is misheard', () => {
    expect(soundRecord.right[0]).toBe(soundRecord.of);
    expect(countNamed(soundWeights(), heldOutSounds(), 120)).toBe(120);
  });

  test('names at least 97 of 100 with each of five seeds', () => {
    expect(soundRecord.right).toHaveLength(5);
    for (const right of soundRecord.right) expect(right / soundRecord.of).toBeGreaterThanOrEqual(0.97);
  });

  test('hears what begins later than anything that it learned from', () => {
    const listen = soundListener(soundWeights());
    let right = 0;
    for (let seed = 1; seed <= 10; seed++)
      soundKinds.forEach((kind, i) => {
        const p = listen(spectrogram(makeSound(kind, random(seed), { onset: 0.25, noise: 0.02 })));
        if (p[i] === Math.max(...p)) right++;
      });
    expect(right).toBeGreaterThan(48);
  });

  test('begins as recorded when it is trained again', () => {
    expect(soundRecord.begun).toHaveLength(150);
    expect(begunOf()).toEqual(soundRecord.begun);
    expect([...storedForm(soundWeights()).subarray(0, 150)]).not.toEqual(soundRecord.begun);
  });
});
