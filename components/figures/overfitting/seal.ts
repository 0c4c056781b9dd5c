// The seal of a test set: a text that a link can carry says at which setting of the knobs it was broken. At that very setting
// the score is an honest one; at any other it has been spent, since whoever turned a knob may have had it in mind.
import { text, type Value } from '../../figure/knobs.ts';
import { write } from '../../figure/reading.ts';

export type Seal = 'sealed' | 'opened' | 'spent';

/** The knob that remembers where the seal was broken; empty while it is whole. */
export const sealKnob = () =>
  text('', {
    label: 'test set',
    clean: (written) => (/^[\w.-]{1,99}$/.test(written) ? written : ''),
    says: (written) => (written === '' ? 'sealed' : 'opened'),
  });

/** A setting of the knobs in a few characters, as the seal writes it. */
export const settingOf = (values: readonly Value[]): string => values.map(write).join('_');

/** @param pile what the text begins with if it is this test set that was opened, where there are several */
export function sealOf(opened: string, setting: string, pile = ''): Seal {
  if (opened === '' || !opened.startsWith(pile)) return 'sealed';
  return opened === setting ? 'opened' : 'spent';
}
