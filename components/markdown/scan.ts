// Reads the chapters' source once and says what is numbered where: sections, figures, equations, tables, exercises.
// Plugins, the gallery and the page shells all take their numbers from here. It does not parse MDX: it looks for the few
// marks that the components README prescribes, and the plugins check that the two agree.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { load } from 'js-yaml';
import { shortPath } from './fail.ts';

export type Kind = 'section' | 'figure' | 'equation' | 'table' | 'exercise' | 'predict';

export interface Label {
  kind: Kind;
  id: string;
  /** `6.1`; empty for predictions, which have none. */
  number: string;
  /** What a reference to it reads: `Figure 6.1`, `equation (6.1)`. */
  text: string;
  line: number;
  /** A section's title; a figure's file below components/figures, without `.svelte`. */
  detail: string;
}

export interface ChapterScan {
  /** The address: `gradient-descent`. */
  slug: string;
  chapter: number;
  title: string;
  file: string;
  labels: Label[];
  /** Reference keys in the order of their first citation. */
  cited: string[];
  /** Glossary ids in the order of their first use. */
  terms: string[];
  /** Words of prose, without code, formulas and markup. */
  words: number;
}

export interface BookScan {
  chapters: ChapterScan[];
  /** Figures by id, with the chapter that first shows each. */
  figures: Map<string, { number: string; chapter: ChapterScan }>;
}

const chapterFolder = () => path.join(process.cwd(), 'content/chapters');

/** `06-gradient-descent.mdx` → `gradient-descent` */
const slugOf = (file: string): string =>
  path
    .basename(file)
    .replace(/^\d+-/, '')
    .replace(/\.mdx?$/, '');

/** `Descent1d` → `descent-1d`: the id of the figure in a file of that name. */
export const figureId = (file: string): string =>
  path
    .basename(file)
    .replace(/([a-z])([A-Z0-9])/g, '$1-$2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1-$2')
    .toLowerCase();

/** The fragment of a heading: `What is $w$ for?` → `what-is-w-for`. */
export const headingId = (title: string): string =>
  title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

const words: Record<Kind, (number: string) => string> = {
  section: (number) => `section ${number}`,
  figure: (number) => `Figure ${number}`,
  equation: (number) => `equation (${number})`,
  table: (number) => `Table ${number}`,
  exercise: (number) => `Exercise ${number}`,
  predict: () => 'the prediction',
};

/** Blanks out what must not be read as text, keeping every line where it is. */
const blank = (source: string, pattern: RegExp) => source.replace(pattern, (part) => part.replace(/[^\n]/g, ' '));

/** `$$ … $$` and `$ … $`, shared with whoever needs prose without formulas. */
const formulas = /\$\$[\s\S]*?\$\$|\$(?!\s)[^$\n]*\$/g;

