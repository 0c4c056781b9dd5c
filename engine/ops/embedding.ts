// Rows of a table, looked up by number.
import { call } from '../kernels/call.ts';
import { embeddingBackward, embeddingForward } from '../kernels/embedding.ts';
import { none, type Rule } from './rule.ts';
import { show } from './shapes.ts';
import { group } from './tex.ts';

/**
 * The rows of a table [vocabulary, width] with the given numbers: ids [...], whole numbers from 0 to vocabulary − 1, give
 * [..., width]. The same as multiplying one-hot rows by the table. No gradient flows to ids; each row of the table gets
 * the sum of the gradients of the places that looked it up.
 */
export const embedding: Rule<2> = {
  name: 'embedding',
  operands: ['ids', 'table'],
  tex: ([ids, table]) => `${group(table)}_{${ids}}`,
  shape: ([ids, table]) => {
    if (table.length !== 2)
      throw new RangeError(`embedding: needs a table [vocabulary, width]: ${show(ids)} in ${show(table)}`);
    return [...ids, table[1]];
  },
  forward: ({ inputs: [ids, table], output: y }) => {
    const [vocabulary, width] = table.shape;
    return call({ embeddingForward }, ids.size, vocabulary, width, ids.offset, table.offset, y.offset);
  },
  backward: [
    null,
    ({ inputs: [ids, table], output: y, keep }) => {
      const [vocabulary, width] = table.shape;
      return call({ embeddingBackward }, ids.size, vocabulary, width, ids.offset, y.gradient, table.gradient, keep);
    },
  ],
  forgets: 'output',
  sample: (size) => {
    const vocabulary = size();
    return {
      inputs: [{ shape: [size(), size()], classes: vocabulary }, { shape: [vocabulary, size()] }],
      attributes: none,
    };
  },
};
