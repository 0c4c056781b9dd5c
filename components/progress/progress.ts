/**
 * What a reader has done, as plain data: answers by page, challenges met by figure. Read from outside (a file, another
 * edition, another hand) it is checked in full; put together with other progress, nothing is lost. Knows no browser.
 */

/** What an exercise, a prediction or a blank keeps: its own affair, within the bounds of `kept` below. */
export type Answer = string | object;

export interface Progress {
  /** By page ("chapters/neuron/"), then by the exercise's, prediction's or blank's id. */
  answers: Readonly<Record<string, Readonly<Record<string, Answer>>>>;
  /** By figure: the ids of the challenges that it was brought to meet. */
  challenges: Readonly<Record<string, readonly string[]>>;
}

const FORMAT = 'small-nets progress';
const VERSION = 1;
export const nothing: Progress = { answers: {}, challenges: {} };

/** Longest name, longest answer (as JSON), most entries of one list: far beyond what the book can make. */
const LIMITS = { name: 200, answer: 5000, entries: 2000 };

/** Why something cannot be read as progress, in words for the reader. */
export class ProgressError extends Error {}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const quoted = (text: string) => `“${text.length > 40 ? `${text.slice(0, 40)}…` : text}”`;

/** Told what is wrong with one entry: throws, or returns, and the entry is left out. */
type Refuse = (reason: string) => void;

function entries(value: unknown, what: string, refuse: Refuse): [string, unknown][] {
  const list = isRecord(value) ? Object.entries(value) : undefined;
  if (!list) refuse(`${what} should hold names with values.`);
  else if (list.length > LIMITS.entries) refuse(`${what} has more entries than the book could make.`);
  return (list ?? []).slice(0, LIMITS.entries).filter(([name]) => {
    const isName = name !== '' && name.length <= LIMITS.name && name !== '__proto__';
    if (!isName) refuse(`${what} has an entry called ${quoted(name)}, which nothing in the book is.`);
    return isName;
  });
}

/** A number that JSON gives back as it was: not ∞ (written 1e999) and not −0. */
const isNumber = (value: unknown): value is number => Number.isFinite(value) && !Object.is(value, -0);

const isPlace = (value: unknown) => Array.isArray(value) && value.length === 2 && value.every(isNumber);

/** What each kind of task may keep under each name. */
const kept: Record<string, (value: unknown) => boolean> = {
  given: (value) => typeof value === 'string',
  hints: (value) => isNumber(value) && value >= 0,
  answer: (value) => isNumber(value) || (Array.isArray(value) && value.every(isPlace)),
  compared: (value) => typeof value === 'boolean',
};

function isAnswer(value: unknown, what: string, refuse: Refuse): value is Answer {
  const isKnown =
    typeof value === 'string' ||
    (isRecord(value) && Object.entries(value).every(([name, each]) => Object.hasOwn(kept, name) && kept[name](each)));
  const isShort = isKnown && JSON.stringify(value).length <= LIMITS.answer;
  if (!isShort) refuse(`${what} is ${isKnown ? 'too long for an answer' : 'not an answer that the book could keep'}.`);
  return isShort;
}

const isId = (id: unknown): id is string => typeof id === 'string' && id !== '' && id.length <= LIMITS.name;

function ids(value: unknown, what: string, refuse: Refuse): string[] {
  const list: unknown[] = Array.isArray(value) ? value.slice(0, LIMITS.entries) : [];
  if (!Array.isArray(value) || value.length > LIMITS.entries || !list.every(isId))
    refuse(`${what} should be a list of names of challenges.`);
  return [...new Set(list.filter(isId))];
}

/**
 * Reads progress from plain data.
 * @param refuse told of each thing that is wrong. Unless it throws, that thing is left out, and the rest is read.
 */
export function read(data: unknown, refuse: Refuse = () => {}): Progress {
  if (!isRecord(data)) refuse('It holds no progress.');
  const { answers = {}, challenges = {} } = isRecord(data) ? data : {};
  const pages = entries(answers, 'The part “answers”', refuse).map(([page, list]): [string, Record<string, Answer>] => [
    page,
    Object.fromEntries(
      entries(list, `The page ${quoted(page)}`, refuse).filter((entry): entry is [string, Answer] =>
        isAnswer(entry[1], `The entry ${quoted(entry[0])} of the page ${quoted(page)}`, refuse),
      ),
    ),
  ]);
  const figures = entries(challenges, 'The part “challenges”', refuse).map(([figure, met]): [string, string[]] => [
    figure,
    ids(met, `The figure ${quoted(figure)}`, refuse),
  ]);
  return { answers: Object.fromEntries(pages), challenges: Object.fromEntries(figures) };
}

/** Both together. Where both have an answer to the same question, the first one's stays. */
export function merge(first: Progress, second: Progress): Progress {
  const answers = new Map<string, Record<string, Answer>>();
  const challenges = new Map<string, string[]>();
  for (const each of [second, first]) {
    for (const [page, list] of Object.entries(each.answers)) answers.set(page, { ...answers.get(page), ...list });
    for (const [figure, met] of Object.entries(each.challenges))
      challenges.set(figure, [...new Set([...(challenges.get(figure) ?? []), ...met])]);
  }
  return { answers: Object.fromEntries(answers), challenges: Object.fromEntries(challenges) };
}

/** How many answers and challenges there are. */
export const count = ({ answers, challenges }: Progress) => ({
  answers: Object.values(answers).reduce((sum, list) => sum + Object.keys(list).length, 0),
  challenges: Object.values(challenges).reduce((sum, met) => sum + met.length, 0),
});

/** The text of a file that holds this progress. */
export const toFile = (progress: Progress): string =>
  `${JSON.stringify({ format: FORMAT, version: VERSION, ...progress }, null, 2)}\n`;

/** Reads such a file. Throws a `ProgressError` that names what is wrong, with the line where the browser tells it. */
export function fromFile(text: string): Progress {
  let data: unknown;
  try {
    data = JSON.parse(text);
  } catch (error) {
    throw new ProgressError(`It is not a JSON file${breakIn(text, error)}.`);
  }
  if (!isRecord(data) || data.format !== FORMAT)
    throw new ProgressError(`It is a JSON file, but not one that this page saved: “format” is not “${FORMAT}”.`);
  if (typeof data.version !== 'number' || data.version > VERSION)
    throw new ProgressError('It was saved by a later edition of the book than this one.');
  return read(data, (reason) => {
    throw new ProgressError(reason);
  });
}

/** Browsers tell where JSON breaks off by position or by line, or not at all. */
function breakIn(text: string, error: unknown): string {
  const message = error instanceof Error ? error.message : '';
  const line = /line (\d+)/.exec(message)?.[1];
  const position = /position (\d+)/.exec(message)?.[1];
  if (/end of/i.test(message)) return ', or only the beginning of one';
  if (line) return `: it breaks off at line ${line}`;
  if (position) return `: it breaks off at line ${text.slice(0, Number(position)).split('\n').length}`;
  return '';
}
