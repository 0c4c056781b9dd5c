// Every figure there is, by its file: it renders on the server at each of its printed states, says what its data say, keeps
// its state in a link, and its jobs can be done. A new figure is tested by existing.
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { render } from 'svelte/server';
import { describe, expect, test } from 'vitest';
import { figures } from '../../components/figure/all.ts';
import { finite } from '../../components/figure/finite.ts';
import { write } from '../../components/figure/reading.ts';
import { plain } from '../../components/figure/sentence.ts';
import { defaultsAt, fromQuery, LINK_VERSION, toQuery } from '../../components/figure/url.ts';
import { figureId } from '../../components/markdown/scan.ts';
import { allowed, anyState, hostile } from './states.ts';

/** What a reader would see of a rendering: no tags, entities read, spaces made one. */
const seen = (html: string) =>
  html
    .replace(/<!--.*?-->/gs, '')
    .replace(/<math.*?<\/math>/gs, '')
    .replace(/<[^>]*>/g, '')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');
const sentence = (text: string) => plain(text).replace(/\s+/g, ' ').trim();
const broken = /NaN|undefined|\[object|Infinity/;

test('there are figures, and no two have one id', () => {
  expect(figures.length).toBeGreaterThan(0);
  expect(new Set(figures.map(({ figure }) => figure.id)).size).toBe(figures.length);
});

describe.each(figures)('$name', ({ name, figure, default: View }) => {
  const rest = figure.atRest();
  const prints = figure.prints.map(({ label, state, at }) => {
    const whole = figure.stateWith(state);
    return { label, state: whole, data: figure.data(whole, at), turned: state };
  });

  test('its id is its name', () => {
    expect(figure.id).toBe(figureId(name));
  });

  test('renders at rest with its sentence, the same each time', () => {
    const { body } = render(View, { props: { number: '6.1' } });
    expect(seen(body)).toContain(sentence(figure.describe(rest.state, rest.data)));
    expect(seen(body)).toContain('Figure 6.1');
    expect(body.match(broken)).toBeNull();
    expect(render(View, { props: { number: '6.1' } }).body === body).toBe(true);
  });

  test('its twin shows and describes each other printed state; its thumbnail is a drawing', () => {
    const { body } = render(View, { props: { twin: true } });
    for (const { label, state, data } of prints.slice(1)) {
      expect(seen(body)).toContain(sentence(figure.describe(state, data)));
      if (label) expect(seen(body)).toContain(label);
    }
    expect(body.match(broken)).toBeNull();
    expect(body.match(new RegExp(`tabindex|role="slider"|id="${figure.id}`))).toBeNull();
    const thumbnail = render(View, { props: { thumbnail: true } }).body;
    expect(thumbnail.match(/<svg|<img|<canvas/)).not.toBeNull();
    expect(thumbnail.match(broken)).toBeNull();
    expect(thumbnail.match(/tabindex|role="slider"/)).toBeNull();
  });

  test('the first print is the resting state; every print is a state that the knobs allow', () => {
    expect(prints[0].turned).toEqual({});
    for (const { turned } of prints)
      for (const [knob, value] of Object.entries(turned)) {
        expect(figure.knobs, `${knob} is a knob`).toHaveProperty(knob);
        expect(allowed(figure.knobs[knob], value), `${knob} = ${String(value)}`).toBe(true);
      }
  });

  test('its data are finite wherever it is printed, and deterministic', () => {
    for (const { state, data } of prints) {
      expect(finite(data)).toBe(true);
      expect(plain(figure.describe(state, data))).not.toMatch(broken);
    }
    expect(figure.atRest().data).toEqual(rest.data);
  });

  test('at rest it shows what it says it shows', () => {
    expect(figure.takeaway.says.length).toBeGreaterThan(20);
    expect(figure.takeaway.holds(rest.state, rest.data)).toBe(true);
  });

  test('other data make another sentence', () => {
    const said = figure.describe(rest.state, rest.data);
    const isOther = (data: unknown) => figure.describe(rest.state, data) !== said;
    // One after another, since a training takes its time, and mostly the first will do.
    const states = [
      ...prints.map(({ state }) => state),
      ...fc.sample(anyState(figure.knobs), { numRuns: 40, seed: 6 }),
    ];
    const atRest = (state: (typeof states)[number]) => figure.data(state, figure.run?.rest);
    // Where nothing has been made at rest, whatever the knobs say, it must be told of the first frame that is made.
    if (figure.run && states.every((state) => isDeepStrictEqual(atRest(state), rest.data)))
      return expect(isOther(figure.data(rest.state, (figure.run.rest ?? 0) + 1))).toBe(true);
    const before = figure.run ? [figure.data(rest.state, 1)] : [];
    const differs = [...before, ...states.map(atRest)].some(isOther);
    expect(differs || states.some((state) => isOther(figure.data(state)))).toBe(true);
  });

  test('wherever the knobs are turned, it has a sentence without broken numbers', () => {
    fc.assert(
      fc.property(anyState(figure.knobs), (state) => {
        const data = figure.data(state, figure.run?.rest);
        if (!finite(data)) return;
        expect(plain(figure.describe(state, data))).not.toMatch(broken);
        expect(plain(figure.announce?.(state, data) ?? '')).not.toMatch(broken);
      }),
      { numRuns: 60 },
    );
  });

  test('any state survives a link, without a note', () => {
    fc.assert(
      fc.property(anyState(figure.knobs), (state) => {
        const query = toQuery(figure, state, '?page=2');
        expect(query).toContain('page=2');
        const back = fromQuery(figure, query);
        expect(back.state).toEqual(state);
        expect(back.notes).toEqual([]);
      }),
    );
    expect(toQuery(figure, figure.initial())).toBe('');
  });

  test('a hostile link gives a state that the knobs allow, and never an exception', () => {
    const names = [...Object.keys(figure.knobs), '__proto__', 'constructor', ''];
    fc.assert(
      fc.property(fc.constantFrom(...names), hostile, hostile, (knob, value, version) => {
        const query = `?v=${version}&${figure.id}.${knob}=${value}&${figure.id}.${knob}=${value}`;
        const { state, notes } = fromQuery(figure, query);
        expect(Object.keys(state).sort()).toEqual(Object.keys(figure.knobs).sort());
        for (const [each, knob] of Object.entries(figure.knobs))
          expect(allowed(knob, state[each]), `${each} = ${String(state[each])}`).toBe(true);
        // What a note quotes is the link's own; the rest must be sound.
        for (const note of notes) expect(note.replace(/“[^”]*”/g, '')).not.toMatch(broken);
      }),
    );
  });

  test('links of every version keep their meaning', async () => {
    for (let version = 1; version <= LINK_VERSION; version++) {
      const lines = Object.entries(defaultsAt(figure, version)).map(([knob, value]) => `${knob} = ${write(value)}\n`);
      await expect(lines.join('')).toMatchFileSnapshot(`./links/v${version}/${figure.id}.txt`);
    }
  });

  test('no job is done at rest; each can be done', () => {
    for (const { id, reached, solution } of figure.challenges ?? []) {
      expect(reached(rest.state, rest.data), `${id} at rest`).toBe(false);
      if (!solution) continue;
      const state = figure.stateWith(solution.state);
      expect(reached(state, figure.data(state, solution.at)), `${id} solved`).toBe(true);
    }
  });

  test('its table, if it has one, is whole and finite', () => {
    for (const { state, data } of figure.table ? prints : []) {
      const { columns, rows } = figure.table?.(state, data) ?? { columns: [], rows: [] };
      expect(rows.length).toBeGreaterThan(0);
      for (const row of rows) {
        expect(row.length).toBe(columns.length);
        expect(finite(row)).toBe(true);
      }
    }
  });
});
