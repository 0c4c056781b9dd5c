// The networks of chapter 13: the drawn neuron is the engine's own, records are honest, rivals are counted rightly, data are what their
// cards say, and what the text claims of memory, names, forecasts and phrases holds over the seeds.
import { statSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { co2, co2Gaps, measuredCo2, yearOf } from '../../../engine/data/co2.ts';
import { isBlocked, lettersOf, nameFile, readNames } from '../../../engine/data/names.ts';
import { isUsable, phraseFile, readPhrases } from '../../../engine/data/phrases.ts';
import { shelved } from '../../../engine/data/shelf.ts';
import { co2Miss, CO2_FROM, CO2_TEST, co2Views, forecastBy, seasonal } from '../../../engine/models/co2-forecast.ts';
import { linearForecast } from '../../../engine/models/co2-linear.ts';
import { linearCo2, recordedCo2 } from '../../../engine/models/co2-record.ts';
import { whole } from '../../../engine/jobs/whole.ts';
import { trainCo2 } from '../../../engine/models/co2-training.ts';
import { countedBits } from '../../../engine/models/letter-counts.ts';
import { memoryBlanks, recordedMemory } from '../../../engine/models/memory-record.ts';
import { memoryCells, memoryParameters, SYMBOLS, timeScale } from '../../../engine/models/memory-span.ts';
import { playMemory } from '../../../engine/models/memory-span-training.ts';
import { heated, nameParameters, nameProbes, nameWriter, writeNames } from '../../../engine/models/name-net.ts';
import { nameRecord } from '../../../engine/models/name-record.ts';
import { trainNames } from '../../../engine/models/name-training.ts';
import { EXAMINED, shownPhrases, translatorParameters, translators } from '../../../engine/models/translator.ts';
import { translatorRecord } from '../../../engine/models/translator-record.ts';
import { trainTranslator } from '../../../engine/models/translator-training.ts';
import { unroll } from '../../../engine/models/unroll.ts';
import { rnnCell } from '../../../engine/nn/index.ts';
import { compile } from '../../../engine/program.ts';
import { input, parameter } from '../../../engine/tensor.ts';
import { reshape } from '../../../engine/operations.ts';
import { readCo2 } from '../../../scripts/co2.ts';
import { recordMemory } from '../../../scripts/memory-span.ts';
import { packNames } from '../../../scripts/names.ts';
import { packPhrases } from '../../../scripts/phrases.ts';

const total = (row: readonly number[]) => row.reduce((sum, value) => sum + value, 0);
const text = (file: Uint8Array) => new TextDecoder().decode(file);

test('the neuron that hears itself is the engine’s own cell, slopes included', () => {
  const [w, u, b] = [0.7, -1.3, 0.2];
  const inputs = [0.5, -1, 0.3, 0.9];
  const named = (name: string, value: number, shape: number[]) => parameter(name, shape, Float64Array.of(value));
  const cell = { weights: named('w', w, [1, 1]), hiddenWeights: named('u', u, [1, 1]), bias: named('b', b, [1]) };
  const xs = inputs.map((_, i) => input(`x${i}`, [1, 1]));
  const states = xs
    .slice(1)
    .reduce((all, x) => [...all, rnnCell(x, all[all.length - 1], cell)], [rnnCell(xs[0], input('h0', [1, 1]), cell)]);
  const loss = reshape(states[states.length - 1], []);
  const program = compile({ loss, gradients: xs, outputs: states, dtype: 'float64' });
  program.feed('h0', [0]);
  inputs.forEach((x, i) => program.feed(`x${i}`, [x]));
  program.forward();
  program.backward();
  unroll({ w, u, b }, inputs).forEach(({ h, reach }, i) => {
    expect(h).toBeCloseTo(program.value(states[i])[0], 12);
    expect(reach).toBeCloseTo(program.gradient(xs[i])[0], 12);
  });
});

describe('the memory game', () => {
  const perfect = (cell: (typeof memoryCells)[number], bias: 'zero' | 'one' | 'chrono', blanks: number) =>
    recordedMemory(cell, bias).right[memoryBlanks.indexOf(blanks)].filter((right) => right === SYMBOLS).length;

  test('the three networks have nearly as many parameters', () => {
    const all = memoryCells.map(memoryParameters);
    expect(Math.max(...all) / Math.min(...all)).toBeLessThan(1.07);
  });

  test('the record is what training gives, failures as well', () => {
    for (const [cell, bias, blanks] of [
      ['lstm', 'chrono', 20],
      ['lstm', 'zero', 20],
      ['gru', 'one', 20],
      ['rnn', 'zero', 10],
    ] as const) {
      const again = recordMemory(cell, bias, [blanks], [1, 2]);
      const at = memoryBlanks.indexOf(blanks);
      const recorded = recordedMemory(cell, bias);
      expect(again.right[0]).toEqual(recorded.right[at].slice(0, 2));
      again.keep[0].forEach((share, unit) => expect(Math.abs(share - recorded.keep[at][unit])).toBeLessThanOrEqual(1));
    }
  });

  test('over eighty blanks chrono biases decide; an LSTM whose gates begin half open is worse than no gates at twenty', () => {
    expect(perfect('rnn', 'zero', 80)).toBe(0);
    expect(perfect('lstm', 'zero', 80) + perfect('lstm', 'one', 80) + perfect('gru', 'zero', 80)).toBe(0);
    expect(perfect('lstm', 'chrono', 80)).toBeGreaterThanOrEqual(6);
    expect(perfect('gru', 'chrono', 80)).toBeGreaterThanOrEqual(8);
    expect(perfect('lstm', 'zero', 20) + 3).toBeLessThan(perfect('rnn', 'zero', 20));
    expect(perfect('lstm', 'zero', 5)).toBe(10);
  });

  test('an LSTM that succeeds holds for the whole span; a GRU succeeds though no gate of it holds so long', () => {
    const longest = (cell: 'lstm' | 'gru', bias: 'one' | 'chrono') => {
      const { right, keep } = recordedMemory(cell, bias);
      const at = memoryBlanks.indexOf(80);
      expect(right[at][0]).toBe(SYMBOLS);
      return Math.max(...keep[at].map((share) => timeScale(share / 1000)));
    };
    expect(longest('lstm', 'chrono')).toBeGreaterThan(80);
    expect(longest('gru', 'chrono')).toBeLessThan(60);
    expect(longest('gru', 'one')).toBeLessThan(60);
  });

  test('before training, hardly any gradient comes home through half-open gates, and much more with chrono', () => {
    const reach = (bias: 'zero' | 'chrono') => {
      const first = playMemory({ cell: 'lstm', bias, blanks: 80, seed: 1 }).next().value;
      return first ? first.reach[0] : NaN;
    };
    expect(reach('zero')).toBeLessThan(1e-8);
    expect(reach('chrono')).toBeGreaterThan(1e-4);
  });
});

describe('names', () => {
  const set = readNames(shelved(nameFile.path));
  const [untrained, trained] = whole(trainNames(set, 1)).take(2);

  test('the packed file is what the packages hold, without what is blocked, and nothing held out is learned from', () => {
    expect(text(shelved(nameFile.path))).toBe(packNames());
    const all = [...set.train, ...set.held];
    expect(new Set(all).size).toBe(all.length);
    expect(all.length).toBe(8394);
    expect(all.filter(isBlocked)).toEqual([]);
    expect(isBlocked('adolf')).toBe(true);
    expect(Math.round(statSync(`public/${nameFile.path}`).size / 1000)).toBe(nameFile.size / 1000);
    expect(() => readNames(new TextEncoder().encode('<html>'))).toThrow(/names: not a file of names/);
  });

  test('counts of one letter, by hand', () => {
    // Counted: a, b, end, once each: three kinds in three, so half the say goes to 1 / 27.
    const share = 1 / 3 / 2 + 1 / 27 / 2;
    expect(countedBits(1, ['ab'], ['a'])).toBeCloseTo(-Math.log2(share), 10);
    expect(countedBits(2, ['ab'], ['ab'])).toBeLessThan(countedBits(1, ['ab'], ['ab']));
  });

  test('the record begins as training does, and the counts are right', () => {
    expect([untrained.held, trained.held]).toEqual([
      expect.closeTo(nameRecord.held[0][0], 3),
      expect.closeTo(nameRecord.held[0][1], 3),
    ]);
    [1, 2, 3, 4].forEach((n, i) => expect(countedBits(n, set.train, set.held)).toBeCloseTo(nameRecord.counted[i], 4));
  });

  test('all five networks end below counts of three letters, and of four', () => {
    expect(nameRecord.held.length).toBeGreaterThanOrEqual(5);
    for (const row of nameRecord.held) {
      expect(row[row.length - 1]).toBeLessThan(nameRecord.counted[2] - 0.2);
      expect(row[row.length - 1]).toBeLessThan(nameRecord.counted[3] - 0.02);
    }
  });

  test('what writes in the page is the network that was trained: its surprise at held-out names is the same', () => {
    const reading = trained;
    expect(reading.weights.length).toBe(nameParameters);
    const writer = nameWriter(reading.weights);
    let [bits, count] = [0, 0];
    for (const name of set.held) {
      writer.start();
      const letters = [0, ...lettersOf(name), 0];
      for (let i = 1; i < letters.length; i++, count++)
        bits -= Math.log2(heated(writer.read(letters[i - 1]), 1)[letters[i]]);
    }
    expect(bits / count).toBeCloseTo(reading.held, 3);
    const names = writeNames(reading.weights, 1, 12, 1);
    expect(names).toEqual(writeNames(reading.weights, 1, 12, 1));
    expect(names.length).toBe(12);
    expect(names.some(isBlocked)).toBe(false);
    reading.reach.forEach((row, i) => expect(row.length).toBe(nameProbes[i].length));
  });
});

describe('carbon dioxide', () => {
  test('the series is the package’s, with its five gaps bridged', () => {
    expect(measuredCo2).toEqual(readCo2());
    expect(co2Gaps.map((month) => yearOf(month).toFixed(2))).toEqual([
      '1958.42',
      '1958.75',
      '1964.08',
      '1964.17',
      '1964.25',
    ]);
    expect(co2Gaps.every((month) => month < CO2_FROM)).toBe(true);
    expect(co2[co2Gaps[0]]).toBeCloseTo((317.51 + 315.86) / 2, 10);
    expect(co2.length - CO2_FROM).toBe(CO2_TEST);
  });

  test('the record is what least squares give, and begins as training does', () => {
    const linear = linearForecast();
    linearCo2().forEach((ppm, i) => expect(ppm).toBeCloseTo(linear[i], 1));
    for (const view of co2Views) {
      const run = trainCo2({ view, seed: 1 });
      let reading = run.next().value;
      while (reading && reading.step < 30) reading = run.next().value;
      expect(co2Miss(reading?.forecasts ?? [])).toBeCloseTo(recordedCo2(view).early, 3);
    }
  });

  test('who wins: changes beat season and drift, a linear rule is as good, levels lose to everybody', () => {
    const [same, rule, linear] = [forecastBy((month) => co2[month - 1]), forecastBy(seasonal), linearCo2()].map(
      co2Miss,
    );
    expect(same).toBeCloseTo(1.39, 2);
    expect(rule).toBeCloseTo(0.525, 2);
    const { miss } = recordedCo2('change');
    expect(miss.length).toBeGreaterThanOrEqual(5);
    for (const one of miss) {
      expect(one).toBeLessThan(rule - 0.1);
      expect(Math.abs(one - linear)).toBeLessThan(0.02);
    }
    for (const one of recordedCo2('level').miss) expect(one).toBeGreaterThan(same + 0.5);
  });
});

describe('phrases', () => {
  const set = readPhrases(shelved(phraseFile.path));

  test('the packed file is what the package holds; shown phrases were learned from and held out as said', () => {
    expect(text(shelved(phraseFile.path))).toBe(packPhrases());
    expect([set.train.length, set.held.length]).toEqual([1225, 150]);
    const [learned, held] = [set.train, set.held].map((pairs) => pairs.map(([english]) => english));
    for (const phrase of shownPhrases.slice(0, 4)) expect(learned).toContain(phrase);
    for (const phrase of shownPhrases.slice(4)) expect(held).toContain(phrase);
    expect(isUsable(['a phrase that is far too long', 'b'])).toBe(false);
    expect(Math.round(statSync(`public/${phraseFile.path}`).size / 1000)).toBe(phraseFile.size / 1000);
    expect(() => readPhrases(new TextEncoder().encode('<html>'))).toThrow(/phrases: not a pair/);
  });

  test('both networks are as large', () => {
    const [vector, attention] = translators.map(translatorParameters);
    expect(Math.abs(vector / attention - 1)).toBeLessThan(0.02);
  });

  test.each(translators)('the record begins as training does: %s', (name) => {
    const run = whole(trainTranslator(set, { name, seed: 1 }));
    const before = run.next().value;
    expect(total([...(before?.learned ?? [1])])).toBe(0);
    const reading = run.next().value;
    expect(reading?.loss).toBeCloseTo(translatorRecord.networks[name].early, 3);
    expect(reading?.looks.length).toBe(name === 'vector' ? 0 : shownPhrases.length);
    // Where the decoder looks is shared out among the letters of the phrase, and among them alone.
    reading?.looks.forEach((looks, i) => {
      const letters = shownPhrases[i].length;
      for (let at = 0; at < looks.length; at += letters)
        expect(total([...looks.subarray(at, at + letters)])).toBeCloseTo(1, 4);
    });
  });

  test('one vector is too little for long phrases; attention is not', () => {
    const { asked, networks } = translatorRecord;
    expect(total(asked.learned)).toBe(EXAMINED);
    for (let seed = 0; seed < 5; seed++) {
      const [vector, attention] = [networks.vector.learned[seed], networks.attention.learned[seed]];
      expect(total(attention)).toBeGreaterThan(2 * total(vector));
      expect(attention[3]).toBeGreaterThan(vector[3] + 3);
      expect(vector[3] / asked.learned[3]).toBeLessThan(0.5 * (vector[0] / asked.learned[0]));
      expect(total(networks.attention.held[seed])).toBeLessThan(0.05 * total(asked.held));
    }
  });
});
