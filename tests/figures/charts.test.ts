// Charts: scales go both ways, lines of equal height are where they should be, numbers are printed as the book does.
import fc from 'fast-check';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { bins } from '../../components/charts/bins.ts';
import { count, fixed, significant, signed } from '../../components/charts/format.ts';
import { isolines, sample } from '../../components/charts/isolines.ts';
import { layout } from '../../components/charts/layers.ts';
import { line } from '../../components/charts/path.ts';
import { linear, logarithmic } from '../../components/charts/scale.ts';
import { csv } from '../../components/figure/csv.ts';
import { pieces, plain } from '../../components/figure/sentence.ts';
import Kit from './Kit.svelte';

describe('scales', () => {
  test.each([
    ['linear', linear([-3, 5], [40, 640])],
    ['linear, upside down', linear([0, 2], [300, 0])],
    ['logarithmic', logarithmic([0.01, 4], [0, 500])],
  ])('%s: a pixel and back', (_name, scale) => {
    const [from, to] = scale.domain;
    expect([scale(from), scale(to)].map(Math.round)).toEqual(scale.range);
    fc.assert(
      fc.property(fc.double({ min: from, max: to, noNaN: true }), (value) => {
        expect(scale.invert(scale(value))).toBeCloseTo(value, 9);
      }),
    );
    for (const tick of scale.ticks(5)) expect(tick).toBeGreaterThanOrEqual(from);
  });

  test('a log scale ticks at decades', () => {
    expect(logarithmic([0.001, 1000], [0, 1]).ticks(7)).toEqual([0.001, 0.01, 0.1, 1, 10, 100, 1000]);
  });
});

describe('isolines', () => {
  const bowl = sample((x, y) => x * x + y * y, [-2, 2], [-2, 2], 81, 81);
  const radius = ([column, row]: readonly number[]) => Math.hypot((column - 40) / 20, (row - 40) / 20);

  test('run where the height is, all the way round', () => {
    const lines = isolines(bowl, 1);
    expect(lines.length).toBe(1);
    expect(lines[0][0]).toEqual(lines[0].at(-1));
    for (const point of lines[0]) expect(radius(point)).toBeCloseTo(1, 2);
  });

  test('end at the edge when open, close along it when closed', () => {
    expect(isolines(bowl, 5.5).length).toBe(4);
    const closed = isolines(bowl, 5.5, true);
    expect(closed.length).toBe(4);
    for (const outline of closed) expect(outline[0]).toEqual(outline.at(-1));
  });

  test('keep apart what a saddle keeps apart', () => {
    const saddle = sample((x, y) => x * y, [-1, 1], [-1, 1], 20, 20);
    expect(isolines(saddle, 0.05).length).toBe(2);
    expect(isolines(saddle, -0.05).length).toBe(2);
  });

  test('there are none above the highest point', () => {
    expect(isolines(bowl, 99)).toEqual([]);
    expect(isolines(bowl, 99, true)).toEqual([]);
  });
});

test('numbers are printed with a true minus, and never as minus nothing', () => {
  expect([fixed(-0.5), fixed(-0.001), signed(0.5), signed(-0.5), signed(0.001)]).toEqual([
    '−0.50',
    '0.00',
    '+0.50',
    '−0.50',
    '0.00',
  ]);
  expect([significant(0.01234), significant(340.2), significant(1.2e7, 2), significant(0)]).toEqual([
    '0.0123',
    '340',
    '1.2 × 10⁷',
    '0.00',
  ]);
  expect([count(1, 'step'), count(2, 'step'), count(0, 'body', 'bodies')]).toEqual(['1 step', '2 steps', '0 bodies']);
});

test('a path lifts its pen at a gap', () => {
  expect(line([[0, 0], [1, 1.26], null, [2, 2], [3, 3]])).toBe('M0 0L1 1.3M2 2L3 3');
  expect(
    line(
      [
        [0, 0],
        [1, 1],
      ],
      true,
    ),
  ).toBe('M0 0L1 1Z');
});

