// A document of the site written as XML, which EPUB asks for: every element closed, drawings and formulas in their own
// namespaces, nothing that an e-reader does not know.

const NAMESPACES: Record<string, string> = {
  svg: 'http://www.w3.org/2000/svg',
  math: 'http://www.w3.org/1998/Math/MathML',
};

const escapeText = (text: string) => text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
const escapeValue = (text: string) => escapeText(text).replace(/"/g, '&quot;');

/** Attributes of the web page alone: of Astro and Svelte, of scripts, of the browser's own loading. */
const LEFT_OUT = /^(?:data-|on|fetchpriority$|loading$|popover|focusable$|xmlns)/;

/** Ids as XML takes them: `c6.eq:rule` becomes `c6.eq-rule`. */
export const xmlId = (id: string): string => id.replace(/[^\w.-]/g, '-');

const HOLDS_IDS = new Set(['id', 'for', 'aria-labelledby', 'aria-describedby']);

function attributesOf(element: Element): string {
  return [...element.attributes]
    .filter(({ name }) => !LEFT_OUT.test(name) && !(name === 'width' && /^mt/.test(element.localName)))
    .map(({ name, value }) => {
      const said = HOLDS_IDS.has(name) ? value.split(' ').map(xmlId).join(' ') : value;
      const linked = said.replace(/url\(#([^)]*)\)/g, (_, id: string) => `url(#${xmlId(id)})`);
      return ` ${name}="${escapeValue(linked)}"`;
    })
    .join('');
}

/** The element and all in it, as XML. */
export function toXml(node: Node): string {
  if (node.nodeType === 3) return escapeText(node.textContent ?? '');
  if (node.nodeType !== 1) return '';
  const element = node as Element;
  const tag = element.localName;
  const namespace = NAMESPACES[tag] ? ` xmlns="${NAMESPACES[tag]}"` : '';
  const inside = [...element.childNodes].map(toXml).join('');
  return inside
    ? `<${tag}${namespace}${attributesOf(element)}>${inside}</${tag}>`
    : `<${tag}${namespace}${attributesOf(element)}/>`;
}

export const xhtmlPage = (title: string, body: string, type = 'bodymatter'): string =>
  `<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en-GB" xml:lang="en-GB">
<head><title>${escapeText(title)}</title><link rel="stylesheet" href="style.css"/></head>
<body epub:type="${type}">${body}</body>
</html>`;

/** Whether a page holds formulas or drawings: the package must say so. */
export const propertiesOf = (xml: string): string =>
  [xml.includes('<math ') && 'mathml', xml.includes('<svg ') && 'svg'].filter(Boolean).join(' ');
