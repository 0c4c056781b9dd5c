/**
 * A formula put on the engine's tape: each sign and function becomes the engine's own operation, each letter a parameter,
 * and the whole is compiled as any network is. Knows no picture.
 */
import {
  absolute,
  add,
  compile,
  constant,
  cos,
  divide,
  exp,
  log,
  multiply,
  negate,
  parameter,
  power,
  relu,
  sigmoid,
  sin,
  squareRoot,
  subtract,
  tanh,
  type Program,
  type Tensor,
} from '#engine';
import { FormulaError, type Formula } from '../../formula/grammar.ts';
import { constantOf, isConstant, leavesOf, parseTape } from './expression.ts';

export interface TapeNode {
  /** Its place on the tape: inputs always come first. */
  id: number;
  kind: 'leaf' | 'constant' | 'operation';
  /** What is written in its box: a letter, a number, `×`, `tanh`. */
  sign: string;
  /** How an operation is written with the texts of its inputs. */
  write(inputs: readonly string[]): string;
  /** Ids. */
  inputs: readonly number[];
  tensor: Tensor;
  /** Whether a leaf flows into it, so that it has a gradient. */
  live: boolean;
}

export interface Tape {
  nodes: readonly TapeNode[];
  leaves: readonly string[];
  result: TapeNode;
  program: Program<undefined>;
}

const MOST_OPERATIONS = 14;
const LARGEST = 1000;
const superscript = (n: number): string =>
  [...String(n)].map((c) => (c === '-' ? '⁻' : c === '.' ? '·' : '⁰¹²³⁴⁵⁶⁷⁸⁹'[Number(c)])).join('');
const bracketed = (text: string): string => (text.startsWith('−') ? `(${text})` : text);

const pairs = {
  '+': { sign: '+', of: add },
  '-': { sign: '−', of: subtract },
  '*': { sign: '×', of: multiply },
  '/': { sign: '÷', of: divide },
} as const;

const calls: Readonly<Record<string, { sign: string; of: (x: Tensor) => Tensor }>> = {
  exp: { sign: 'exp', of: exp },
  ln: { sign: 'ln', of: log },
  log: { sign: 'ln', of: log },
  sqrt: { sign: '√', of: squareRoot },
  abs: { sign: '| |', of: absolute },
  tanh: { sign: 'tanh', of: tanh },
  sigmoid: { sign: 'σ', of: sigmoid },
  relu: { sign: 'ReLU', of: relu },
  sin: { sign: 'sin', of: sin },
  cos: { sign: 'cos', of: cos },
};

/** The number that a formula without leaves and functions stands for, or undefined. */
function numberOf(tree: Formula): number | undefined {
  switch (tree.kind) {
    case 'number':
      return tree.value;
    case 'name':
      return isConstant(tree.name) ? constantOf(tree.name) : undefined;
    case 'minus': {
      const of = numberOf(tree.of);
      return of === undefined ? undefined : -of;
    }
    case 'pair': {
      const [a, b] = [numberOf(tree.left), numberOf(tree.right)];
      if (a === undefined || b === undefined) return undefined;
      return { '+': a + b, '-': a - b, '*': a * b, '/': a / b, '^': a ** b }[tree.sign];
    }
    case 'call':
      return undefined;
  }
}

class Recorder {
  readonly nodes: TapeNode[] = [];
  readonly #leaves = new Map<string, TapeNode>();

