// What a chapter's frontmatter must say. A wrong or missing field stops the build with the file's name.
import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

const chapters = defineCollection({
  /** `06-gradient-descent.mdx` has the id, and so the address, `gradient-descent`: reordering breaks no link. */
  loader: glob({
    base: './content/chapters',
    pattern: '*.mdx',
    generateId: ({ entry }) => entry.replace(/^\d+-/, '').replace(/\.mdx$/, ''),
  }),
  schema: z.strictObject({
    /** The chapter's name, as in content/book.ts. */
    title: z.string().min(1),
    /** Its number: the one that the file's name starts with. */
    chapter: z.int().min(1).max(99),
    /** The part of the book it belongs to. */
    part: z.enum(['I', 'II', 'III', 'IV']),
    /** One or two sentences: the standfirst under the title, and the description that search engines show. */
    summary: z.string().min(40).max(260),
    /** The opening question, which only this chapter's idea answers. */
    question: z.string().min(10),
    /** Minutes that a first reading takes, figures and exercises included. */
    minutes: z.int().min(5).max(120),
    /** The one misconception that the chapter names and answers, in a sentence. */
    misconception: z.string().min(10),
    /** Where the yellow disc sits in the big numeral, as [x, y, radius] in its 54.6 × 72 box; default: by number. */
    numeral: z.tuple([z.number(), z.number(), z.number()]).optional(),
  }),
});

/** What a data set or a set of weights is, where it comes from, and what is wrong with it. `cards/mnist.mdx` is at /cards/mnist/. */
const cards = defineCollection({
  loader: glob({ base: './content/cards', pattern: '*.mdx' }),
  schema: z.strictObject({
    title: z.string().min(1),
    /** A data card or a model card. */
    kind: z.enum(['data', 'model']),
    /** One sentence: the line under the title, and the description that search engines show. */
    summary: z.string().min(40).max(260),
  }),
});

export const collections = { chapters, cards };
