/**
 * Reads formulas that readers type into a tree, with a small grammar of its own. Nothing is ever executed as code, and whatever
 * is typed either becomes a tree or throws a FormulaError with a sentence and a place. Which words may occur, a vocabulary says.
 * Loosest first: sum = product (('+' | '−') product)* · product = power (('*' | '/' | nothing) power)* ·
 * power = ('−')* atom ('^' power)? · atom = number | name | function '(' sum (',' sum)* ')' | '(' sum ')' | '|' sum '|'
 */

/** A formula as a tree; `at` is where in the text it stands (from 0). */
export type Formula =
  | { readonly kind: 'number'; readonly value: number; readonly at: number }
  | { readonly kind: 'name'; readonly name: string; readonly at: number }
  | { readonly kind: 'minus'; readonly of: Formula; readonly at: number }
  | {
      readonly kind: 'pair';
      readonly sign: '+' | '-' | '*' | '/' | '^';
      readonly left: Formula;
      readonly right: Formula;
      readonly at: number;
    }
  | { readonly kind: 'call'; readonly name: string; readonly inputs: readonly Formula[]; readonly at: number };

/** What went wrong, in words for the reader, and where (from 0). */
export class FormulaError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

/** The words that a formula may use. */
export interface Vocabulary {
  /** How long a text may be. */
  readonly longest: number;
  /** Functions by name, with the number of their inputs; `abs` is what bars mean. */
  readonly functions: Readonly<Record<string, number>>;
  /** The variable, constant or function with which a text begins, if it begins with one. */
  nameAt(text: string): string | undefined;
  /** What to say of a word that is none of these. */
  unknown(word: string): string;
}

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const deepest = 50;

/** The signs that people and keyboards write, brought to one form of the same meaning; positions are kept. */
const normal = (text: string): string =>
  text.replace(/[−–]/g, '-').replace(/[·×∙]/g, '*').replace(/[÷:]/g, '/').replace(/[[{]/g, '(').replace(/[\]}]/g, ')');

interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
  position: number;
}

/** @throws FormulaError */
export function parseFormula(text: string, vocabulary: Vocabulary): Formula {
  if (!text.trim()) throw new FormulaError('Nothing is written yet.', 0);
  const { longest } = vocabulary;
  if (text.length > longest) throw new FormulaError(`That is longer than ${longest} signs.`, longest);
  return new Parser(tokens(normal(text), vocabulary), vocabulary).whole();
}

function tokens(text: string, { nameAt, unknown }: Vocabulary): Token[] {
  const list: Token[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    const number = /^(\d+(\.\d+)?|\.\d+)/.exec(rest);
    const name = nameAt(rest);
    const power = superscripts.includes(rest[0]) ? superscripts.indexOf(rest[0]) : -1;
    if (space) {
      at += space[0].length;
    } else if (number) {
      list.push({ kind: 'number', text: number[0], position: at });
      at += number[0].length;
    } else if (name) {
      list.push({ kind: 'name', text: name, position: at });
      at += name.length;
    } else if (power >= 0) {
      list.push({ kind: 'sign', text: '^', position: at }, { kind: 'number', text: String(power), position: at });
      at += 1;
    } else if ('+-*/^(),|'.includes(rest[0])) {
      const isPower = rest.startsWith('**');
      list.push({ kind: 'sign', text: isPower ? '^' : rest[0], position: at });
      at += isPower ? 2 : 1;
    } else {
      throw new FormulaError(unknown(/^\p{L}[\p{L}\p{N}_]*/u.exec(rest)?.[0] ?? [...rest][0]), at);
    }
  }
  return [...list, { kind: 'end', text: '', position: text.length }];
}

class Parser {
  readonly #tokens: Token[];
  readonly #functions: Vocabulary['functions'];
  #at = 0;
  #depth = 0;
  #bars = 0;

  constructor(list: Token[], { functions }: Vocabulary) {
    this.#tokens = list;
    this.#functions = functions;
  }

  whole(): Formula {
    const formula = this.#sum();
    if (this.#next.kind !== 'end') this.#complain();
    return formula;
  }

  get #next(): Token {
    return this.#tokens[this.#at];
  }

  #accepts<Sign extends string>(...signs: Sign[]): Sign | undefined {
    const { kind, text } = this.#next;
    const sign = kind === 'sign' ? signs.find((each) => each === text) : undefined;
    if (sign) this.#at++;
    return sign;
  }

  #expect(sign: string): void {
    if (!this.#accepts(sign)) throw new FormulaError(`A “${sign}” is missing.`, this.#next.position);
  }

  #complain(): never {
    const { kind, text, position } = this.#next;
    throw new FormulaError(kind === 'end' ? 'The formula stops too early.' : `“${text}” cannot stand here.`, position);
  }

  #sum(): Formula {
    if (++this.#depth > deepest) throw new FormulaError('Too many brackets inside each other.', this.#next.position);
    let left = this.#product();
    for (;;) {
      const at = this.#next.position;
      const sign = this.#accepts('+', '-');
      if (!sign) break;
      left = { kind: 'pair', sign, left, right: this.#product(), at };
    }
    this.#depth--;
    return left;
  }

  #product(): Formula {
    let left = this.#power();
    for (;;) {
      const at = this.#next.position;
      const sign = this.#accepts('*', '/');
      if (!sign && !this.#startsAtom()) return left;
      left = { kind: 'pair', sign: sign ?? '*', left, right: this.#power(), at };
    }
  }

  /** Whether what follows may be multiplied without a sign: `2w`, `3(x+1)`. */
  #startsAtom(): boolean {
    const { kind, text } = this.#next;
    return kind === 'number' || kind === 'name' || (kind === 'sign' && (text === '(' || (text === '|' && !this.#bars)));
  }

  #power(): Formula {
    const at = this.#next.position;
    const sign = this.#accepts('-', '+');
    if (sign) {
      if (++this.#depth > deepest) throw new FormulaError('Too many signs in a row.', this.#next.position);
      const of = this.#power();
      this.#depth--;
      return sign === '-' ? { kind: 'minus', of, at } : of;
    }
    const left = this.#atom();
    const raised = this.#next.position;
    if (!this.#accepts('^')) return left;
    if (++this.#depth > deepest) throw new FormulaError('Too many powers in a row.', this.#next.position);
    const right = this.#power();
    this.#depth--;
    return { kind: 'pair', sign: '^', left, right, at: raised };
  }

  #atom(): Formula {
    const { kind, text, position: at } = this.#next;
    if (kind === 'number') {
      this.#at++;
      return { kind: 'number', value: Number(text), at };
    }
    if (kind === 'name') return this.#named(text, at);
    if (this.#accepts('(')) {
      const inner = this.#sum();
      this.#expect(')');
      return inner;
    }
    if (this.#accepts('|')) {
      this.#bars++;
      const inner = this.#sum();
      this.#expect('|');
      this.#bars--;
      return { kind: 'call', name: 'abs', inputs: [inner], at };
    }
    return this.#complain();
  }

  #named(name: string, at: number): Formula {
    this.#at++;
    if (!Object.hasOwn(this.#functions, name)) return { kind: 'name', name, at };
    const arity = this.#functions[name];
    this.#expect('(');
    const inputs = [this.#sum()];
    while (this.#accepts(',')) inputs.push(this.#sum());
    this.#expect(')');
    if (inputs.length !== arity)
      throw new FormulaError(`“${name}” takes ${arity} ${arity === 1 ? 'value' : 'values'}.`, this.#next.position);
    return { kind: 'call', name, inputs, at };
  }
}
