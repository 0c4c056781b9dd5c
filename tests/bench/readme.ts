/** Writes the tables into the README, between two comments that mark their place; the rest of it stays as it is. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';

const file = fileURLToPath(new URL('../../README.md', import.meta.url));
const [BEGIN, END] = ['<!-- bench: written by npm run bench -- --readme -->', '<!-- bench: end -->'];

/** The text with what is between the marks replaced. @throws Error when a mark is missing. */
export function between(text: string, content: string): string {
  const [begin, end] = [text.indexOf(BEGIN), text.indexOf(END)];
  if (begin < 0 || end < begin) throw new Error(`README: the marks ${BEGIN} and ${END} are missing`);
  return `${text.slice(0, begin + BEGIN.length)}\n\n${content}\n\n${text.slice(end)}`;
}

/** Puts Markdown in its place in the README, as prettier would have it. */
export async function writeReadme(content: string): Promise<void> {
  const text = between(readFileSync(file, 'utf8'), content.trim());
  writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
}
