/**
 * Which expressions go on the tape: a small vocabulary over the book's grammar, in which any single letter is a leaf, and
 * bounds that keep the graph on the page. Also how the values of leaves are written into a link.
 */
import { tidy } from '../../figure/knobs.ts';
import { FormulaError, parseFormula, type Formula, type Vocabulary } from '../../formula/grammar.ts';

export const LONGEST = 90;
const MOST_LEAVES = 6;
/** Leaves can be turned from −REACH to REACH. */
export const REACH = 5;

const functions = { exp: 1, ln: 1, log: 1, sqrt: 1, abs: 1, tanh: 1, sigmoid: 1, relu: 1, sin: 1, cos: 1 };
const constants: Readonly<Record<string, number>> = { e: Math.E, pi: Math.PI, π: Math.PI };
const LEAF = /^[a-zA-Z]\d{0,2}$/;

export const isConstant = (name: string): boolean => Object.hasOwn(constants, name);
export const constantOf = (name: string): number => constants[name];

const vocabulary: Vocabulary = {
  longest: LONGEST,
  functions,
  nameAt(text) {
    const word = /^(π|[a-zA-Z]+\d{0,2})/.exec(text)?.[0];
    return word && (Object.hasOwn(functions, word) || isConstant(word) || LEAF.test(word)) ? word : undefined;
  },
  unknown(word) {
    const letters = /^[a-zA-Z]{2,3}$/.test(word) ? ` To multiply, write ${[...word].join('*')}.` : '';
    return `“${word}” is not known. A leaf is one letter, perhaps with a number (w, x2).${letters} Functions: ${Object.keys(functions).join(', ')}.`;
  },
};

/** The leaves of a formula in the order in which they are first met. */
export function leavesOf(tree: Formula): string[] {
  switch (tree.kind) {
    case 'number':
      return [];
    case 'name':
      return isConstant(tree.name) ? [] : [tree.name];
    case 'minus':
      return leavesOf(tree.of);
    case 'pair':
      return [...new Set([...leavesOf(tree.left), ...leavesOf(tree.right)])];
    case 'call':
      return [...new Set(tree.inputs.flatMap(leavesOf))];
  }
}

/**
 * An expression that has leaves to turn.
 * @throws FormulaError
 */
export function parseTape(text: string): Formula {
  const tree = parseFormula(text, vocabulary);
  const leaves = leavesOf(tree);
  if (leaves.length === 0) throw new FormulaError('There is nothing to turn: use at least one letter, such as x.', 0);
  if (tree.kind === 'name') throw new FormulaError(`${tree.name} alone computes nothing: try ${tree.name}^2.`, 0);
  if (leaves.length > MOST_LEAVES)
    throw new FormulaError(`These are ${leaves.length} leaves; there is room for ${MOST_LEAVES}.`, 0);
  return tree;
}

/** What the leaves are before anybody turns them, in the order in which they are met. */
const FRESH = [0.5, -1.5, 1, 0.8, -0.6, 1.2];

/** Values of leaves by name: those that were set, and for the others the next fresh one. */
export const valuesOf = (leaves: readonly string[], set: ReadonlyMap<string, number>): number[] =>
  leaves.map((leaf, i) => set.get(leaf) ?? FRESH[i % FRESH.length]);

const NUMBER = /^-?\d{1,2}(\.\d{1,9})?$/;

/** `w=0.5,x=-2` as a map: whatever cannot be read is left out, what is too large is clamped. */
export function readLeaves(text: string): Map<string, number> {
  const set = new Map<string, number>();
  for (const part of text.slice(0, 300).split(',')) {
    const [name, value, ...more] = part.split('=');
    if (more.length || value === undefined || !LEAF.test(name) || isConstant(name) || !NUMBER.test(value)) continue;
    if (set.size < MOST_LEAVES || set.has(name)) set.set(name, clampLeaf(Number(value)));
  }
  return set;
}

export const clampLeaf = (value: number): number => tidy(Math.min(REACH, Math.max(-REACH, Number(value.toFixed(6)))));

export const writeLeaves = (set: ReadonlyMap<string, number>): string =>
  [...set].map(([name, value]) => `${name}=${value}`).join(',');
