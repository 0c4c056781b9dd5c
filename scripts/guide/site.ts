// The built site as the guide reads it: its pages as documents, its address, its style sheets. Knows folders and links, not
// what a chapter is made of.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseHTML } from 'linkedom';

/** A chapter as the book's contents name it. */
export interface Entry {
  number: number;
  slug: string;
  title: string;
}

export interface Part {
  number: string;
  title: string;
  chapters: Entry[];
}

export class Site {
  /** Style sheets that stand in pages, under addresses made for them. */
  readonly #inPages = new Map<string, string>();
  readonly folder: string;
  /** Where it will be served: `https://smallnets.example/`, with a slash at the end. */
  readonly address: string;
  /** The path of that address: `/`, or `/sub/`. */
  readonly base: string;

  constructor(folder: string) {
    this.folder = path.resolve(folder);
    if (!existsSync(path.join(this.folder, 'index.html')))
      throw new Error(`${this.folder} holds no built site: run npm run build first.`);
    const canonical = this.page('').querySelector('link[rel=canonical]')?.getAttribute('href');
    if (!canonical) throw new Error(`${this.folder}/index.html does not tell its address (link rel="canonical").`);
    this.address = canonical;
    this.base = new URL(canonical).pathname;
  }

  /** The document at a path within the site: `chapters/loss/`. */
  page(address: string): Document {
    const file = path.join(this.folder, address, 'index.html');
    if (!existsSync(file)) throw new Error(`The built site has no page ${address} (${file} is missing).`);
    return parseHTML(readFileSync(file, 'utf8')).document as unknown as Document;
  }

  /** The file that an address of the site stands for, or undefined. */
  file(pathname: string): string | undefined {
    if (!pathname.startsWith(this.base)) return undefined;
    const file = path.join(this.folder, path.normalize(decodeURIComponent(pathname.slice(this.base.length))));
    return file.startsWith(this.folder) && existsSync(file) ? file : undefined;
  }

  /** Parts and written chapters, in order, from the contents beside any chapter. */
  parts(): Part[] {
    const first = this.page('').querySelector('a[href*="/chapters/"]')?.getAttribute('href');
    if (!first) throw new Error('The first page of the site leads to no chapter.');
    const contents = this.page(first.slice(this.base.length)).querySelector('.side .toc');
    const parts: Part[] = [];
    for (const child of contents?.children ?? []) {
      if (child.localName === 'h2') {
        const number = child.querySelector('span')?.textContent.trim() ?? '';
        parts.push({ number, title: child.textContent.trim().slice(number.length).trim(), chapters: [] });
      }
      for (const link of child.querySelectorAll('a[href*="/chapters/"]'))
        parts.at(-1)?.chapters.push({
          number: Number(link.querySelector('.n')?.textContent),
          slug: link.getAttribute('href')?.split('/').at(-2) ?? '',
          title: link.querySelector('.n + span')?.textContent.trim() ?? '',
        });
    }
    return parts.filter(({ chapters }) => chapters.length);
  }

  /** Addresses of a page's style sheets, in its order, without those of print, which come last. */
  stylesOf(page: Document): { screen: string[]; print: string[] } {
    const styles = [...page.querySelectorAll('link[rel=stylesheet], head > style')];
    const isPrint = (style: Element) => style.getAttribute('media') === 'print';
    const address = (style: Element) => style.getAttribute('href') ?? this.#addressFor(style.textContent);
    return {
      screen: styles.filter((style) => !isPrint(style)).map(address),
      print: styles.filter(isPrint).map(address),
    };
  }

  #addressFor(style: string): string {
    const address = `${this.base}in-page/${createHash('sha256').update(style).digest('hex').slice(0, 12)}.css`;
    this.#inPages.set(address, style);
    return address;
  }

  /** The text of the style sheet at an address, or undefined. */
  sheet(pathname: string): string | undefined {
    const file = this.file(pathname);
    return this.#inPages.get(pathname) ?? (file && readFileSync(file, 'utf8'));
  }
}
