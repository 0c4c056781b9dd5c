// The reader's answers on this page, out of all the progress that their device keeps. Storage may be full or forbidden: then
// answers last until the page is left, and `remember` says so. Other tabs are heard.
import type { Answer } from '../../progress/progress.ts';
import { keepAnswer, onElsewhere, progress } from '../../progress/store.ts';

/** The page's address within the book, wherever the book is published. */
const page = location.pathname.slice(import.meta.env.BASE_URL.replace(/\/?$/, '/').length);

/** What was answered here before, whatever it looks like: it may come from another edition or another hand. */
export const recall = (id: string): unknown => progress().answers[page]?.[id];

/** True when the answer will still be there after a reload. */
export const remember = (id: string, answer: Answer): boolean => keepAnswer(page, id, answer);

/** Calls back when the same page changes this answer in another tab. */
export function onAnsweredElsewhere(id: string, then: (answer: unknown) => void): void {
  let known = JSON.stringify(recall(id));
  onElsewhere(() => {
    const answer = recall(id);
    const now = JSON.stringify(answer);
    if (answer === undefined || now === known) return;
    known = now;
    then(answer);
  });
}
