// Every link, fragment, image and file that a built page names is there, at / and at /sub/. Reads files; needs no browser.
import { existsSync, statSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { dist, documentOf, fileOf, pages, root } from './pages.ts';

const sites = [
  { base: '/', folder: dist },
  { base: '/sub/', folder: `${root}dist-sub/` },
];

const named = ['href', 'src', 'poster', 'component-url', 'renderer-url'];

for (const { base, folder } of sites) {
  test(`every link of the site at ${base} leads somewhere`, () => {
    const documents = new Map(pages.map((page) => [page, documentOf(page, folder)]));
    const ids = new Map([...documents].map(([page, document]) => [page, idsOf(document)]));
    const dead: string[] = [];
    for (const [page, document] of documents) {
      for (const link of linksOf(document)) {
        const url = new URL(link, `https://book.test${base}${page.slice(1)}`);
        if (url.host !== 'book.test' || !url.protocol.startsWith('http')) continue;
        const inside = url.pathname.startsWith(base) ? '/' + decodeURI(url.pathname.slice(base.length)) : undefined;
        const exists = inside !== undefined && isFile(fileOf(inside, folder));
        const fragment = decodeURIComponent(url.hash.slice(1));
        if (!exists) dead.push(`${page}: ${link} is nowhere`);
        else if (fragment && ids.has(inside) && !ids.get(inside)?.has(fragment))
          dead.push(`${page}: ${link} has no such place`);
      }
    }
    expect([...new Set(dead)]).toEqual([]);
  });
}

test('both sites have the same pages', () => {
  expect(pages.length).toBeGreaterThan(5);
  expect(pages.filter((page) => !existsSync(fileOf(page, sites[1].folder)))).toEqual([]);
});

const isFile = (path: string) => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;

const idsOf = (document: Document) => new Set([...document.querySelectorAll('[id]')].map((element) => element.id));

function linksOf(document: Document): string[] {
  const single = named.flatMap((name) =>
    [...document.querySelectorAll(`[${name}]`)]
      .filter((element) => !element.matches('link[rel=canonical], use[href^="#"]'))
      .map((element) => element.getAttribute(name) ?? ''),
  );
  const sets = [...document.querySelectorAll('[srcset]')].flatMap((element) =>
    (element.getAttribute('srcset') ?? '').split(',').map((candidate) => candidate.trim().split(/\s+/)[0]),
  );
  return [...single, ...sets].filter((link) => link !== '');
}
