// Formulas from the reader of Markdown to KaTeX: engine values are put in, bad TeX stops the build, and a full stop or
// comma never begins a line of its own.
import type { Element, ElementContent, Root as HtmlRoot } from 'hast';
import type { Node, Root } from 'mdast';
import rehypeKatex from 'rehype-katex';
import { SKIP, visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { fail } from './fail.ts';
import { isJsx, isTex, setTex, textProp } from './nodes.ts';
import type { TexNode } from './nodes.ts';
import { fillValues, freshTexOptions, hasValue, letterOf, lineClass, renderTex } from './tex.ts';

/** Puts computed numbers into formulas and checks the names in `<Value of>`; the engine is loaded only when needed. */
export function remarkValues() {
  return async (tree: Root, file: VFile): Promise<void> => {
    const formulas: TexNode[] = [];
    const named: { node: Node; name: string }[] = [];
    visit(tree, (node: Node) => {
      if (isTex(node) && hasValue(node.value)) formulas.push(node);
      if (isJsx(node) && node.name === 'Value') {
        const name = textProp(node, 'of');
        if (name === undefined) fail(file, node, 'Value needs of="…": a name in components/prose/values.ts');
        named.push({ node, name });
      }
    });
    if (!formulas.length && !named.length) return;
    const { numberOf } = await import('../prose/values.ts');
    const orFail = <T>(node: Node, compute: () => T): T => {
      try {
        return compute();
      } catch (error) {
        return fail(file, node, error instanceof Error ? error.message : String(error));
      }
    };
    for (const formula of formulas)
      setTex(
        formula,
        orFail(formula, () => fillValues(formula.value, numberOf, '-')),
      );
    for (const { node, name } of named) orFail(node, () => numberOf(name));
  };
}

/** Stops at the first formula that KaTeX cannot set, with its place; rehype-katex would print it in red. */
export function remarkTex() {
  return (tree: Root, file: VFile): void => {
    visit(tree, (node: Node) => {
      if (!isTex(node)) return;
      try {
        renderTex(node.value.replace(/\\tag\{[^}]*\}/, ''));
      } catch (error) {
        fail(file, node, `bad TeX: ${error instanceof Error ? error.message : String(error)}`);
      }
    });
  };
}

const text = (value: string): ElementContent => ({ type: 'text', value });

const element = (tagName: string, className: string[], children: ElementContent[]): Element => ({
  type: 'element',
  tagName,
  properties: className.length ? { className } : {},
  children,
});

const slanted = (letter: string): ElementContent =>
  /\d/.test(letter) ? text(letter) : element('i', ['mathnormal'], [text(letter)]);

/** Sets the formulas that are a letter alone, as renderTex does, before KaTeX comes. */
export function rehypeLetters() {
  return (tree: HtmlRoot): void => {
    visit(tree, 'element', (node: Element, index, parent) => {
      if (!parent || index === undefined || !hasClass(node, 'math-inline')) return;
      const [source] = node.children;
      const lone = source?.type === 'text' ? letterOf(source.value) : undefined;
      if (!lone) return;
      const foot = lone.foot === undefined ? [] : [element('sub', [], [slanted(lone.foot)])];
      parent.children[index] = element('span', ['katex'], [slanted(lone.letter), ...foot]);
    });
  };
}

export const rehypeFormulas: [typeof rehypeKatex, ReturnType<typeof freshTexOptions>] = [
  rehypeKatex,
  freshTexOptions(),
];

const hasClass = ({ properties }: Element, name: string): boolean =>
  Array.isArray(properties?.className) && properties.className.includes(name);

/** The source of a set formula, which KaTeX keeps for those who copy it; nothing for what is no formula. */
function texOf(set: Element): string {
  let tex = '';
  visit(set, 'element', (node: Element) => {
    const [source] = node.tagName === 'annotation' ? node.children : [];
    if (source?.type === 'text') tex = source.value;
  });
  return tex;
}

/** What a line would break behind, though no space follows: a number to fill in, and a word with a card. */
const isBox = (node: Node): boolean => isJsx(node) && (node.name === 'Blank' || node.name === 'Term');

/** Drops the source from set formulas, once it has told how a line may break: a chapter repeats it a hundred times. */
export function rehypeSources() {
  return (tree: HtmlRoot): void => {
    visit(tree, 'element', (node: Element, index, parent) => {
      if (!parent || index === undefined || node.tagName !== 'semantics') return;
      parent.children.splice(
        index,
        1,
        ...node.children.filter((child) => 'tagName' in child && child.tagName !== 'annotation'),
      );
    });
  };
}

/** Keeps the comma after `$w$`, after a number to fill in, and after a word with a card, on its line; and 80 with its %. */
export function rehypePunctuation() {
  return (tree: HtmlRoot): void => {
    visit(tree, (each, index, parent) => {
      if (each.type === 'text') each.value = each.value.replace(/ %/g, '\u00a0%');
      if ((each.type !== 'element' && !isBox(each)) || !parent || index === undefined) return;
      const node = each as Element;
      if (hasClass(node, 'katex-display')) return SKIP;
      if (!hasClass(node, 'katex') && !isBox(each)) return;
      const next = parent.children[index + 1];
      const mark = next?.type === 'text' ? /^[,.;:!?)’”]+/.exec(next.value)?.[0] : undefined;
      if (next?.type !== 'text' || mark === undefined) return SKIP;
      next.value = next.value.slice(mark.length);
      const children: ElementContent[] = [node, { type: 'text', value: mark }];
      parent.children[index] = {
        type: 'element',
        tagName: 'span',
        properties: { className: lineClass(texOf(node)).split(' ') },
        children,
      };
      return [SKIP, index + 1];
    });
  };
}
