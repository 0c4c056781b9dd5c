// What networks of sequences have in common: whole numbers, such as letters, become vectors.
import { none } from './ops/rule.ts';
import * as rules from './ops/rules.ts';
import { record, type Tensor } from './tensor.ts';

/** The rows of a table [vocabulary, width] with the numbers ids [...] (whole, from 0): [..., width]. */
export const embedding = (ids: Tensor, table: Tensor): Tensor => record(rules.embedding, [ids, table], none);
