// Compares a prediction with what happens, says so, and opens the explanation. It never gates: the explanation can be opened
// without predicting. What was predicted is kept.
import { onAnsweredElsewhere, recall, remember } from './memory.ts';
import { PredictChart, type ChartAnswer } from './chart.ts';
import { part, parts, wordsFor } from './parts.ts';
import { admitForgetting, pronounce } from './verdict.ts';

const letters = 'ABCDE';

/** What is kept: the option or the places chosen, and whether they were compared. */
interface Kept {
  answer: number | ChartAnswer;
  compared: boolean;
}

export class PredictElement extends HTMLElement {
  connectedCallback(): void {
    if (this.dataset.kind === 'choice') this.#choice();
    else this.#chart();
  }

  get #outcome(): HTMLElement {
    return part(this, '.outcome', HTMLElement);
  }

  #keep(kept: Kept): void {
    if (!remember(this.id, kept)) admitForgetting(this.#outcome);
  }

  #open(): void {
    part(this, 'details.answer', HTMLDetailsElement).open = true;
  }

  #choice(): void {
    const inputs = parts(this, '.pick input', HTMLInputElement);
    const compare = part(this, '[data-compare]', HTMLButtonElement);
    const right = Number(this.dataset.right);
    const judge = (picked: number) => {
      const isRight = picked === right;
      const lead = isRight ? `Yes, ${letters[picked]}.` : `Not ${letters[picked]}: it is ${letters[right]}.`;
      pronounce(this.#outcome, isRight ? 'right' : 'off', lead, wordsFor(this, picked));
      this.#open();
    };
    const restore = (value: unknown) => {
      const { answer, compared } = (value ?? {}) as Partial<Kept>;
      if (typeof answer !== 'number' || !(answer in inputs)) return;
      inputs[answer].checked = true;
      compare.disabled = false;
      if (compared === true) judge(answer);
    };
    inputs.forEach((input, i) =>
      input.addEventListener('change', () => {
        compare.disabled = false;
        this.#outcome.replaceChildren();
        this.#keep({ answer: i, compared: false });
      }),
    );
    compare.addEventListener('click', () => {
      const picked = inputs.findIndex((input) => input.checked);
      if (picked < 0) return;
      judge(picked);
      this.#keep({ answer: picked, compared: true });
    });
    restore(recall(this.id));
    onAnsweredElsewhere(this.id, restore);
  }

  #chart(): void {
    const compare = part(this, '[data-compare]', HTMLButtonElement);
    const chart = new PredictChart(part(this, '.predict-chart', HTMLElement), () => {
      compare.disabled = false;
      this.#outcome.replaceChildren();
      this.#keep({ answer: chart.answer, compared: false });
    });
    const judge = () => {
      const { verdict, case: name, lead } = chart.judge();
      const words = wordsFor(this, name);
      pronounce(this.#outcome, verdict, lead, words.length ? words : wordsFor(this, 'off'));
      this.#open();
    };
    const restore = (value: unknown) => {
      const { answer, compared } = (value ?? {}) as Partial<Kept>;
      if (!chart.restore(answer)) return;
      compare.disabled = false;
      if (compared === true) judge();
    };
    compare.addEventListener('click', () => {
      judge();
      this.#keep({ answer: chart.answer, compared: true });
    });
    part(this, '[data-again]', HTMLButtonElement).addEventListener('click', () => {
      chart.reset();
      compare.disabled = true;
      this.#outcome.replaceChildren();
      part(this, 'details.answer', HTMLDetailsElement).open = false;
    });
    restore(recall(this.id));
    onAnsweredElsewhere(this.id, restore);
  }
}
