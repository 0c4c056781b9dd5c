// What `Tokenizer` shows and says: a text to learn from, the tokens it is cut into, and the word that no text had. Knows no drawing.
import { cutBy, learnPairs, type Cutting, type Merge } from '#engine';
import { count } from '../../charts/format.ts';

/** A picture in an inn: from the third chapter of Moby-Dick. */
export const SAMPLE =
  'But what most puzzled and confounded you was a long, limber, portentous, black mass of something hovering in the centre of the picture over three blue, dim, perpendicular lines floating in a nameless yeast. A boggy, soggy, squitchy picture truly, enough to drive a nervous man distracted. Yet was there a sort of indefinite, half-attained, unimaginable sublimity about it that fairly froze you to it, till you involuntarily took an oath with yourself to find out what that marvellous painting meant.';
export const LONGEST = 600;
export const MOST = 60;
/** Words that the sample does not have. */
export const STRANGERS = 'thereabouts, picturing';

export interface Setting {
  text: string;
  merges: number;
}

export interface Cut extends Cutting {
  /** Tokens of the text after none, one, two … merges, as far as they go. */
  course: readonly number[];
  strangers: readonly string[];
  tokens: number;
  letters: number;
}

/** Any text, short enough and on one line. */
export const cleanText = (text: string): string =>
  Array.from(text.replace(/\s+/gu, ' ').trimStart())
    .filter((character) => character >= ' ')
    .slice(0, LONGEST)
    .join('');

let lately: { text: string; course: readonly number[] } | undefined;

function courseOf(text: string): readonly number[] {
  if (lately?.text !== text) lately = { text, course: learnPairs(text, MOST).sizes };
  return lately.course;
}

export function cut({ text, merges }: Setting): Cut {
  const cutting = learnPairs(text || SAMPLE, merges);
  return {
    ...cutting,
    course: courseOf(text || SAMPLE),
    strangers: cutBy(cutting.merges, STRANGERS),
    tokens: cutting.sizes[cutting.sizes.length - 1],
    letters: cutting.words.reduce((sum, word) => sum + Array.from(word.join('')).length, 0),
  };
}

/** A token as it is written in a sentence: spaces seen. */
export const seen = (token: string): string => token.replaceAll(' ', '␣');
/** The same, no longer than a line has room for. */
const brief = (token: string): string => (token.length > 16 ? `${seen(token.slice(0, 15))}…` : seen(token));
export const pairSeen = ({ left, right }: Merge): string => `${brief(left)} + ${brief(right)}`;

export function tell(_: Setting, { merges, tokens, letters, vocabulary, next }: Cut): string {
  const size = `**${count(tokens, 'token')}** for ${count(letters, 'character')}, from a vocabulary of **${vocabulary}**`;
  const newest = merges[merges.length - 1];
  const last = newest ? ` The last pair joined was ${pairSeen(newest)}, which stood there ${newest.count} times.` : '';
  const then = next[0]
    ? ` Next comes ${pairSeen(next[0])}, ${count(next[0].count, 'time')}.`
    : ' No pair is left that stands there twice.';
  return `${count(merges.length, 'merge')}: ${size}.${last}${then}`;
}
