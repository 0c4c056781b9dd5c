// The book's references (content/references.json, CSL-JSON) and how they are written: "Kingma & Ba 2015" in text, the full
// entry in margins and lists. It does not know who cites them.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { escapeHtml } from './html.ts';

export interface Reference {
  id: string;
  type: 'article-journal' | 'book' | 'chapter' | 'paper-conference' | 'report' | 'speech' | 'webpage' | 'dataset';
  author: { family: string; given?: string }[];
  title: string;
  /** Year, month, day: as much as is known. */
  issued: { 'date-parts': [[number, ...number[]]] };
  'container-title'?: string;
  publisher?: string;
  'publisher-place'?: string;
  volume?: string;
  issue?: string;
  page?: string;
  DOI?: string;
  URL?: string;
  note?: string;
}

const address = () => path.join(process.cwd(), 'content/references.json');
let read: { modified: number; entries: Map<string, Reference> } | undefined;

/** All references by key. Read again when the file changes. */
export function bibliography(): Map<string, Reference> {
  const modified = statSync(address()).mtimeMs;
  if (read?.modified !== modified) {
    const list = JSON.parse(readFileSync(address(), 'utf8')) as Reference[];
    read = { modified, entries: new Map(list.map((entry) => [entry.id, entry])) };
  }
  return read.entries;
}

export function reference(key: string): Reference {
  const entry = bibliography().get(key);
  if (!entry) throw new Error(`unknown citation "${key}"`);
  return entry;
}

const yearOf = (entry: Reference): number => entry.issued['date-parts'][0][0];

/** "Cauchy", "Kingma & Ba", "LeCun et al." */
function shortAuthors({ author }: Reference): string {
  const [first, second, third] = author.map(({ family }) => family);
  if (third) return `${first} et al.`;
  return second ? `${first} & ${second}` : first;
}

/** "Kingma & Ba 2015" */
export const shortCitation = (key: string): string => `${shortAuthors(reference(key))} ${yearOf(reference(key))}`;

/** "D. P. Kingma & J. Ba" after the first, which is turned round: "Kingma, D. P. & Ba, J." */
function fullAuthors({ author }: Reference): string {
  const names = author.map(({ family, given }) => (given ? `${family}, ${initials(given)}` : family));
  const last = names.pop() ?? '';
  return names.length ? `${names.join(', ')} & ${last}` : last;
}

const initials = (given: string) =>
  given
    .split(/\s+/)
    .map((name) => name.replace(/\p{L}[\p{Ll}.]*/gu, (part) => `${part[0]}.`))
    .join('\u00a0');

/** Where it appeared, as HTML: "<i>Nature</i> 323, 533–536". */
function container(entry: Reference): string {
  const number = [entry.volume, entry.issue && `(${entry.issue})`].filter(Boolean).join('');
  const pages = entry.page?.replace('-', '–');
  const place = [entry.publisher, entry['publisher-place']].filter(Boolean).join(', ');
  const title = entry['container-title'];
  const inTitle = title && `<i>${escapeHtml(title)}</i>${number ? ` ${escapeHtml(number)}` : ''}`;
  return [
    inTitle,
    pages && escapeHtml(pages),
    !title || entry.type === 'chapter' || entry.type === 'speech' ? escapeHtml(place) : '',
  ]
    .filter(Boolean)
    .join(', ');
}

/** The entry as HTML, without links; in the margin, where room is short, with the authors as the text names them. */
export function fullReference(entry: Reference, names: 'all' | 'short' = 'all'): string {
  const isWhole = entry.type === 'book' || entry.type === 'report';
  const title = isWhole ? `<i>${escapeHtml(entry.title)}</i>` : escapeHtml(entry.title);
  const where = container(entry);
  const note = entry.note ? ` ${escapeHtml(entry.note)}` : '';
  const authors = names === 'all' ? fullAuthors(entry) : shortAuthors(entry);
  return `<b>${escapeHtml(authors)}</b> (${yearOf(entry)}). ${title}.${where ? ` ${where}.` : ''}${note}`;
}

/** Where it can be read: its DOI, or an address given. */
export const linkOf = (entry: Reference): string | undefined =>
  entry.DOI ? `https://doi.org/${entry.DOI}` : entry.URL;
