/**
 * The page "Your progress": shows what this browser keeps, saves it to a file, loads one back, erases it. The words for each
 * outcome are said in one status line; what comes from a file is only ever counted, never shown as HTML.
 */
import { count, fromFile, merge, type Progress, ProgressError, toFile } from './progress.ts';
import { add, erase, onElsewhere, progress } from './store.ts';

const FILE = 'small-nets-progress.json';
/** No file of progress comes near this (bytes). */
const LARGEST = 1_000_000;

const plural = (number: number, one: string) => `${number} ${one}${number === 1 ? '' : 's'}`;

/** "7 answers and 1 challenge" */
function amount(kept: Progress): string {
  const { answers, challenges } = count(kept);
  const parts = [answers && plural(answers, 'answer'), challenges && plural(challenges, 'challenge')].filter(Boolean);
  return parts.join(' and ') || 'nothing';
}

const isEmpty = (kept: Progress): boolean => amount(kept) === 'nothing';

export class ProgressElement extends HTMLElement {
  connectedCallback(): void {
    this.#show();
    onElsewhere(() => this.#show());
    this.#button('save').addEventListener('click', () => this.#save());
    const input = this.#part('input[type=file]', HTMLInputElement);
    this.#button('load').addEventListener('click', () => input.click());
    input.addEventListener('change', () => {
      const file = input.files?.[0];
      input.value = ''; // The same file can be chosen again.
      if (file) void this.#load(file);
    });
    this.#button('erase').addEventListener('click', () => this.#ask());
    this.#button('keep').addEventListener('click', () => this.#settle(false));
    this.#button('really').addEventListener('click', () => this.#settle(true));
  }

  #part<E extends Element>(selector: string, type: new () => E): E {
    const found = this.querySelector(selector);
    if (!(found instanceof type)) throw new Error(`${selector} is missing`);
    return found;
  }

  #button(name: string): HTMLButtonElement {
    return this.#part(`[data-do="${name}"]`, HTMLButtonElement);
  }

  #say(text: string, isWrong = false): void {
    const status = this.#part('[role=status]', HTMLElement);
    const line = document.createElement('p');
    line.className = isWrong ? 'progress-said wrong' : 'progress-said';
    line.textContent = text;
    status.replaceChildren(line);
  }

  /** Every row says how much of it is kept; a challenge's square is solid once it was met. */
  #show(): void {
    const kept = progress();
    for (const row of this.querySelectorAll<HTMLElement>('[data-page]')) {
      const answers = Object.keys(kept.answers[row.dataset.page ?? ''] ?? {}).length;
      row.textContent = answers ? plural(answers, 'answer') : 'No answers yet';
    }
    for (const square of this.querySelectorAll<HTMLElement>('[data-challenge]')) {
      const { figure = '', challenge = '' } = square.dataset;
      const isMet = kept.challenges[figure]?.includes(challenge) ?? false;
      square.classList.toggle('done', isMet);
      const state = square.querySelector('.vh');
      if (state) state.textContent = isMet ? 'Done: ' : 'Open: ';
    }
    this.#part('[data-total]', HTMLElement).textContent = isEmpty(kept)
      ? 'Nothing is kept yet. Answer a question in any chapter, and it will be here.'
      : `Kept in this browser: ${amount(kept)}.`;
    for (const name of ['save', 'erase']) this.#button(name).disabled = isEmpty(kept);
  }

  #save(): void {
    const kept = progress();
    const address = URL.createObjectURL(new Blob([toFile(kept)], { type: 'application/json' }));
    const anchor = document.createElement('a');
    anchor.href = address;
    anchor.download = FILE;
    anchor.click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
    this.#say(`Saved ${amount(kept)} to the file ${FILE}.`);
  }

  async #load(file: File): Promise<void> {
    try {
      if (file.size > LARGEST) throw new ProgressError('It is far larger than any file that this page saves.');
      const loaded = fromFile(await file.text());
      const before = progress();
      const both = merge(before, loaded);
      const isKept = add(both);
      this.#show();
      this.#say(this.#outcome(before, loaded, both, isKept));
    } catch (error) {
      const reason = error instanceof ProgressError ? error.message : 'The browser could not read it.';
      this.#say(`The file “${file.name}” was not loaded. ${reason} What was kept here is as it was.`, true);
    }
  }

  /** What became of a file: how much was new, how much was here, and whether it will stay. */
  #outcome(before: Progress, loaded: Progress, both: Progress, isKept: boolean): string {
    if (isEmpty(loaded)) return 'The file is in order, but there is nothing in it.';
    const [old, now] = [count(before), count(both)];
    const fresh = [
      now.answers > old.answers && plural(now.answers - old.answers, 'answer'),
      now.challenges > old.challenges && plural(now.challenges - old.challenges, 'challenge'),
    ].filter(Boolean);
    const added = fresh.length
      ? `Added ${fresh.join(' and ')} from the file.`
      : 'All that is in the file was here already.';
    const stays = isEmpty(before) || !fresh.length ? '' : ' What was here already stayed as it was.';
    const lasts = isKept ? '' : ' But this browser keeps nothing for this site: it is here until you leave the page.';
    return added + stays + lasts;
  }

  #ask(): void {
    this.#part('[data-amount]', HTMLElement).textContent = amount(progress());
    this.#part('.progress-sure', HTMLElement).hidden = false;
    this.#button('erase').hidden = true;
    this.#button('keep').focus();
  }

  #settle(isErased: boolean): void {
    const erased = amount(progress());
    this.#part('.progress-sure', HTMLElement).hidden = true;
    this.#button('erase').hidden = false;
    if (!isErased) return this.#button('erase').focus();
    const isGone = erase();
    this.#show();
    this.#button('load').focus();
    this.#say(
      isGone ? `Erased ${erased}.` : 'This browser keeps nothing for this site, so there was nothing to erase.',
    );
  }
}
