// The plan of the book: four parts, nineteen chapters. A chapter is readable as soon as its file exists in chapters/.
import { getCollection } from 'astro:content';
import type { Chapter, Part } from '#components/layout/book.ts';

type Planned = Omit<Chapter, 'number' | 'written'>;
type PlannedPart = Omit<Part, 'chapters'> & { chapters: Planned[] };

const plan: PlannedPart[] = [
  {
    number: 'I',
    title: 'What a network is',
    lead: 'Numbers flowing through functions, from one neuron to layers of them.',
    chapters: [
      {
        slug: 'what-is-a-network',
        title: 'What is a neural network?',
        lead: 'It starts by guessing; it ends by generalising.',
      },
      { slug: 'neuron', title: 'One neuron', lead: 'Weights turn a line, the bias shifts it.' },
      {
        slug: 'activations',
        title: 'Why activation functions matter',
        lead: 'Without a bend, any stack of layers is one layer.',
      },
      {
        slug: 'forward-pass',
        title: 'Layers and the forward pass',
        lead: 'Hidden layers fold space until a line will do.',
      },
    ],
  },
  {
    number: 'II',
    title: 'How it learns',
    lead: 'How a network gets less wrong, one small step at a time.',
    chapters: [
      { slug: 'loss', title: 'Measuring error: the loss', lead: 'Being sure and wrong is what costs most.' },
      { slug: 'gradient-descent', title: 'Gradient descent', lead: 'One small rule, repeated: step downhill.' },
      { slug: 'backpropagation', title: 'Backpropagation', lead: 'One walk back finds every slope at once.' },
      { slug: 'data', title: 'Data', lead: 'What a network is shown decides what it can know.' },
      { slug: 'training', title: 'The training loop', lead: 'Forward, loss, backward, update; and again.' },
      {
        slug: 'overfitting',
        title: 'Overfitting and generalisation',
        lead: 'Learning by heart is not understanding.',
      },
    ],
  },
  {
    number: 'III',
    title: 'Shapes of networks',
    lead: 'Networks that look, remember, attend and build on what others learned.',
    chapters: [
      {
        slug: 'deep-networks',
        title: 'Going deep',
        lead: 'What happens to a signal on a long way, and what saves it.',
      },
      { slug: 'convolution', title: 'Convolutional networks', lead: 'One small window, slid over everything.' },
      { slug: 'recurrence', title: 'Recurrent networks', lead: 'A loop is a memory.' },
      { slug: 'transformers', title: 'Transformers', lead: 'Every word asks the others what they have to say.' },
      { slug: 'transfer-learning', title: 'Transfer learning', lead: 'Start from what was learned elsewhere.' },
    ],
  },
  {
    number: 'IV',
    title: 'Looking inside, and ahead',
    lead: 'What the networks found, why it works, where it fails, and what to do next.',
    chapters: [
      { slug: 'seeing-inside', title: 'Seeing inside', lead: 'What makes one neuron answer.' },
      {
        slug: 'why-it-works',
        title: 'Why it works',
        lead: 'Any shape can be built from bumps; finding them is another matter.',
      },
      { slug: 'limits', title: 'What it cannot do', lead: 'Confident, and mistaken.' },
      {
        slug: 'next-steps',
        title: 'Out in the world, and your next step',
        lead: 'Which network for which problem, and where to go on.',
      },
    ],
  },
];

/** The whole book in order, each chapter numbered and marked as written when its file exists. */
export async function readBook(): Promise<Part[]> {
  const written = new Set((await getCollection('chapters')).map((entry) => entry.id));
  const planned = plan.flatMap((part) => part.chapters);
  for (const id of written) {
    if (!planned.some((chapter) => chapter.slug === id))
      throw new Error(`content/chapters: ${id} is not in content/book.ts`);
  }
  return plan.map((part) => ({
    ...part,
    chapters: part.chapters.map((chapter) => ({
      ...chapter,
      number: planned.indexOf(chapter) + 1,
      written: written.has(chapter.slug),
    })),
  }));
}

/** All chapters of the book in reading order. */
export const chaptersOf = (parts: Part[]): Chapter[] => parts.flatMap((part) => part.chapters);