  #keep(node: Omit<TapeNode, 'id'>): TapeNode {
    const kept = { id: this.nodes.length, ...node };
    kept.tensor.named(`#${kept.id}`);
    this.nodes.push(kept);
    return kept;
  }

  #operation(
    at: number,
    sign: string,
    inputs: readonly TapeNode[],
    tensor: Tensor,
    write: TapeNode['write'] = ([x]) => `${sign}(${x})`,
  ): TapeNode {
    if (this.nodes.filter(({ kind }) => kind === 'operation').length >= MOST_OPERATIONS)
      throw new FormulaError(`The page has room for ${MOST_OPERATIONS} operations.`, at);
    const live = inputs.some((input) => input.live);
    return this.#keep({ kind: 'operation', sign, write, inputs: inputs.map(({ id }) => id), tensor, live });
  }

  #constant(value: number, at: number, sign = String(value).replace('-', '−')): TapeNode {
    if (!(Math.abs(value) <= LARGEST)) throw new FormulaError(`Numbers up to ${LARGEST}, please.`, at);
    return this.#keep({ kind: 'constant', sign, write: () => sign, inputs: [], tensor: constant(value), live: false });
  }

  #leaf(name: string): TapeNode {
    const known = this.#leaves.get(name);
    if (known) return known;
    const tensor = parameter(name, [], 0);
    const leaf = this.#keep({ kind: 'leaf', sign: name, write: () => name, inputs: [], tensor, live: true });
    this.#leaves.set(name, leaf);
    return leaf;
  }

  #raise(tree: Extract<Formula, { kind: 'pair' }>): TapeNode {
    if (tree.left.kind === 'name' && tree.left.name === 'e') {
      const x = this.record(tree.right);
      return this.#operation(tree.at, 'exp', [x], exp(x.tensor));
    }
    const exponent = numberOf(tree.right);
    if (exponent === undefined)
      throw new FormulaError('The exponent must be a plain number here. Instead of x^y, write exp(y*ln(x)).', tree.at);
    if (!(Math.abs(exponent) <= 20)) throw new FormulaError('Exponents from −20 to 20, please.', tree.at);
    const x = this.record(tree.left);
    const raised = superscript(Number(exponent.toPrecision(3)));
    const write = ([base]: readonly string[]) => `${bracketed(base)}${raised}`;
    return this.#operation(tree.at, `( )${raised}`, [x], power(x.tensor, exponent), write);
  }

  record(tree: Formula): TapeNode {
    switch (tree.kind) {
      case 'number':
        return this.#constant(tree.value, tree.at);
      case 'name':
        return isConstant(tree.name)
          ? this.#constant(constantOf(tree.name), tree.at, tree.name === 'e' ? 'e' : 'π')
          : this.#leaf(tree.name);
      case 'minus': {
        if (tree.of.kind === 'number') return this.#constant(-tree.of.value, tree.at);
        const x = this.record(tree.of);
        return this.#operation(tree.at, '−', [x], negate(x.tensor), ([of]) => `−${bracketed(of)}`);
      }
      case 'pair': {
        if (tree.sign === '^') return this.#raise(tree);
        const { sign, of } = pairs[tree.sign];
        const [a, b] = [this.record(tree.left), this.record(tree.right)];
        const write = ([left, right]: readonly string[]) => `${left} ${sign} ${bracketed(right)}`;
        return this.#operation(tree.at, sign, [a, b], of(a.tensor, b.tensor), write);
      }
      case 'call': {
        const { sign, of } = calls[tree.name];
        const x = this.record(tree.inputs[0]);
        return this.#operation(tree.at, sign, [x], of(x.tensor));
      }
    }
  }
}

/**
 * Reads an expression and compiles its graph.
 * @throws FormulaError with a sentence for the reader and the place of the trouble.
 */
export function recordTape(text: string): Tape {
  const tree = parseTape(text);
  const recorder = new Recorder();
  const result = recorder.record(tree);
  const program = compile({ loss: result.tensor, dtype: 'float64' });
  return { nodes: recorder.nodes, leaves: leavesOf(tree), result, program };
}

let latest: { text: string; tape: Tape } | undefined;

/** The tape of an expression that is known to be sound; the last one is kept. */
export function tapeOf(text: string): Tape {
  if (latest?.text !== text) latest = { text, tape: recordTape(text) };
  return latest.tape;
}

/** What is wrong with an expression, or undefined. */
export function refusalOf(text: string): FormulaError | undefined {
  try {
    recordTape(text);
    return undefined;
  } catch (error) {
    if (error instanceof FormulaError) return error;
    throw error;
  }
}
