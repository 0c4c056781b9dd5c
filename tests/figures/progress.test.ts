// What is kept of a reader's progress: whatever a file holds, it is read whole or refused in words; what is put together
// loses nothing; storage that is shared, spoilt, full or forbidden.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
  count,
  fromFile,
  merge,
  nothing,
  type Progress,
  ProgressError,
  read,
  toFile,
} from '../../components/progress/progress.ts';

const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text !== '__proto__');
const place = fc.tuple(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).filter((v) => !Object.is(v, -0)),
);
const answer = fc.oneof(
  fc.string(),
  fc.record({ given: fc.string(), hints: fc.nat() }, { requiredKeys: [] }),
  fc.record({ answer: fc.oneof(fc.nat(), fc.array(place)), compared: fc.boolean() }),
);
const lists = <T>(value: fc.Arbitrary<T>) => fc.array(fc.tuple(name, value)).map((all) => Object.fromEntries(all));
const progresses: fc.Arbitrary<Progress> = fc.record({
  answers: lists(lists(answer)),
  challenges: lists(fc.uniqueArray(name)),
});
const entries = ({ answers, challenges }: Progress) => [
  ...Object.entries(answers).flatMap(([page, list]) => Object.keys(list).map((id) => JSON.stringify([page, id]))),
  ...Object.entries(challenges).flatMap(([figure, met]) => met.map((id) => JSON.stringify([figure, id, 'met']))),
];

describe('a file of progress', () => {
  test('comes back as it went', () => {
    fc.assert(
      fc.property(progresses, (progress) => {
        expect(fromFile(toFile(progress))).toEqual(progress);
      }),
    );
  });

  test('whatever is in it, it is read or refused in words', () => {
    const spoilt = fc.tuple(progresses, fc.json(), fc.nat(), fc.nat(9)).map(([progress, json, at, length]) => {
      const text = toFile(progress);
      const place = at % text.length;
      return text.slice(0, place) + json + text.slice(place + length);
    });
    const nested = fc.object({ maxDepth: 4 }).map((answers) => toFile({ answers, challenges: {} } as never));
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json(), spoilt, nested), (text) => {
        try {
          const progress = fromFile(text);
          expect(fromFile(toFile(progress))).toEqual(progress);
        } catch (error) {
          expect(error).toBeInstanceOf(ProgressError);
          expect((error as Error).message).toMatch(/^[A-Z].{10,200}\.$/su);
        }
      }),
      { numRuns: 1000 },
    );
  });

  const wrapped = (parts: object) => JSON.stringify({ format: 'small-nets progress', version: 1, ...parts });
  test.each([
    ['{\n "format": "small', /not a JSON file: it breaks off at line 2/],
    ['', /not a JSON file, or only the beginning/],
    [
      wrapped({ answers: { page: { ex: { answer: 42 } } } }).replace('42', '1e999'),
      /not an answer that the book could keep/,
    ],
    ['<p>oops</p>', /not a JSON file/],
    ['[1, 2]', /not one that this page saved/],
    [wrapped({ version: 9 }), /later edition/],
    [wrapped({ answers: [] }), /The part “answers” should hold names/],
    [wrapped({ answers: { 'chapters/neuron/': { slope: { given: 7 } } } }), /“slope” of the page “chapters\/neuron\/”/],
    [wrapped({ answers: { a: { b: 'x'.repeat(6000) } } }), /“b” of the page “a” is too long/],
    [wrapped({ challenges: { gates: 'xor' } }), /“gates” should be a list/],
    [wrapped({}).replace('"version"', '"answers":{"__proto__":{}},"version"'), /called “__proto__”/],
  ])('%s is refused: %s', (text, reason) => {
    expect(() => fromFile(text)).toThrow(reason);
  });
});

