// Seeded randomness: the same numbers for the same seed, and numbers that are spread as they should be.
import { expect, test } from 'vitest';
import { random } from '#engine';

const take = <T>(n: number, next: () => T): T[] => Array.from({ length: n }, next);
const meanOf = (list: number[]) => list.reduce((sum, x) => sum + x, 0) / list.length;
function varianceOf(list: number[]): number {
  const mean = meanOf(list);
  return meanOf(list.map((x) => (x - mean) ** 2));
}

test('the words of seed 1 never change', () => {
  const rng = random(1);
  expect(take(4, () => rng.word())).toMatchInlineSnapshot(`
    [
      3309682268,
      2961907191,
      3593976393,
      361768036,
    ]
  `);
});

test('a seed gives one run, another seed another', () => {
  const [a, b, c] = [random(7), random(7), random(8)];
  const run = take(50, () => a.uniform());
  expect(take(50, () => b.uniform())).toEqual(run);
  expect(take(50, () => c.uniform())).not.toEqual(run);
});

test('texts and fractions are seeds, too', () => {
  const firsts = ['a', 'b', '1', 0.5, -1, 1e300].map((seed) => random(seed).word());
  expect(new Set(firsts).size).toBe(6);
  expect(random('1').word()).toBe(random(1).word());
});

test('uniform: mean, variance and bounds, and no favourite tenth', () => {
  const rng = random(2);
  const list = take(100_000, () => rng.uniform(-1, 3));
  expect(meanOf(list)).toBeCloseTo(1, 1);
  expect(varianceOf(list)).toBeCloseTo(16 / 12, 1);
  expect(list.every((x) => x >= -1 && x < 3)).toBe(true);
  const tenths = Array<number>(10).fill(0);
  for (const x of list) tenths[Math.floor((x + 1) * 2.5)]++;
  expect(Math.max(...tenths.map((count) => Math.abs(count - 10_000)))).toBeLessThan(450); // 4.7 deviations
});

test('normal: moments up to the fourth', () => {
  const rng = random(3);
  const list = take(200_000, () => rng.normal(2, 3)).map((x) => (x - 2) / 3);
  expect(Math.abs(meanOf(list))).toBeLessThan(0.01);
  expect(Math.abs(varianceOf(list) - 1)).toBeLessThan(0.02);
  expect(Math.abs(meanOf(list.map((x) => x ** 3)))).toBeLessThan(0.05);
  expect(Math.abs(meanOf(list.map((x) => x ** 4)) - 3)).toBeLessThan(0.1);
});

test('integer: every value, equally often, and only whole n', () => {
  const rng = random(4);
  const counts = Array<number>(6).fill(0);
  for (let i = 0; i < 60_000; i++) counts[rng.integer(6)]++;
  expect(Math.max(...counts.map((count) => Math.abs(count - 10_000)))).toBeLessThan(450);
  // 3 · 2³⁰ does not divide 2³²: taken carelessly, its first third would come up half the time.
  const firstThird = take(10_000, () => rng.integer(3 * 2 ** 30)).filter((x) => x < 2 ** 30).length;
  expect(Math.abs(firstThird - 3333)).toBeLessThan(250);
  expect(rng.integer(1)).toBe(0);
  for (const n of [0, -1, 1.5, NaN, 2 ** 33])
    expect(() => rng.integer(n)).toThrow(`integer: n must be 1 to 2^32: ${n}`);
});

test('shuffle keeps every element, and all orders of three are equally likely', () => {
  const rng = random(5);
  expect([...rng.permutation(100)].sort((a, b) => a - b)).toEqual([...Array(100).keys()]);
  const orders = new Map<string, number>();
  for (let i = 0; i < 12_000; i++) {
    const order = rng.shuffle(['a', 'b', 'c']).join('');
    orders.set(order, (orders.get(order) ?? 0) + 1);
  }
  expect(orders.size).toBe(6);
  for (const count of orders.values()) expect(Math.abs(count - 2000)).toBeLessThan(200);
});

test('a saved state goes on where it was, forks included', () => {
  const rng = random(6);
  take(10, () => rng.normal());
  const saved = rng.state;
  const next = take(10, () => rng.normal());
  const other = random(99);
  other.state = saved;
  expect(take(10, () => other.normal())).toEqual(next);
  expect(other.fork('x').word()).toBe(rng.fork('x').word());
});

test('forks depend on seed and label, not on what was drawn before', () => {
  const [a, b] = [random(1), random(1)];
  take(5, () => a.word());
  expect(a.fork('data').word()).toBe(b.fork('data').word());
  const words = [b, b.fork('data'), b.fork('noise'), b.fork(1), b.fork(2), random(2).fork('data')].map((r) => r.word());
  expect(new Set(words).size).toBe(6);
});

test('a seed that is no number is refused', () => {
  expect(() => random(NaN)).toThrow('random: seed must be finite: NaN');
  expect(() => random(Infinity)).toThrow('random: seed must be finite: Infinity');
});
