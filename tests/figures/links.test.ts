// Links: only what differs from the defaults is written, an old link keeps its meaning, and other parameters are left alone.
import { expect, test } from 'vitest';
import { number, vector } from '../../components/figure/knobs.ts';
import { defaultsAt, fromQuery, toQuery, turned } from '../../components/figure/url.ts';

const figure = {
  id: 'descent-1d',
  knobs: {
    rate: number(0.3, { min: 0, max: 4, label: 'learning rate' }),
    start: number(-2, { min: -3, max: 3, label: 'start' }),
    weights: vector([1, 0], { min: -2, max: 2, label: 'weights' }),
  },
  was: { 1: { rate: 0.1 }, 2: { start: 1 } },
};

test('only what differs from the defaults is written', () => {
  expect(toQuery(figure, { rate: 0.3, start: -2, weights: [1, 0] })).toBe('');
  const state = { rate: 1.05, start: -2, weights: [1, -0.5] };
  expect(toQuery(figure, state)).toBe('?v=1&descent-1d.rate=1.05&descent-1d.weights=1,-0.5');
  expect(turned(figure, state)).toEqual(['rate', 'weights']);
});

test('what the address says of other figures and of the page stays', () => {
  const query = toQuery(figure, { ...defaultsAt(figure, 1), rate: 2 }, '?v=1&gates.at=0,1&descent-1d.start=1&lang=en');
  expect(query).toBe('?v=1&gates.at=0,1&lang=en&descent-1d.rate=2');
  expect(toQuery(figure, defaultsAt(figure, 1), '?v=1&descent-1d.rate=2&lang=en')).toBe('?lang=en');
});

test('a link without version is read with today’s defaults; one that speaks of other figures is no link to this one', () => {
  expect(fromQuery(figure, '?descent-1d.rate=1').state).toEqual({ rate: 1, start: -2, weights: [1, 0] });
  expect(fromQuery(figure, '?v=99&gates.at=1')).toMatchObject({ mentioned: false, notes: [] });
});

test('an old link keeps the defaults of its day', () => {
  expect(defaultsAt(figure, 1, 3)).toEqual({ rate: 0.1, start: 1, weights: [1, 0] });
  expect(defaultsAt(figure, 2, 3)).toEqual({ rate: 0.3, start: 1, weights: [1, 0] });
  expect(defaultsAt(figure, 3, 3)).toEqual({ rate: 0.3, start: -2, weights: [1, 0] });
});

test('a link of an unknown edition, or to a knob that is gone, says so and is used as far as it goes', () => {
  const { state, notes } = fromQuery(figure, '?v=99&descent-1d.rate=2&descent-1d.gone=1');
  expect(state.rate).toBe(2);
  expect(notes).toEqual([
    'This link was made for another edition of the book; it was read as well as possible.',
    'This link sets something that this figure does not have; the rest of it was used.',
  ]);
});

test('the number of a printed state is a link to it, which a knob of its own may still change', () => {
  const prints = [{ state: {} }, { state: { rate: 2.2, weights: [0, 1] } }];
  const printed = { ...figure, prints };
  const { state, mentioned } = fromQuery(printed, '?print=1');
  expect(state).toEqual({ rate: 2.2, start: -2, weights: [0, 1] });
  expect(state.weights).not.toBe(prints[1].state.weights);
  expect(mentioned).toBe(true);
  expect(fromQuery(printed, '?print=1&descent-1d.rate=1').state.rate).toBe(1);
  for (const query of ['?print=7', '?print=-1', '?print=length', '?print=1.5'])
    expect(fromQuery(printed, query)).toMatchObject({ mentioned: false, state: { rate: 0.3 } });
  expect(toQuery(printed, state, '?print=1')).toBe('?v=1&descent-1d.rate=2.2&descent-1d.weights=0,1');
});

test('a state is never shared with the definition', () => {
  const { state } = fromQuery(figure, '');
  expect(state.weights).toEqual(figure.knobs.weights.initial);
  expect(state.weights).not.toBe(figure.knobs.weights.initial);
});