describe('two put together', () => {
  test('lose nothing, and the first one’s answers stay', () => {
    fc.assert(
      fc.property(progresses, progresses, (a, b) => {
        const both = merge(a, b);
        expect(new Set(entries(both))).toEqual(new Set([...entries(a), ...entries(b)]));
        for (const [page, list] of Object.entries(a.answers)) expect(both.answers[page]).toMatchObject(list);
        expect(merge(both, b)).toEqual(both);
        expect(count(both).challenges).toBeLessThanOrEqual(count(a).challenges + count(b).challenges);
      }),
    );
  });

  test('what is spoilt is left out where nothing may be lost', () => {
    const reasons: string[] = [];
    const progress = read(
      { answers: { a: { good: 'x', bad: 7 }, b: null }, challenges: { f: ['x', 3, 'x'] } },
      (reason) => reasons.push(reason),
    );
    expect(progress).toEqual({ answers: { a: { good: 'x' }, b: {} }, challenges: { f: ['x'] } });
    expect(reasons).toHaveLength(3);
  });
});

describe('the store', () => {
  const records = new Map<string, string>();
  let refuses = false;
  let listeners: ((event: unknown) => void)[] = [];
  const storage = {
    getItem: (key: string) => records.get(key) ?? null,
    setItem(key: string, value: string) {
      if (refuses) throw new Error('full');
      records.set(key, value);
    },
    removeItem: (key: string) => records.delete(key),
  };
  /** A tab: the store's module, new. */
  const tab = async () => {
    vi.resetModules();
    return import('../../components/progress/store.ts');
  };

  beforeEach(() => {
    records.clear();
    refuses = false;
    listeners = [];
    vi.stubGlobal('localStorage', storage);
    vi.stubGlobal('addEventListener', (_type: string, listener: () => void) => listeners.push(listener));
  });
  afterEach(() => vi.unstubAllGlobals());

  test('two tabs add to each other', async () => {
    const [one, other] = [await tab(), await tab()];
    expect(one.keepAnswer('p', 'a', { given: '1' })).toBe(true);
    expect(other.keepAnswer('p', 'b', 'x')).toBe(true);
    one.keepChallenges('f', ['c']);
    other.keepChallenges('f', ['d', 'c']);
    const both = { answers: { p: { a: { given: '1' }, b: 'x' } }, challenges: { f: ['d', 'c'] } };
    expect(one.progress()).toMatchObject({ answers: both.answers });
    expect([...(await tab()).progress().challenges.f].sort()).toEqual(['c', 'd']);
    expect([...records.keys()]).toEqual(['small-nets:progress:1']);
  });

  test('another tab is heard, and what it erases is gone', async () => {
    const [one, other] = [await tab(), await tab()];
    one.keepAnswer('p', 'a', 'mine');
    const heard: Progress[] = [];
    one.onElsewhere((progress) => heard.push(progress));
    other.keepAnswer('p', 'a', 'later');
    const key = 'small-nets:progress:1';
    for (const listener of listeners) listener({ key, newValue: records.get(key) });
    expect(heard.at(-1)?.answers).toEqual({ p: { a: 'later' } });
    other.erase();
    for (const listener of listeners) listener({ key, newValue: null });
    expect(one.progress()).toEqual(nothing);
  });

  test('full storage: what was done is there until the page is left, and what was stored stays', async () => {
    const one = await tab();
    one.keepAnswer('p', 'a', 'x');
    refuses = true;
    expect(one.keepAnswer('p', 'b', 'y')).toBe(false);
    expect(one.progress().answers.p).toEqual({ a: 'x', b: 'y' });
    expect((await tab()).progress().answers.p).toEqual({ a: 'x' });
  });

  test('forbidden storage is no error', async () => {
    vi.stubGlobal('localStorage', undefined);
    const one = await tab();
    expect(one.keepChallenges('f', ['c'])).toBe(false);
    expect(one.progress().challenges).toEqual({ f: ['c'] });
    expect(one.erase()).toBe(false);
  });

  test('a record spoilt by another hand loses only what is spoilt', async () => {
    records.set('small-nets:progress:1', '{"answers":{"p":{"a":"x","b":12}},"challenges":[1]}');
    const one = await tab();
    one.keepChallenges('f', ['c']);
    expect((await tab()).progress()).toEqual({ answers: { p: { a: 'x' } }, challenges: { f: ['c'] } });
    records.set('small-nets:progress:1', 'not JSON');
    expect((await tab()).progress()).toEqual(nothing);
  });
});
