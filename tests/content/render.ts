// Renders a piece of MDX through the book's plugins exactly as a build does, for the tests in this folder.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { unified } from '@astrojs/markdown-remark';
import { rehypePlugins, remarkPlugins } from '../../components/markdown/index.ts';

const processor = unified({ gfm: true, smartypants: true, remarkPlugins, rehypePlugins });

/** The compiled module of a chapter (or of a page that is none) with this text; what breaks a rule rejects. */
export async function render(text: string, chapter: number | 'none' = 98, name = '98-test.mdx'): Promise<string> {
  if (!processor.createMdxRenderer) throw new Error('this processor reads no MDX');
  const renderer = await processor.createMdxRenderer(
    { syntaxHighlight: false },
    { optimize: false, srcDir: pathToFileURL(`${path.resolve('content')}/`), sourcemap: false },
  );
  const file = path.resolve('content/chapters', name);
  return (await renderer.process(text, file, chapter === 'none' ? {} : { chapter })).code;
}

/** The message with which rendering fails. */
export async function failure(text: string): Promise<string> {
  try {
    await render(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  return 'it did not fail';
}
