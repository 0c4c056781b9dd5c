// The whole book as an EPUB 3: chapters gathered as for paper, with MathML for formulas, drawings inline, and notes that open
// where they are called. Knows nothing of pages.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';
import { strToU8, zipSync } from 'fflate';
import type { Zippable } from 'fflate';
import type { Book } from './book.ts';
import { epubStyle } from './epub-style.ts';
import type { EpubStyle } from './epub-style.ts';
import type { Site } from './site.ts';
import { propertiesOf, toXml, xhtmlPage, xmlId } from './xhtml.ts';

interface File {
  name: string;
  title: string;
  root: Element;
}

/** Files of the book in reading order; each is one of its parts. */
function filesOf(book: Book): File[] {
  const { document } = parseHTML(`<html><body>${book.body}</body></html>`);
  const wanted = [...document.body.children].filter(
    (part) => !part.matches('.contents, .index, .title-page, .blank-page'),
  );
  return wanted.map((part, i) => {
    const number = part.getAttribute('data-chapter');
    const title = part.querySelector('h1')?.textContent.trim() ?? book.title;
    const name = number ? `chapter-${number}.xhtml` : `${part.id || `front-${i}`}.xhtml`;
    return { name, title: number ? `${number} ${title}` : title, root: part as unknown as Element };
  });
}

