// Finds what a source file really imports: static and dynamic imports, re-exports, type imports, `new URL(…, import.meta.url)`
// and `import.meta.glob`, in .ts, .mjs, .svelte, .astro and .mdx. Knows nothing of which imports are allowed.
import { existsSync, globSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

const scripts = /<script\b[^>]*>([\s\S]*?)<\/script>/g;
const fences = /^(```+|~~~+)[\s\S]*?^\1/gm;

/** The parts of a file that are JavaScript or TypeScript. */
export function codeOf(file: string, text: string): string {
  if (file.endsWith('.svelte')) return [...text.matchAll(scripts)].map(([, code]) => code).join('\n');
  if (file.endsWith('.astro')) {
    const frontmatter = /^\s*---\n([\s\S]*?)\n---/.exec(text);
    const markup = frontmatter ? text.slice(frontmatter[0].length) : text;
    return [frontmatter?.[1] ?? '', ...[...markup.matchAll(scripts)].map(([, code]) => code)].join('\n');
  }
  if (file.endsWith('.mdx')) {
    const blocks = text.replace(fences, '').split(/\n\s*\n/);
    return blocks.filter((block) => /^(import|export)\s/.test(block.trimStart())).join('\n');
  }
  return text;
}

const isImportMeta = (node: ts.Node, name: string) => node.getText() === `import.meta.${name}`;

/** Every module specifier of a file, globs included, in order of appearance. */
export function specifiersOf(file: string, text: string): string[] {
  const source = ts.createSourceFile(file, codeOf(file, text), ts.ScriptTarget.Latest, true, ts.ScriptKind.TS);
  const found: string[] = [];
  const take = (node: ts.Node | undefined) => {
    if (!node) return;
    if (ts.isStringLiteralLike(node)) found.push(node.text);
    if (ts.isArrayLiteralExpression(node)) node.elements.forEach(take);
  };
  const visit = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) take(node.moduleSpecifier);
    if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) take(node.argument.literal);
    if (ts.isCallExpression(node)) {
      if (node.expression.kind === ts.SyntaxKind.ImportKeyword) take(node.arguments[0]);
      if (isImportMeta(node.expression, 'glob')) take(node.arguments[0]);
    }
    if (ts.isNewExpression(node) && node.expression.getText() === 'URL') {
      const [path, base] = node.arguments ?? [];
      if (base && isImportMeta(base, 'url')) take(path);
    }
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

/** The subpath imports of package.json. */
function alias(specifier: string): string | undefined {
  if (specifier === '#engine') return 'engine/index.ts';
  if (specifier.startsWith('#engine/')) return `engine/${specifier.slice('#engine/'.length)}/index.ts`;
  if (specifier.startsWith('#components/')) return specifier.slice(1);
  return undefined;
}

/** The project files that a specifier means, relative to the root; none for packages and virtual modules. */
export function resolve(root: string, file: string, specifier: string): string[] {
  const bare = specifier.replace(/\?[a-z&=]+$/, '');
  const path = alias(bare) ?? (bare.startsWith('.') ? normalize(join(dirname(file), bare)) : undefined);
  if (path === undefined) return [];
  if (/[*{]/.test(path)) return globSync(path, { cwd: root }).sort();
  if (existsSync(join(root, path)) && statSync(join(root, path)).isFile()) return [path];
  return /\.\w+$/.test(path) ? [path] : []; // a folder, as in new URL('..', import.meta.url)
}
