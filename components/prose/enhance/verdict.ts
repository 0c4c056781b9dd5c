// How a verdict looks: a solid tick, an open cross, an open wave for "close"; never red, never green. It is a status, so that
// it is announced once. Knows nothing of what was asked.
import { paths } from '../../icons/paths.ts';
import type { Verdict } from '../judge.ts';
import { make } from './parts.ts';

const wave = '<path class="st th" d="M3 13c3-5 6-5 9-1.5s6 3.5 9-1.5"/>';
const signs: Record<Verdict, string> = { right: paths.yes, near: wave, off: paths.no };
const looks: Record<Verdict, string> = { right: 'verdict', near: 'verdict near', off: 'verdict wrong' };

/** Puts a verdict into its place: a bold lead ("Close."), then the words about this very answer. */
export function pronounce(place: Element, verdict: Verdict, lead: string, words: readonly (Node | string)[]): void {
  const sign = make('span', 'sign');
  sign.innerHTML = `<svg class="i" viewBox="0 0 24 24" aria-hidden="true">${signs[verdict]}</svg>`; // constants only
  const text = make('p', '', make('b', '', lead), ' ', ...words);
  place.replaceChildren(make('div', looks[verdict], sign, text));
}

/** Something to mend before an answer can be judged: "That is not a number." */
export function advise(place: Element, words: string): void {
  place.replaceChildren(make('p', 'advice', words));
}

/** Said once, quietly, when answers cannot be kept. */
export function admitForgetting(place: Element): void {
  if (place.querySelector('.not-kept')) return;
  const words = 'This browser keeps nothing for this page: the answer is here until you leave.';
  place.append(make('p', 'not-kept', words));
}