export function makeEpub(site: Site, book: Book): Uint8Array {
  const files = filesOf(book);
  const style = epubStyle(site, [...new Set(book.chapters.flatMap(({ styles }) => styles.screen))]);
  const homes = new Map<string, string>();
  for (const { name, root } of files) {
    if (root.id) homes.set(root.id, name);
    for (const { id } of root.querySelectorAll('[id]')) homes.set(id, name);
  }
  const images = new Map<string, Uint8Array>();
  const pages = files.map((file) => {
    ready(file, homes, style, site, images);
    return {
      ...file,
      xml: xhtmlPage(file.title, toXml(file.root), file.name.startsWith('chapter') ? 'bodymatter' : 'backmatter'),
    };
  });
  const nav = xhtmlPage(
    'Contents',
    `<nav epub:type="toc"><h1>Contents</h1><ol>${pages.map(({ name, title }) => `<li><a href="${name}">${title.replace(/&/g, '&amp;')}</a></li>`).join('')}</ol></nav>`,
    'frontmatter',
  );
  const entries: Zippable = {
    mimetype: [strToU8('application/epub+zip'), { level: 0 }],
    'META-INF/container.xml': strToU8(
      '<?xml version="1.0"?><container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>' +
        '<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    ),
    'OEBPS/book.opf': strToU8(packageOf(site, book, pages, [...images.keys()])),
    'OEBPS/nav.xhtml': strToU8(nav),
    'OEBPS/style.css': strToU8(style.css),
  };
  for (const { name, xml } of pages) entries[`OEBPS/${name}`] = strToU8(xml);
  for (const [name, bytes] of images) entries[`OEBPS/${name}`] = [bytes, { level: 0 }];
  return zipSync(entries, { level: 9, mtime: new Date(2026, 0, 1) });
}

/** Links lead to files, notes become footnotes, images come along, codes to scan stay behind. */
function ready(
  { root, name }: File,
  homes: Map<string, string>,
  style: EpubStyle,
  site: Site,
  images: Map<string, Uint8Array>,
): void {
  for (const one of root.querySelectorAll('.pages, .page-no, .on-page, .room, .stills')) one.remove();
  for (const pointer of root.querySelectorAll('.pointer a'))
    pointer.textContent = pointer.textContent.replace(/: page.*$/s, '');
  for (const back of root.querySelectorAll('.answered a.back, a.where')) back.textContent = 'back to the text';
  for (const scan of root.querySelectorAll('.scan')) {
    scan.querySelector('.scan-words')?.remove();
    const link = scan.querySelector('a');
    if (link) link.textContent = link.getAttribute('aria-label') ?? '';
    link?.removeAttribute('aria-label');
  }
  // A note in a sentence cannot hold a block in XML: it moves behind its paragraph.
  let notes = 0;
  for (const note of [...root.querySelectorAll('.note')].reverse()) {
    if (note.matches('.source, .term-note') || note.closest('.note .note')) {
      note.remove();
      continue;
    }
    const call = note.previousElementSibling;
    const id = `${name.replace('.xhtml', '')}-note-${++notes}`;
    const aside = root.ownerDocument.createElement('aside');
    aside.setAttribute('epub:type', 'footnote');
    aside.className = 'note';
    aside.id = id;
    note.querySelector('b')?.remove();
    aside.append(...note.childNodes);
    if (call?.matches('.sn')) {
      const link = root.ownerDocument.createElement('a');
      link.setAttribute('epub:type', 'noteref');
      link.setAttribute('href', `#${id}`);
      link.textContent = call.textContent.trim();
      const raised = root.ownerDocument.createElement('sup');
      raised.append(link);
      call.replaceWith(raised);
    }
    const block = note.closest('p, li, td, dd') ?? note.parentElement;
    note.remove();
    if (block?.matches('li, td, dd')) block.append(aside);
    else block?.after(aside);
    homes.set(id, name);
  }
  for (const link of root.querySelectorAll('a[href^="#"]')) {
    const id = decodeURIComponent((link.getAttribute('href') ?? '').slice(1));
    const home = homes.get(id);
    if (home) link.setAttribute('href', `${home === name ? '' : home}#${xmlId(id)}`);
    else link.removeAttribute('href');
  }
  for (const form of [...root.querySelectorAll('form')]) form.replaceWith(...form.childNodes);
  for (const described of root.querySelectorAll('[aria-describedby]')) described.removeAttribute('aria-describedby');
  /** Takes an image of the site along, and returns its address in the book. */
  const bring = (source: string): string => {
    const file = site.file(source);
    if (!file) throw new Error(`${name}: the image ${source} is not in the site`);
    const target = `images/${path.basename(file)}`;
    images.set(target, readFileSync(file));
    return target;
  };
  for (const styled of root.querySelectorAll('[style]')) {
    const own = style.resolve(styled.getAttribute('style') ?? '');
    styled.setAttribute(
      'style',
      own.replace(/url\("?(\/[^)"]*)"?\)/g, (_, source: string) => `url(${bring(source)})`),
    );
  }
  for (const image of root.querySelectorAll('img, image')) {
    const attribute = image.localName === 'img' ? 'src' : 'href';
    image.setAttribute(attribute, bring(image.getAttribute(attribute) ?? ''));
  }
}

interface Page extends File {
  xml: string;
}

function packageOf(site: Site, { title, imprint }: Book, pages: readonly Page[], images: readonly string[]): string {
  const id = createHash('sha256').update(`${site.address}${imprint.version}`).digest('hex').slice(0, 32);
  const uuid = id.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
  const item = (name: string, type: string, properties = '') =>
    `<item id="${name.replace(/[^\w-]/g, '-')}" href="${name}" media-type="${type}"${properties && ` properties="${properties}"`}/>`;
  return `<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en-GB">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:${uuid}</dc:identifier><dc:title>${title}</dc:title><dc:language>en-GB</dc:language>
<dc:creator>${imprint.authors}</dc:creator><dc:rights>CC BY 4.0</dc:rights><dc:source>${site.address}</dc:source>
<meta property="dcterms:modified">${new Date().toISOString().slice(0, 19)}Z</meta>
<meta property="schema:accessMode">textual</meta><meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">MathML</meta><meta property="schema:accessibilityFeature">alternativeText</meta>
<meta property="schema:accessibilityHazard">none</meta>
</metadata>
<manifest>
${item('nav.xhtml', 'application/xhtml+xml', 'nav')}
${item('style.css', 'text/css')}
${pages.map(({ name, xml }) => item(name, 'application/xhtml+xml', propertiesOf(xml))).join('\n')}
${images.map((name) => item(name, 'image/png')).join('\n')}
</manifest>
<spine><itemref idref="nav-xhtml"/>${pages.map(({ name }) => `<itemref idref="${name.replace(/[^\w-]/g, '-')}"/>`).join('')}</spine>
</package>`;
}
