// Formulas that readers type as answers: read by the grammar that they share with the figures, evaluated, and compared with
// the right answer at seeded random points. Nothing is ever executed as code.
import { parseFormula, type Formula } from '../formula/grammar.ts';

export { FormulaError as ExpressionError } from '../formula/grammar.ts';

export type Scope = Readonly<Record<string, number>>;
export type Expression = (scope: Scope) => number;

const functions: Record<string, (...values: number[]) => number> = {
  exp: Math.exp,
  ln: Math.log,
  log: Math.log,
  sqrt: Math.sqrt,
  abs: Math.abs,
  tanh: Math.tanh,
  sigmoid: (z) => 1 / (1 + Math.exp(-z)),
  relu: (z) => Math.max(0, z),
  sin: Math.sin,
  cos: Math.cos,
  max: (a, b) => Math.max(a, b),
  min: (a, b) => Math.min(a, b),
};
const arities = Object.fromEntries(Object.entries(functions).map(([name, of]) => [name, of.length]));
const constants: Record<string, number> = { pi: Math.PI, π: Math.PI, e: Math.E };

const longest = 200;

/** `variables` are the names that may occur; they win over constants and functions. Throws ExpressionError. */
export function parseExpression(text: string, variables: readonly string[]): Expression {
  const names = [...variables, ...Object.keys(functions), ...Object.keys(constants)].sort(
    (a, b) => b.length - a.length,
  );
  const known = variables.length ? `; known here: ${variables.join(', ')}` : '';
  const tree = parseFormula(text, {
    longest,
    functions: Object.fromEntries(Object.entries(arities).filter(([name]) => !variables.includes(name))),
    nameAt: (rest) => names.find((each) => rest.startsWith(each)),
    unknown: (word) => `“${word}” is not known here${known}.`,
  });
  return evaluator(tree, variables);
}

const pairs: Record<Extract<Formula, { kind: 'pair' }>['sign'], (a: number, b: number) => number> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '^': (a, b) => a ** b,
};

function evaluator(tree: Formula, variables: readonly string[]): Expression {
  switch (tree.kind) {
    case 'number':
      return () => tree.value;
    case 'name':
      return variables.includes(tree.name) ? (scope) => scope[tree.name] : () => constants[tree.name];
    case 'minus': {
      const of = evaluator(tree.of, variables);
      return (scope) => -of(scope);
    }
    case 'pair': {
      const [a, b] = [evaluator(tree.left, variables), evaluator(tree.right, variables)];
      const of = pairs[tree.sign];
      return (scope) => of(a(scope), b(scope));
    }
    case 'call': {
      const inputs = tree.inputs.map((input) => evaluator(input, variables));
      const of = functions[tree.name];
      return (scope) => of(...inputs.map((input) => input(scope)));
    }
  }
}

/** Where a variable is tried: the smallest and the largest value. */
export type Ranges = Readonly<Record<string, readonly [number, number]>>;

const tries = 40;
const needed = 6;

/** Whether two formulas agree wherever both have a value; seeded, so that the same pair always gets the same answer. */
export function areEqual(a: Expression, b: Expression, ranges: Ranges, seed = 1): boolean {
  const draw = mulberry32(seed);
  let agreed = 0;
  for (let i = 0; i < tries; i++) {
    const scope = Object.fromEntries(
      Object.entries(ranges).map(([name, [low, high]]) => [name, low + draw() * (high - low)]),
    );
    const [left, right] = [a(scope), b(scope)];
    if (!Number.isFinite(left) && !Number.isFinite(right)) continue;
    if (!(Math.abs(left - right) <= 1e-9 * Math.max(1, Math.abs(left), Math.abs(right)))) return false;
    agreed++;
  }
  return agreed >= needed;
}

/** Uniform numbers in [0, 1) from a seed (Tommy Ettinger's mulberry32). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}
