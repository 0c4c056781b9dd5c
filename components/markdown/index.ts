// The plugins that read the book's Markdown, in the order in which they run.
import remarkMath from 'remark-math';
import rehypeKatex from 'rehype-katex';

export const remarkPlugins = [remarkMath];

/** \htmlClass carries the colour roles (m-hand, m-grad, …) into formulas; everything else stays strict. */
const katexOptions = {
  trust: ({ command }: { command: string }) => command === '\\htmlClass',
  strict: (code: string) => (code === 'htmlExtension' ? 'ignore' : 'error'),
};

export const rehypePlugins = [[rehypeKatex, katexOptions] as [typeof rehypeKatex, typeof katexOptions]];
