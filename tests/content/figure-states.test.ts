// What chapters say of figures is so: the knobs that a link, a prediction or a failure turns exist and take that value, and
// the challenge that an exercise waits for is one of the figure's.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { Figure } from '../../components/figure/definition.ts';
import type { Value } from '../../components/figure/knobs.ts';
import { read, write } from '../../components/figure/reading.ts';
import { scanBook } from '../../components/markdown/scan.ts';

const modules = import.meta.glob<{ figure: Figure }>('../../components/figures/*.svelte', { eager: true });
const figures = new Map(Object.values(modules).map(({ figure }) => [figure.id, figure]));

/** Opening tags with a figure, whole: an attribute may hold any sign, so that the tag ends where braces and quotes do. */
function tagsWithFigure(source: string): string[] {
  return [...source.matchAll(/<(Show|Predict|Failure|Exercise)\b/g)].flatMap(({ index }) => {
    let depth = 0;
    let quote = '';
    for (let i = index; i < source.length; i++) {
      const sign = source[i];
      if (quote) quote = sign === quote && source[i - 1] !== '\\' ? '' : quote;
      else if (`"'\``.includes(sign)) quote = sign;
      else if (sign === '{') depth++;
      else if (sign === '}') depth--;
      else if (sign === '>' && depth === 0) {
        const tag = source.slice(index, i);
        return /\bfigure="/.test(tag) ? [tag] : [];
      }
    }
    return [];
  });
}

/** `state={{ rate: 2, land: 'bowl' }}` as names and values; a value that is no literal is undefined. */
function stateOf(tag: string): [name: string, value: Value | undefined][] {
  const [, inside = ''] = /\bstate=\{\{([^}]*)\}\}/.exec(tag) ?? [];
  return [...inside.matchAll(/(\w+):\s*('[^']*'|\[[^\]]*\]|[^,]+)/g)].map(([, name, literal]) => {
    try {
      return [name, JSON.parse(literal.trim().replace(/^'|'$/g, '"')) as Value];
    } catch {
      return [name, undefined];
    }
  });
}

const said = scanBook().chapters.flatMap(({ slug, file }) =>
  tagsWithFigure(readFileSync(file, 'utf8')).map((tag) => ({ slug, tag })),
);

test.each(said)('$slug: $tag', ({ tag }) => {
  const figure = figures.get(/\bfigure="([^"]*)"/.exec(tag)?.[1] ?? '');
  expect(figure).toBeDefined();
  for (const [name, value] of stateOf(tag)) {
    expect(Object.keys(figure?.knobs ?? {})).toContain(name);
    const knob = figure?.knobs[name];
    if (knob && value !== undefined) expect(read(knob, write(value))).toEqual({ value });
  }
  const challenge = /\bchallenge="([^"]*)"/.exec(tag)?.[1];
  if (challenge !== undefined) expect(figure?.challenges?.map(({ id }) => id)).toContain(challenge);
});
