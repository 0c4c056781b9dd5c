// A blank in a worked example: checked when it is left or Enter is pressed.
import { parseNumber } from '../format.ts';
import { judgeNumber } from '../judge.ts';
import { recall, remember } from './memory.ts';
import { part } from './parts.ts';

const marks = {
  right: ['✓', 'right'],
  near: ['≈', 'close, but not it'],
  off: ['✕', 'not that'],
  unread: ['?', 'not a number'],
} as const;

export class BlankElement extends HTMLElement {
  connectedCallback(): void {
    const input = part(this, 'input', HTMLInputElement);
    const mark = part(this, '.mark', HTMLElement);
    const answer = Number(this.dataset.answer);
    const tolerance = Number(this.dataset.tolerance);
    const id = this.#id();
    const judge = () => {
      const text = input.value.trim();
      const given = parseNumber(text);
      if (!text) {
        mark.replaceChildren();
        delete this.dataset.verdict;
        return;
      }
      const verdict = given === undefined ? 'unread' : judgeNumber(given, answer, tolerance);
      const [sign, words] = marks[verdict];
      this.dataset.verdict = verdict;
      const seen = document.createElement('span');
      seen.ariaHidden = 'true';
      seen.append(sign);
      const spoken = document.createElement('span');
      spoken.className = 'vh';
      spoken.append(words);
      mark.replaceChildren(seen, spoken);
    };
    const kept = recall(id);
    if (typeof kept === 'string') {
      input.value = kept;
      judge();
    }
    input.addEventListener('change', () => {
      judge();
      remember(id, input.value.trim());
    });
  }

  /** Blanks have no names: they are counted within the block that they stand in. */
  #id(): string {
    const blanks = [...document.querySelectorAll('book-blank')];
    return `blank-${blanks.indexOf(this)}`;
  }
}
