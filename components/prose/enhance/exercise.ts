// Checks an exercise's answer, gives its hints one at a time, and keeps both on reload. The words of every verdict come from
// the page; only what holds for any exercise ("wrong sign") is said here.
import { areEqual, ExpressionError, parseExpression, type Ranges } from '../expression.ts';
import { formatNumber, parseNumber } from '../format.ts';
import { judgeNumber, slip, type Verdict } from '../judge.ts';
import { onAnsweredElsewhere, recall, remember } from './memory.ts';
import { part, parts, wordsFor } from './parts.ts';
import { admitForgetting, advise, pronounce } from './verdict.ts';

interface NumberTask {
  answer: number;
  tolerance: number;
  mistakes: number[];
}
interface ExpressionTask {
  answer: string;
  ranges: Ranges;
  mistakes: string[];
}
interface FigureTask {
  figure: string;
  challenge: string;
}

/** What is kept: the text typed, or the options chosen, or that the figure got there; and how many hints were opened. */
interface Kept {
  given?: string;
  hints?: number;
}

const slips = {
  sign: 'The size is right; look at the sign.',
  power: 'The digits are right; look at the decimal point.',
  'upside-down': 'That is one divided by the answer.',
} as const;

const readKept = (value: unknown): Kept => {
  const { given, hints } = (value ?? {}) as Kept;
  return {
    given: typeof given === 'string' ? given : undefined,
    hints: typeof hints === 'number' && hints >= 0 ? hints : 0,
  };
};

export class ExerciseElement extends HTMLElement {
  #kept: Kept = {};
  #check: (given: string) => void = () => {};

  connectedCallback(): void {
    this.#kept = readKept(recall(this.id));
    this.#dealHints();
    const task: unknown = JSON.parse(this.dataset.task ?? '{}');
    const kind = this.dataset.kind;
    if (kind === 'number') this.#typed((given) => this.#judgeNumber(given, task as NumberTask));
    if (kind === 'expression') this.#typed((given) => this.#judgeExpression(given, task as ExpressionTask));
    if (kind === 'choice') this.#chosen((task as { right: number[] }).right);
    if (kind === 'figure') this.#watch(task as FigureTask);
    onAnsweredElsewhere(this.id, (answer) => {
      this.#kept = readKept(answer);
      if (this.#kept.given !== undefined) this.#check(this.#kept.given);
    });
  }

  get #outcome(): HTMLElement {
    return part(this, '.outcome', HTMLElement);
  }

