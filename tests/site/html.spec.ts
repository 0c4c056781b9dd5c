// The built pages as documents: valid HTML, one title and description each, headings in order, ids used once, styles there.
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { dist, documentOf, figures, figuresInSource, htmlOf, pages, running, runningInSource } from './pages.ts';

const validator = new HtmlValidate({
  extends: ['html-validate:standard', 'html-validate:document'],
  rules: {
    'heading-level': ['error', { minInitialRank: 'h2' }],
    'no-inline-style': 'off',
    'require-sri': ['error', { target: 'crossorigin' }],
  },
});

/** Astro writes this before the first island of a page, wherever that is; browsers take it, the standard does not. */
const islands = /<style>astro-island,[^<]*<\/style>/;

for (const page of pages) {
  test(`${page} is valid HTML`, async () => {
    const { results } = await validator.validateString(htmlOf(page).replace(islands, ''), page);
    const faults = results.flatMap(({ messages }) =>
      messages.map(({ line, ruleId, message }) => `${line}: ${ruleId}: ${message}`),
    );
    expect(faults).toEqual([]);
  });
}

test('no two pages share a title or a description', () => {
  const heads = pages.map((page) => {
    const document = documentOf(page);
    return {
      page,
      title: document.title,
      description: document.querySelector('meta[name=description]')?.getAttribute('content'),
    };
  });
  expect(heads.filter(({ title, description }) => !title || !description)).toEqual([]);
  const twice = (key: 'title' | 'description') =>
    heads.filter((head, i) => heads.findIndex((other) => other[key] === head[key]) !== i).map(({ page }) => page);
  expect(twice('title')).toEqual([]);
  expect(twice('description')).toEqual([]);
});

test('every figure in the source has its embed page, and the buttons of a run if it runs', () => {
  expect(figures).toEqual(figuresInSource);
  expect(running).toEqual(runningInSource);
});

test('whatever a script draws, at once or when it is asked for, has its style in the site', () => {
  const textOf = (pattern: string) => globSync(pattern, { cwd: dist }).map((file) => readFileSync(dist + file, 'utf8'));
  const inPages = textOf('**/*.html').flatMap((page) => page.match(/<style>.*?<\/style>/gs) ?? []);
  const styles = [...textOf('**/*.css'), ...inPages].join('\n');
  const scoped = new Set(textOf('**/*.js').flatMap((script) => script.match(/\bsvelte-[a-z0-9]{5,8}(?=["` ])/g) ?? []));
  expect(scoped.size).toBeGreaterThan(100);
  expect([...scoped].filter((name) => !styles.includes(`.${name}`))).toEqual([]);
});
