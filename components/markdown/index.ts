// The plugins that read the book's Markdown, in the order in which they run. What authors write for them is said in
// components/prose/README.md.
import remarkMath from 'remark-math';
import {
  rehypeFormulas,
  rehypeLetters,
  rehypePunctuation,
  rehypeSources,
  remarkTex,
  remarkValues,
} from './formulas.ts';
import { remarkReferences } from './references.ts';
import { remarkStructure } from './structure.ts';

export const remarkPlugins = [remarkMath, remarkStructure, remarkValues, remarkTex, remarkReferences];

export const rehypePlugins = [rehypeLetters, rehypeFormulas, rehypePunctuation, rehypeSources];