/** The imports of figures in a chapter: local name → file below components/figures, without `.svelte`. */
export const figureImports = (source: string): Map<string, string> =>
  new Map(
    [...source.matchAll(/^import\s+(\w+)\s+from\s+['"]#components\/figures\/(.+?)\.svelte['"]/gm)].map(
      ([, name, file]) => [name, file],
    ),
  );

/** The text of a chapter alone: no frontmatter, imports, code, formulas, expressions or tags; lines stay where they are. */
export function proseOf(source: string): string {
  let text = blank(source, /^---\n[\s\S]*?\n---/);
  text = blank(text, /^(```|~~~)[\s\S]*?^\1/gm);
  text = blank(text, /^(import|export)\b.*$/gm);
  text = blank(text, formulas);
  text = blank(text, /`[^`\n]*`/g);
  for (let before = ''; before !== text;) {
    before = text;
    text = blank(text, /\{[^{}]*\}/g); // innermost first
  }
  text = blank(text, /<[^<>]*>/g);
  text = blank(text, /\[@[^\]]*\]|\]\([^)]*\)|https?:\S+/g);
  return text;
}

/** Numbers everything in one chapter's source. `file` is only used for its name and in errors. */
export function scanChapter(
  source: string,
  file: string,
  chapter = Number.parseInt(path.basename(file), 10),
): ChapterScan {
  const visible = blank(blank(source, /^(```|~~~)[\s\S]*?^\1/gm), /\{\/\*[\s\S]*?\*\/\}/g);
  const figures = figureImports(visible);
  const names = figures.size ? `|<(?:${[...figures.keys()].join('|')})\\b` : '';
  const pattern = new RegExp(
    `^## +(.+)$|\\\\label\\{([^}]+)\\}|<(Table|Exercise|Predict)\\s+id="([^"]+)"${names}`,
    'gm',
  );
  const counts: Record<Kind, number> = { section: 0, figure: 0, equation: 0, table: 0, exercise: 0, predict: 0 };
  const labels = new Map<string, Label>();
  const lineAt = (index: number) => visible.slice(0, index).split('\n').length;

  for (const match of visible.matchAll(pattern)) {
    const [whole, heading, equation, block, blockId] = match;
    const line = lineAt(match.index);
    const found = heading
      ? { kind: 'section' as const, id: headingId(heading.trim()), detail: heading.trim() }
      : equation
        ? { kind: 'equation' as const, id: equation, detail: '' }
        : block
          ? { kind: block.toLowerCase() as Kind, id: blockId, detail: '' }
          : {
              kind: 'figure' as const,
              id: figureId(figures.get(whole.slice(1)) ?? ''),
              detail: figures.get(whole.slice(1)) ?? '',
            };
    const first = labels.get(found.id);
    if (first)
      throw new Error(`${shortPath(file)}:${line}: the id "${found.id}" is already used in line ${first.line}`);
    counts[found.kind]++;
    const number = found.kind === 'predict' ? '' : `${chapter}.${counts[found.kind]}`;
    labels.set(found.id, { ...found, number, text: words[found.kind](number), line });
  }

  const unique = (list: string[]) => [...new Set(list)];
  const frontmatter = /^---\n([\s\S]*?)\n---/.exec(source)?.[1];
  const title = frontmatter ? String((load(frontmatter) as { title?: unknown })?.title ?? '') : '';
  const cited = [...visible.matchAll(/\[@[^\]]*\]/g)].flatMap(([group]) => group.match(/(?<=@)[\w-]+/g) ?? []);
  return {
    slug: slugOf(file),
    chapter,
    title,
    file,
    labels: [...labels.values()],
    cited: unique(cited),
    terms: unique([...visible.matchAll(/<Term\s+id="([^"]+)"/g)].map(([, id]) => id)),
    words: proseOf(source).match(/\p{L}[\p{L}’'-]*/gu)?.length ?? 0,
  };
}

const scanned = new Map<string, { modified: number; scan: ChapterScan }>();

/** Scans all chapters, in order; a chapter that did not change is not read again. */
export function scanBook(folder = chapterFolder()): BookScan {
  const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.mdx')) : [];
  const chapters = files
    .map((name) => {
      const file = path.join(folder, name);
      const modified = statSync(file).mtimeMs;
      const known = scanned.get(file);
      if (known?.modified === modified) return known.scan;
      const scan = scanChapter(readFileSync(file, 'utf8'), file);
      scanned.set(file, { modified, scan });
      return scan;
    })
    .sort((a, b) => a.chapter - b.chapter);
  const figures: BookScan['figures'] = new Map();
  for (const chapter of chapters)
    for (const label of chapter.labels)
      if (label.kind === 'figure' && !figures.has(label.id)) figures.set(label.id, { number: label.number, chapter });
  return { chapters, figures };
}

/** How many of each kind a chapter has: for "25 minutes, 4 live figures, 6 exercises". */
export const countOf = (scan: ChapterScan, kind: Kind): number =>
  scan.labels.filter((label) => label.kind === kind).length;
