// Numbers what a chapter is made of: sections, equations, figures, tables, exercises; adds the figures' printed twins.
// The numbers come from scan.ts; here they are only put in place, and what breaks the rules stops the build.
import { existsSync } from 'node:fs';
import path from 'node:path';
import { toString } from 'mdast-util-to-string';
import type { Data, Heading, Node, Parent, Root, Table } from 'mdast';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { fail, shortPath } from './fail.ts';
import { hasProp, isJsx, isTex, jsx, setProp, setTex, textProp } from './nodes.ts';
import type { EsmNode, JsxElement, TexNode } from './nodes.ts';
import { figureId, figureImports, headingId, scanChapter } from './scan.ts';
import type { ChapterScan, Label } from './scan.ts';
import { spoken } from './tex.ts';

/** The chapter that a file is, or undefined for other pages (cards), which are not numbered. */
function chapterOf(file: VFile): ChapterScan | undefined {
  if (!file.path?.endsWith('.mdx')) return undefined;
  const { frontmatter } = (file.data.astro ?? {}) as { frontmatter?: { chapter?: number } };
  if (frontmatter?.chapter === undefined) return undefined;
  try {
    return scanChapter(String(file.value), file.path, frontmatter.chapter);
  } catch (error) {
    return file.fail(error instanceof Error ? error.message : String(error));
  }
}

/** The components that check their own props, and so want to know where they stand. */
const placed = new Set(
  'Aside Blank Chart Code Exercise Failure Mark Misconception Predict Recall Show Table Value Worked'.split(' '),
);

const numbered: Record<string, string> = { Table: 'tab:', Exercise: 'ex:' };

/** Needs the whole chapter's numbers, which `remarkChapter` leaves in `file.data.chapter`. */
export function remarkStructure() {
  return (tree: Root, file: VFile): void => {
    const scan = chapterOf(file);
    file.data.chapter = scan;
    const labels = new Map<string, Label>(scan?.labels.map((label) => [label.id, label]));
    const figures = importedFigures(tree, file);
    const shown: string[] = [];

    visit(tree, (node: Node, index: number | undefined, parent: Parent | undefined) => {
      if (node.type === 'heading') return numberHeading(node as Heading, labels, file);
      if (isTex(node) && parent && index !== undefined) return numberEquation(node, index, parent, labels, file);
      if (node.type === 'table') nameColumns(node as Table);
      if (node.type === 'image' && !(node as { alt?: string }).alt?.trim())
        fail(file, node, 'an image needs words: ![what it shows](…)');
      if (!isJsx(node) || !node.name) return;
      // Astro hands a slot over as a prop of the same name, and the answer to an exercise is one already.
      if (node.name === 'Fragment' && textProp(node, 'slot') === 'answer') setProp(node, 'slot', 'worked');
      if (placed.has(node.name)) setProp(node, 'at', `${shortPath(file.path)}:${node.position?.start.line ?? '?'}`);
      if (node.name === 'img' && !hasProp(node, 'alt')) fail(file, node, 'an image needs words: alt="what it shows"');
      if (node.name in numbered) numberBlock(node, labels, file);
      if (node.name === 'Predict' && !labels.has(textProp(node, 'id') ?? ''))
        fail(file, node, 'Predict needs an id, written first: <Predict id="predict-…"');
      const figure = figures.get(node.name);
      if (figure === undefined || !parent || index === undefined) return;
      if (node.type === 'mdxJsxTextElement')
        fail(file, node, `the figure ${node.name} must stand on a line of its own`);
      if (!hasProp(node, 'client:visible')) fail(file, node, `the figure ${node.name} needs client:visible`);
      const number = labels.get(figure)?.number ?? '';
      setProp(node, 'number', number);
      shown.push(node.name);
      parent.children.splice(index + 1, 0, jsx('mdxJsxFlowElement', node.name, { twin: null, number }) as never);
      return [SKIP, index + 2];
    });
    addStills(tree, shown, figures, labels);
    numberNotes(tree);
    if (scan) wrapSections(tree);
  };
}

/** Local name → figure id; an import of a file that is not there stops the build. */
function importedFigures(tree: Root, file: VFile): Map<string, string> {
  const figures = new Map<string, string>();
  visit(tree, 'mdxjsEsm', (node: Node) => {
    for (const [name, figure] of figureImports((node as EsmNode).value)) {
      const address = `components/figures/${figure}.svelte`;
      if (!existsSync(path.join(process.cwd(), address))) fail(file, node, `there is no figure ${address}`);
      figures.set(name, figureId(figure));
    }
  });
  return figures;
}

/** What remark-rehype reads of a node: the element to make of it, and its attributes. */
const inHtml = (data: { hName?: string; hProperties: Record<string, unknown> }): Data => data;

