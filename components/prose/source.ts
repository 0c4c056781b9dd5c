// Finds a piece of the repository's own source by its exported name, so that the book quotes what really runs.
// A file or name that is gone stops the build.
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** The source of an exported name with the comment above it, or of the whole file; common indentation removed. */
export function quoteSource(file: string, name?: string): string {
  const address = path.join(process.cwd(), file);
  if (!existsSync(address)) throw new Error(`Code: there is no file ${file}`);
  const text = readFileSync(address, 'utf8');
  if (name === undefined) return text.trimEnd();
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const statement = source.statements.find((each) => isExported(each) && namesOf(each).includes(name));
  if (!statement) {
    const known = source.statements.filter(isExported).flatMap(namesOf).join(', ');
    throw new Error(`Code: ${file} exports no "${name}"; it exports ${known || 'nothing'}`);
  }
  return statement
    .getFullText(source)
    .replace(/^\s*\n/, '')
    .trimEnd();
}

const isExported = (node: ts.Statement): boolean =>
  ts.canHaveModifiers(node) && (ts.getModifiers(node) ?? []).some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword);

function namesOf(node: ts.Statement): string[] {
  if (ts.isVariableStatement(node)) {
    return node.declarationList.declarations.flatMap(({ name }) => (ts.isIdentifier(name) ? [name.text] : []));
  }
  const isNamed =
    ts.isFunctionDeclaration(node) ||
    ts.isClassDeclaration(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node);
  return isNamed && node.name ? [node.name.text] : [];
}
