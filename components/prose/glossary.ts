// The book's terms (content/glossary.yaml), typed. It does not know where they are used.
import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';

export interface GlossaryEntry {
  id: string;
  /** As it is written in the middle of a sentence. */
  term: string;
  /** TeX, where the book has one symbol for it: the code's symbol too. */
  symbol?: string;
  /** One or two exact sentences; understands `$TeX$`, `**bold**` and `*italic*`. */
  definition: string;
  /** Other words for the same thing. */
  aliases?: string[];
  /** The chapter that explains it. */
  chapter: number;
}

const address = () => path.join(process.cwd(), 'content/glossary.yaml');
let read: { modified: number; entries: Map<string, GlossaryEntry> } | undefined;

/** All entries by id, in the file's order. Read again when the file changes. */
export function glossary(): Map<string, GlossaryEntry> {
  const modified = statSync(address()).mtimeMs;
  if (read?.modified !== modified) {
    const list = load(readFileSync(address(), 'utf8')) as Record<string, Omit<GlossaryEntry, 'id'>>;
    read = { modified, entries: new Map(Object.entries(list).map(([id, entry]) => [id, { id, ...entry }])) };
  }
  return read.entries;
}

export function term(id: string): GlossaryEntry {
  const entry = glossary().get(id);
  if (!entry) throw new Error(`unknown term "${id}"`);
  return entry;
}