test('layers stand from left to right, neurons about the middle', () => {
  const place = layout([3, 1], { left: 0, right: 100, top: 0, bottom: 90 });
  expect([place(0, 0), place(0, 2), place(1, 0)]).toEqual([
    [0, 15],
    [0, 75],
    [100, 45],
  ]);
});

test('a table is written as CSV, text quoted where it must be', () => {
  expect(
    csv({
      columns: ['step', 'name, in full'],
      rows: [
        [0, 'a "b"'],
        [1.5, 'c'],
      ],
    }),
  ).toBe('step,"name, in full"\r\n0,"a ""b"""\r\n1.5,c\r\n');
});

test('a sentence has bold runs and nothing else', () => {
  expect(pieces('**Diverged.** The <b>end</b>')).toEqual([
    { text: 'Diverged.', bold: true },
    { text: ' The <b>end</b>', bold: false },
  ]);
  expect(plain('**a** b')).toBe('a b');
});

describe('every chart, drawn on the server', () => {
  const { body } = render(Kit);
  const chart = (label: string) => body.split(`aria-label="${label}"`)[1].split('</svg>')[0];
  const many = (text: string, pattern: RegExp) => text.match(pattern)?.length ?? 0;

  test('has numbers in all its places, and says nothing to screen readers but its label', () => {
    expect(body.match(/NaN|undefined|Infinity|null/)).toBeNull();
    expect(many(body, /role="img"/g)).toBe(6);
    expect(many(body, /<svg class="plot\b[^>]*>(<!--.*?-->)*<g aria-hidden="true">/g)).toBe(6);
  });

  test('contours grow heavier with height', () => {
    const weights = [...chart('contours').matchAll(/class="contour"[^>]*stroke-width: ([\d.]+)/g)].map((m) =>
      Number(m[1]),
    );
    expect(weights).toEqual([...weights].sort((a, b) => a - b));
    expect(new Set(weights).size).toBe(4);
  });

  test('an axis numbers its ticks, except where its title stands', () => {
    const numbers = [...chart('contours').matchAll(/class="tick-label"[^>]*text-anchor[^>]*>([^<]+)/g)].map(
      (m) => m[1],
    );
    expect(numbers).toEqual(['−3', '−2', '−1', '0', '1']);
  });

  test('plus and minus differ in shape, seen and held back in filling', () => {
    expect(chart('map')).toContain('class="mark-minus hollow"');
    const shape = (kind: string) => new RegExp(`class="mark-${kind}[^"]*"[^>]* d="([^"]+)"`).exec(chart('map'))?.[1];
    expect(shape('plus')).not.toBe(shape('minus'));
    expect(many(chart('map'), /class="border-other"/g)).toBe(2);
    expect(chart('network')).toContain('curve-minus');
  });

  test('a bar of nothing is not drawn; counts go into the intervals they belong to', () => {
    expect(many(chart('bars'), /<rect/g)).toBe(2);
    expect(bins([0, 0.3, 2, -1], [0, 1], 4).map(({ count: n }) => n)).toEqual([2, 1, 0, 1]);
    expect(many(chart('histogram'), /<rect/g)).toBe(4);
  });

  test('a weight of nothing is not drawn; a neuron of unknown activity stays open', () => {
    expect(many(chart('network'), /class="curve /g)).toBe(8);
    expect(many(chart('network'), /class="neuron"/g)).toBe(6);
    expect(many(chart('network'), /class="bar-ink"/g)).toBe(5);
  });

  test('a heat map draws one path a tone, and strikes out its minus cells', () => {
    expect(many(chart('heat'), /<path class="bar-plus"/g)).toBe(3);
    expect(many(chart('heat'), /<path class="bar-minus"/g)).toBe(2);
    expect(many(chart('heat'), /<path class="bar-ink"/g)).toBe(2);
    expect(/class="stroke-ink" d="([^"]+)"/.exec(chart('heat'))?.[1].match(/M/g)?.length).toBe(2);
  });
});
