// Fills and checks what points somewhere else: `[](#id)` within and across chapters, links to other pages, `[@key]`
// citations, glossary terms, and the figures that Show, Predict, Exercise and Failure speak of.
import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import type { Definition, Link, Node, Parent, PhrasingContent, Root, Text } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { chapterHref, href } from '../layout/href.ts';
import { bibliography, shortCitation } from '../prose/bibliography.ts';
import { glossary } from '../prose/glossary.ts';
import { fail, suggest } from './fail.ts';
import { isSiteLink, siteLink, sitePages } from './links.ts';
import { isJsx, jsx, setProp, textProp } from './nodes.ts';
import type { JsxElement } from './nodes.ts';
import { figureId, scanBook } from './scan.ts';
import type { ChapterScan } from './scan.ts';

interface Target {
  text: string;
  url: string;
}

/** Headings that the components of the same name bring along. */
const fixed: Record<string, string> = {
  'in-short': 'In short',
  review: 'the review',
  further: 'further reading',
  references: 'the references',
};

function targetsFor(own: ChapterScan | undefined): Map<string, Target> {
  const targets = new Map<string, Target>();
  for (const chapter of scanBook().chapters) {
    targets.set(`ch:${chapter.slug}`, { text: `chapter ${chapter.chapter}`, url: chapterHref(chapter.slug) });
    if (chapter.slug === own?.slug) continue;
    for (const { id, text, kind } of chapter.labels)
      if (kind !== 'section' && !targets.has(id)) targets.set(id, { text, url: chapterHref(chapter.slug, `#${id}`) });
  }
  for (const { id, text } of own?.labels ?? []) targets.set(id, { text, url: `#${id}` });
  if (own) for (const [id, text] of Object.entries(fixed)) targets.set(id, { text, url: `#${id}` });
  return targets;
}

/** Every figure there is, whether a chapter shows it or not: a file, or a folder's file of the same name. */
function knownFigures(): Set<string> {
  const folder = path.join(process.cwd(), 'components/figures');
  const files = existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
  const figures = files.filter((name) => {
    const { dir, ext, name: base } = path.parse(name);
    return ext === '.svelte' && (dir === '' || figureId(dir) === figureId(base));
  });
  return new Set(figures.map((name) => figureId(path.parse(name).name)));
}

export function remarkReferences() {
  return (tree: Root, file: VFile): void => {
    const own = file.data.chapter as ChapterScan | undefined;
    const targets = targetsFor(own);
    visit(tree, (node: Node) => {
      if (node.type === 'link') return fillLink(node as Link, targets, file);
      if (node.type === 'definition') return movePage(node as Definition, file);
      if (!isJsx(node)) return;
      if (node.name === 'a' && isSiteLink(textProp(node, 'href') ?? ''))
        fail(file, node, 'a link to a page of the book is written [words](/page/), so that it is checked');
      if (node.name === 'Term') checkTerm(node, file);
      const figure = textProp(node, 'figure');
      if (figure !== undefined && ['Show', 'Predict', 'Exercise', 'Failure'].includes(node.name ?? ''))
        nameFigure(node, figure, targets, file);
      else if (node.name === 'Show') fail(file, node, 'Show needs figure="…": the id of a figure');
    });
    fillCitations(tree, file);
  };
}

function fillLink(link: Link, targets: Map<string, Target>, file: VFile) {
  if (!link.url.startsWith('#')) {
    if (!link.children.length) fail(file, link, `the link to ${link.url} has no words`);
    return movePage(link, file);
  }
  const id = decodeURIComponent(link.url.slice(1));
  const target = targets.get(id);
  if (!target) fail(file, link, `unknown reference "${id}"${suggest(id, targets.keys())}`);
  link.url = target.url;
  if (!link.children.length) link.children = [{ type: 'text', value: target.text.replace(' ', '\u00a0') }];
}

/** `/cards/mnist/` becomes `/sub/cards/mnist/` where the site is served from `/sub/`; a page that is not there stops the build. */
function movePage(link: Link | Definition, file: VFile) {
  if (!isSiteLink(link.url)) return;
  const pages = sitePages();
  const url = siteLink(link.url, pages);
  if (url === undefined) fail(file, link, `there is no page ${link.url}${suggest(link.url, pages)}`);
  link.url = url;
}

function checkTerm(term: JsxElement, file: VFile) {
  const id = textProp(term, 'id');
  if (id === undefined) fail(file, term, 'Term needs id="…": an entry of content/glossary.yaml');
  const entries = glossary();
  if (!entries.has(id)) fail(file, term, `unknown term "${id}"${suggest(id, entries.keys())}`);
}

/** Tells the component what the figure is called and where it is, so that it can say "Figure 6.1". */
function nameFigure(element: JsxElement, figure: string, targets: Map<string, Target>, file: VFile) {
  const known = knownFigures();
  const target = targets.get(figure);
  if (!known.has(figure) || !target)
    fail(
      file,
      element,
      `unknown figure "${figure}"${suggest(
        figure,
        [...targets.keys()].filter((id) => known.has(id)),
      )}`,
    );
  setProp(element, 'figureName', target.text);
  setProp(element, 'figureHref', target.url);
}

/** `[@a; @b]` becomes <Cite>, or plain links outside MDX; the chapter's list of references follows its text. */
function fillCitations(tree: Root, file: VFile) {
  const isMdx = file.path?.endsWith('.mdx') ?? false;
  const cited = new Set<string>();
  visit(tree, 'text', (node: Text, index: number | undefined, parent: Parent | undefined) => {
    if (!parent || index === undefined || !node.value.includes('[@')) return;
    const parts = node.value.split(/\[(@[^\]]*)\]/);
    if (parts.length === 1) return;
    const filled = parts.flatMap((part, i): Node[] => {
      if (i % 2 === 0) return part ? [{ type: 'text', value: part } as Text] : [];
      const keys = part.split(';').map((key) => key.trim().replace(/^@/, ''));
      for (const key of keys)
        if (!bibliography().has(key))
          fail(file, node, `unknown citation "${key}"${suggest(key, bibliography().keys())}`);
      const first = keys.filter((key) => !cited.has(key));
      keys.forEach((key) => cited.add(key));
      if (!isMdx) return plainCitation(keys);
      return [jsx('mdxJsxTextElement', 'Cite', { keys: keys.join(' '), first: first.join(' ') || undefined })];
    });
    parent.children.splice(index, 1, ...(filled as never[]));
    return [SKIP, index + filled.length];
  });
  if (isMdx && cited.size)
    tree.children.push(jsx('mdxJsxFlowElement', 'References', { keys: [...cited].join(' ') }) as never);
}

function plainCitation(keys: string[]): PhrasingContent[] {
  const text = (value: string): Text => ({ type: 'text', value });
  const links = keys.flatMap((key, i): PhrasingContent[] => [
    text(i ? '; ' : '['),
    { type: 'link', url: href(`/references/#${key}`), children: [text(shortCitation(key))] },
  ]);
  return [...links, text(']')];
}