  #keep(change: Kept): void {
    this.#kept = { ...this.#kept, ...change };
    if (!remember(this.id, this.#kept)) admitForgetting(this.#outcome);
  }

  #say(verdict: Verdict, lead: string, words: readonly (Node | string)[]): void {
    this.dataset.verdict = verdict;
    pronounce(this.#outcome, verdict, lead, words);
  }

  /** A field and a button. The verdict goes when the answer is changed, so that it never judges what is not there. */
  #typed(judge: (given: string) => void): void {
    const form = part(this, 'form', HTMLFormElement);
    const input = part(form, 'input', HTMLInputElement);
    const check = (given: string) => {
      judge(given);
      const isWrong = this.dataset.verdict !== undefined && this.dataset.verdict !== 'right';
      input.setAttribute('aria-invalid', String(isWrong));
    };
    this.#check = (given) => {
      input.value = given;
      check(given);
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const given = input.value.trim();
      delete this.dataset.verdict;
      check(given);
      if (given) this.#keep({ given });
    });
    input.addEventListener('input', () => {
      delete this.dataset.verdict;
      input.removeAttribute('aria-invalid');
      this.#outcome.replaceChildren();
    });
    if (this.#kept.given) this.#check(this.#kept.given);
  }

  #judgeNumber(given: string, { answer, tolerance, mistakes }: NumberTask): void {
    const value = parseNumber(given);
    if (value === undefined) {
      advise(this.#outcome, given ? 'That is not a number. Write it as 0.25, 1/4 or 25 %.' : 'Type a number first.');
      return;
    }
    const verdict = judgeNumber(value, answer, tolerance);
    if (verdict === 'right') return this.#say('right', 'Yes.', [`${formatNumber(value)} it is.`]);
    const mistake = mistakes.findIndex((each) => judgeNumber(value, each, tolerance) === 'right');
    if (mistake >= 0) return this.#say('off', 'Not quite.', wordsFor(this, mistake));
    const looksLike = slip(value, answer, tolerance);
    if (looksLike) return this.#say('near', 'Nearly.', [slips[looksLike]]);
    if (verdict === 'near') {
      return this.#say('near', 'Close.', [
        `You wrote ${formatNumber(value)}. Is that rounding, or a slip in the last step?`,
      ]);
    }
    this.#say('off', 'Not yet.', [`${formatNumber(value)} is too ${value > answer ? 'large' : 'small'}.`]);
  }

  #judgeExpression(given: string, { answer, ranges, mistakes }: ExpressionTask): void {
    const names = Object.keys(ranges);
    try {
      const formula = parseExpression(given, names);
      if (areEqual(formula, parseExpression(answer, names), ranges)) {
        return this.#say('right', 'Yes.', ['However it is written, it is the same.']);
      }
      const mistake = mistakes.findIndex((each) => areEqual(formula, parseExpression(each, names), ranges));
      if (mistake >= 0) return this.#say('off', 'Not quite.', wordsFor(this, mistake));
      this.#say('off', 'Not yet.', ['Your formula can be read, but it gives other numbers.']);
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error;
      const before = given.slice(0, error.position);
      advise(
        this.#outcome,
        before.trim() ? `${error.message} It can be read up to “${before.trim()}”.` : error.message,
      );
    }
  }

  #chosen(right: number[]): void {
    const form = part(this, 'form', HTMLFormElement);
    const inputs = parts(form, 'input', HTMLInputElement);
    const button = part(form, 'button', HTMLButtonElement);
    const chosen = () => inputs.flatMap((input, i) => (input.checked ? [i] : []));
    const judge = (picked: number[]) => {
      const wrong = picked.find((i) => !right.includes(i));
      if (wrong !== undefined) return this.#say('off', 'Not quite.', wordsFor(this, wrong));
      if (picked.length < right.length) {
        return this.#say('near', 'So far, so good.', ['What you chose holds, but there is more that does.']);
      }
      this.#say(
        'right',
        'Yes.',
        picked.flatMap((i) => [...wordsFor(this, i), ' ']),
      );
    };
    this.#check = (given) => {
      const picked = given
        .split(' ')
        .map(Number)
        .filter((i) => i in inputs);
      inputs.forEach((input, i) => (input.checked = picked.includes(i)));
      button.disabled = !picked.length;
      if (given && picked.length) judge(picked);
    };
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      judge(chosen());
      this.#keep({ given: chosen().join(' ') });
    });
    form.addEventListener('change', () => {
      delete this.dataset.verdict;
      button.disabled = !chosen().length;
      this.#outcome.replaceChildren();
    });
    if (this.#kept.given) this.#check(this.#kept.given);
  }

  #watch({ figure, challenge }: FigureTask): void {
    this.#check = (given) => {
      if (given === 'reached') this.#say('right', 'Done.', ['The figure got there.']);
    };
    if (this.#kept.given) this.#check(this.#kept.given);
    document.addEventListener('figure:change', (event) => {
      const { detail } = event as CustomEvent<{ id: string; reached: readonly string[] }>;
      if (detail.id !== figure || !detail.reached.includes(challenge) || this.dataset.verdict === 'right') return;
      this.#check('reached');
      this.#keep({ given: 'reached' });
    });
  }

  /** Hint 2 appears once hint 1 was opened. */
  #dealHints(): void {
    const hints = parts(this, '.hint', HTMLDetailsElement);
    const deal = () => hints.forEach((hint, i) => (hint.hidden = i > (this.#kept.hints ?? 0)));
    hints.forEach((hint, i) => {
      hint.addEventListener('toggle', () => {
        if (!hint.open || i < (this.#kept.hints ?? 0)) return;
        this.#keep({ hints: i + 1 });
        deal();
      });
    });
    deal();
  }
}
