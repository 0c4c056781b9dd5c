// Reads formulas that readers type, with its own small grammar, and says whether two of them are equal by evaluating both at
// seeded random points. Nothing is ever executed as code. Grammar, loosest first:
//   sum = product (('+' | '−') product)* · product = power (('*' | '/' | nothing) power)* · power = ('−')* atom ('^' power)?
//   atom = number | name | function '(' sum (',' sum)* ')' | '(' sum ')' | '|' sum '|'

export type Scope = Readonly<Record<string, number>>;
export type Expression = (scope: Scope) => number;

/** What went wrong, in words for the reader, and where (from 0). */
export class ExpressionError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(message);
    this.position = position;
  }
}

const functions: Record<string, { arity: number; of: (...values: number[]) => number }> = {
  exp: { arity: 1, of: Math.exp },
  ln: { arity: 1, of: Math.log },
  log: { arity: 1, of: Math.log },
  sqrt: { arity: 1, of: Math.sqrt },
  abs: { arity: 1, of: Math.abs },
  tanh: { arity: 1, of: Math.tanh },
  sigmoid: { arity: 1, of: (z) => 1 / (1 + Math.exp(-z)) },
  relu: { arity: 1, of: (z) => Math.max(0, z) },
  sin: { arity: 1, of: Math.sin },
  cos: { arity: 1, of: Math.cos },
  max: { arity: 2, of: Math.max },
  min: { arity: 2, of: Math.min },
};
const constants: Record<string, number> = { pi: Math.PI, π: Math.PI, e: Math.E };

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const longest = 200;
const deepest = 50;

/** The signs that people and keyboards write, brought to one form of the same meaning; positions are kept. */
const normal = (text: string): string =>
  text.replace(/[−–]/g, '-').replace(/[·×∙]/g, '*').replace(/[÷:]/g, '/').replace(/[[{]/g, '(').replace(/[\]}]/g, ')');

interface Token {
  kind: 'number' | 'name' | 'sign' | 'end';
  text: string;
  position: number;
}

/** `variables` are the names that may occur; they win over constants and functions. Throws ExpressionError. */
export function parseExpression(text: string, variables: readonly string[]): Expression {
  if (!text.trim()) throw new ExpressionError('Nothing is written yet.', 0);
  if (text.length > longest) throw new ExpressionError(`That is longer than ${longest} signs.`, longest);
  const parser = new Parser(tokens(normal(text), variables), variables);
  return parser.whole();
}

function tokens(text: string, variables: readonly string[]): Token[] {
  const names = [...variables, ...Object.keys(functions), ...Object.keys(constants)].sort(
    (a, b) => b.length - a.length,
  );
  const list: Token[] = [];
  for (let at = 0; at < text.length;) {
    const rest = text.slice(at);
    const space = /^\s+/.exec(rest);
    const number = /^(\d+(\.\d+)?|\.\d+)/.exec(rest);
    const name = names.find((each) => rest.startsWith(each));
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
      const word = /^\p{L}[\p{L}\p{N}_]*/u.exec(rest)?.[0] ?? [...rest][0];
      const known = variables.length ? `; known here: ${variables.join(', ')}` : '';
      throw new ExpressionError(`“${word}” is not known here${known}.`, at);
    }
  }
  return [...list, { kind: 'end', text: '', position: text.length }];
}

class Parser {
  readonly #tokens: Token[];
  readonly #variables: readonly string[];
  #at = 0;
  #depth = 0;
  #bars = 0;

  constructor(list: Token[], variables: readonly string[]) {
    this.#tokens = list;
    this.#variables = variables;
  }

  whole(): Expression {
    const expression = this.#sum();
    if (this.#next.kind !== 'end') this.#complain();
    return expression;
  }

  get #next(): Token {
    return this.#tokens[this.#at];
  }

  #accepts(...signs: string[]): string | undefined {
    const { kind, text } = this.#next;
    if (kind !== 'sign' || !signs.includes(text)) return undefined;
    this.#at++;
    return text;
  }

  #expect(sign: string): void {
    if (!this.#accepts(sign)) throw new ExpressionError(`A “${sign}” is missing.`, this.#next.position);
  }

  #complain(): never {
    const { kind, text, position } = this.#next;
    throw new ExpressionError(
      kind === 'end' ? 'The formula stops too early.' : `“${text}” cannot stand here.`,
      position,
    );
  }

  #sum(): Expression {
    if (++this.#depth > deepest) throw new ExpressionError('Too many brackets inside each other.', this.#next.position);
    let left = this.#product();
    for (let sign = this.#accepts('+', '-'); sign; sign = this.#accepts('+', '-')) {
      const [a, b] = [left, this.#product()];
      left = sign === '+' ? (scope) => a(scope) + b(scope) : (scope) => a(scope) - b(scope);
    }
    this.#depth--;
    return left;
  }

  #product(): Expression {
    let left = this.#power();
    for (;;) {
      const sign = this.#accepts('*', '/');
      if (!sign && !this.#startsAtom()) return left;
      const [a, b] = [left, this.#power()];
      left = sign === '/' ? (scope) => a(scope) / b(scope) : (scope) => a(scope) * b(scope);
    }
  }

  /** Whether what follows may be multiplied without a sign: `2w`, `3(x+1)`. */
  #startsAtom(): boolean {
    const { kind, text } = this.#next;
    return kind === 'number' || kind === 'name' || (kind === 'sign' && (text === '(' || (text === '|' && !this.#bars)));
  }

  #power(): Expression {
    const sign = this.#accepts('-', '+');
    if (sign) {
      if (++this.#depth > deepest) throw new ExpressionError('Too many signs in a row.', this.#next.position);
      const inner = this.#power();
      this.#depth--;
      return sign === '-' ? (scope) => -inner(scope) : inner;
    }
    const base = this.#atom();
    if (!this.#accepts('^')) return base;
    if (++this.#depth > deepest) throw new ExpressionError('Too many powers in a row.', this.#next.position);
    const exponent = this.#power();
    this.#depth--;
    return (scope) => base(scope) ** exponent(scope);
  }

  #atom(): Expression {
    const { kind, text } = this.#next;
    if (kind === 'number') {
      this.#at++;
      const value = Number(text);
      return () => value;
    }
    if (kind === 'name') return this.#named(text);
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
      return (scope) => Math.abs(inner(scope));
    }
    return this.#complain();
  }

  #named(name: string): Expression {
    this.#at++;
    if (this.#variables.includes(name)) return (scope) => scope[name];
    if (Object.hasOwn(constants, name)) return () => constants[name];
    const { arity, of } = functions[name];
    this.#expect('(');
    const inputs = [this.#sum()];
    while (this.#accepts(',')) inputs.push(this.#sum());
    this.#expect(')');
    if (inputs.length !== arity)
      throw new ExpressionError(`“${name}” takes ${arity} ${arity === 1 ? 'value' : 'values'}.`, this.#next.position);
    return (scope) => of(...inputs.map((input) => input(scope)));
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
