// The few shapes of MDX's syntax tree that the plugins touch, and how they are read and made.
// Nothing here knows what the book does with them.
import type { Node, Parent } from 'mdast';

export interface JsxAttribute {
  type: 'mdxJsxAttribute';
  name: string;
  /** A string, nothing (`sign`), or an expression (`{0.25}`) with its source. */
  value?: string | null | { type: 'mdxJsxAttributeValueExpression'; value: string };
}

export interface JsxElement extends Parent {
  type: 'mdxJsxFlowElement' | 'mdxJsxTextElement';
  name: string | null;
  attributes: JsxAttribute[];
}

/** A formula: `inlineMath` between `$`, `math` between `$$`. */
export interface TexNode extends Node {
  type: 'math' | 'inlineMath';
  value: string;
  data?: { hChildren?: { type: string; value?: string; children?: { type: string; value: string }[] }[] };
}

export interface EsmNode extends Node {
  type: 'mdxjsEsm';
  value: string;
}

export const isJsx = (node: Node): node is JsxElement =>
  node.type === 'mdxJsxFlowElement' || node.type === 'mdxJsxTextElement';

export const isTex = (node: Node): node is TexNode => node.type === 'math' || node.type === 'inlineMath';

/** A prop that is written as plain text, or undefined when it is absent or an expression. */
export function textProp(element: JsxElement, name: string): string | undefined {
  const { value } = element.attributes.find((attribute) => attribute.name === name) ?? {};
  return typeof value === 'string' ? value : undefined;
}

export const hasProp = (element: JsxElement, name: string): boolean =>
  element.attributes.some((attribute) => attribute.name === name);

export function setProp(element: JsxElement, name: string, value: string | null): void {
  element.attributes = element.attributes.filter((attribute) => attribute.name !== name);
  element.attributes.push({ type: 'mdxJsxAttribute', name, value });
}

/** Makes `<name a="…" b>children</name>`; props with an undefined value are left out. */
export function jsx(
  type: JsxElement['type'],
  name: string,
  props: Record<string, string | null | undefined>,
  children: Node[] = [],
): JsxElement {
  const attributes = Object.entries(props)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]): JsxAttribute => ({ type: 'mdxJsxAttribute', name: key, value }));
  return { type, name, attributes, children: children as JsxElement['children'] };
}

/** Replaces a formula's source; remark-math has already copied it to where rehype reads it. */
export function setTex(node: TexNode, value: string): void {
  node.value = value;
  const [code] = node.data?.hChildren ?? [];
  if (code?.type === 'text') code.value = value;
  else if (code?.children?.[0]) code.children[0].value = value;
}