function numberHeading(heading: Heading, labels: Map<string, Label>, file: VFile) {
  if (heading.depth === 1) fail(file, heading, 'the title stands in the frontmatter; sections begin with ##');
  const title = toString(heading);
  const id = headingId(title);
  const label = [...labels.values()].find(
    (each) => each.kind === 'section' && each.line === heading.position?.start.line,
  );
  heading.data = inHtml({ hProperties: { id: label?.id ?? id } });
  if (heading.depth !== 2 || !label) return;
  const data = inHtml({ hName: 'span', hProperties: { className: ['n'] } });
  heading.children.unshift(
    { type: 'emphasis', data, children: [{ type: 'text', value: label.number }] },
    { type: 'text', value: ' ' },
  );
}

function numberEquation(node: TexNode, index: number, parent: Parent, labels: Map<string, Label>, file: VFile) {
  const found = /\\label\{([^}]*)\}/.exec(node.value);
  if (node.type === 'inlineMath') {
    if (found) fail(file, node, 'only a formula between $$ can have a \\label');
    return;
  }
  const properties: { className: string[]; id?: string } = { className: ['eq'] };
  if (found) {
    const [whole, id] = found;
    if (!id.startsWith('eq:')) fail(file, node, `an equation's label begins with eq:, not "${id}"`);
    setTex(node, node.value.replace(whole, `\\tag{${labels.get(id)?.number ?? ''}}`));
    properties.id = id;
  }
  // rehype-katex replaces the formula's own element, so that the id needs one around it
  const wrapper = { type: 'equation', data: { hName: 'div', hProperties: properties }, children: [node] };
  parent.children[index] = wrapper as never;
  return SKIP;
}

function numberBlock(block: JsxElement, labels: Map<string, Label>, file: VFile) {
  const prefix = numbered[block.name ?? ''];
  const id = textProp(block, 'id');
  if (!id?.startsWith(prefix))
    fail(file, block, `${block.name} needs an id that begins with ${prefix}: id="${prefix}…"`);
  const label = labels.get(id);
  if (!label) fail(file, block, `write the id first: <${block.name} id="${id}" …>`);
  setProp(block, 'number', label.number);
}

/** A column headed by a formula alone gets a name that every screen reader says. */
function nameColumns(table: Table) {
  for (const cell of table.children[0]?.children ?? []) {
    const parts = cell.children.filter((child) => child.type !== 'text' || child.value.trim());
    if (parts.length === 1 && isTex(parts[0]))
      cell.data = inHtml({ hProperties: { ariaLabel: spoken(parts[0].value) } });
  }
}

/** "In short" stands beside small stills of the chapter's figures. */
function addStills(tree: Root, shown: string[], figures: Map<string, string>, labels: Map<string, Label>) {
  visit(tree, (node: Node) => {
    if (!isJsx(node) || node.name !== 'InShort') return;
    const stills = shown.map((name) =>
      jsx('mdxJsxFlowElement', name, { thumbnail: null, number: labels.get(figures.get(name) ?? '')?.number }),
    );
    if (stills.length)
      node.children.push(jsx('mdxJsxFlowElement', 'Fragment', { slot: 'stills' }, stills as never) as never);
    return SKIP;
  });
}

/** The blocks that are sections of their own. */
const endings = new Set(['InShort', 'Review', 'Further']);

/**
 * Each heading and what follows it becomes a `<section>`, which a browser need not lay out before the reader comes near
 * (grid.css). `--letters`, the length of its source, says how much room to keep for it meanwhile.
 */
function wrapSections(tree: Root) {
  const inside: Node[] = [];
  let section: Parent | undefined;
  for (const node of tree.children as Node[]) {
    const isHeading = node.type === 'heading' && (node as Heading).depth === 2;
    if (isHeading || (isJsx(node) && endings.has(node.name ?? ''))) section = undefined;
    if (isHeading) {
      section = { type: 'section', children: [] };
      inside.push(section);
    }
    if (section && node.type !== 'mdxjsEsm') section.children.push(node as Parent['children'][number]);
    else inside.push(node);
  }
  for (const node of inside)
    if (node.type === 'section')
      node.data = inHtml({ hName: 'section', hProperties: { style: `--letters: ${lettersOf(node as Parent)}` } });
  tree.children = inside as Root['children'];
}

/** Blocks that plugins added stand nowhere in the source, and count for nothing. */
const lettersOf = ({ children }: Parent): number =>
  children.reduce((sum, { position: at }) => sum + (at?.end.offset ?? 0) - (at?.start.offset ?? 0), 0);

/** Notes are numbered through the chapter, and each term's first use is the one that paper explains in the margin. */
function numberNotes(tree: Root) {
  const seen = new Map<string, number>();
  let notes = 0;
  visit(tree, (node: Node) => {
    if (!isJsx(node)) return;
    if (node.name === 'Note') setProp(node, 'number', String(++notes));
    if (node.name === 'Term') {
      const id = textProp(node, 'id') ?? '';
      const use = (seen.get(id) ?? 0) + 1;
      seen.set(id, use);
      setProp(node, 'use', String(use));
    }
  });
}
