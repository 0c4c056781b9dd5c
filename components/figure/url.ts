/**
 * A figure's state in the address: `?v=1&descent-1d.rate=1.05`, only what differs from the defaults.
 * Pure text in, text out; the page's address bar is touched by `live.svelte.ts` alone.
 *
 * An old link keeps its meaning: a knob whose default changes moves `LINK_VERSION` up by one, and its figure records
 * under `was` what the default had been until then.
 */
import type { Knobs, StateOf, Value } from './knobs.ts';
import { equal, read, write } from './reading.ts';

export const LINK_VERSION = 1;

export interface Linked<K extends Knobs> {
  id: string;
  knobs: K;
  /** The defaults that links of an older version relied on: `{ 1: { rate: 0.1 } }`. */
  was?: Readonly<Record<number, Partial<StateOf<K>>>>;
  /** The states that paper shows: `?print=2` on the figure's own page is the third, in as few letters as a QR code bears. */
  prints?: readonly { state: Partial<StateOf<K>> }[];
}

export function initialState<K extends Knobs>(knobs: K): StateOf<K> {
  return Object.fromEntries(Object.entries(knobs).map(([name, knob]) => [name, copy(knob.initial)])) as StateOf<K>;
}

const copy = (value: Value): Value => (Array.isArray(value) ? [...value] : value);

/** The defaults as a link of `version` means them: the oldest record not older than the link, else today's. */
export function defaultsAt<K extends Knobs>(
  { knobs, was = {} }: Linked<K>,
  version: number,
  current = LINK_VERSION,
): StateOf<K> {
  const state = initialState(knobs);
  for (let v = current - 1; v >= version; v--) Object.assign(state, was[v]);
  return state;
}

/** What the reader asked for: a state that is always usable, and a sentence for each thing that could not be granted. */
export interface LinkReading<K extends Knobs> {
  state: StateOf<K>;
  notes: string[];
  /** Whether the link mentions this figure at all. */
  mentioned: boolean;
}

export function fromQuery<K extends Knobs>(figure: Linked<K>, query: string): LinkReading<K> {
  const parameters = new URLSearchParams(query);
  const notes: string[] = [];
  const version = readVersion(parameters.get('v'), notes);
  const printed = figure.prints?.[Number(parameters.get('print') ?? NaN)];
  const state: Record<string, Value> = defaultsAt(figure, version);
  for (const [name, value] of Object.entries<Value | undefined>(printed?.state ?? {}))
    if (value !== undefined) state[name] = copy(value);
  const mine = [...new Set(parameters.keys())].filter((key) => key.startsWith(`${figure.id}.`));
  for (const key of mine) {
    const name = key.slice(figure.id.length + 1);
    if (!Object.hasOwn(figure.knobs, name)) {
      notes.push('This link sets something that this figure does not have; the rest of it was used.');
      continue;
    }
    const { value, note } = read(figure.knobs[name], parameters.get(key) ?? '');
    state[name] = value;
    if (note) notes.push(note);
  }
  const mentioned = mine.length > 0 || printed !== undefined;
  return { state: state as StateOf<K>, notes: mine.length ? [...new Set(notes)] : [], mentioned };
}

function readVersion(text: string | null, notes: string[]): number {
  if (text === null) return LINK_VERSION;
  const version = /^\d{1,4}$/.test(text) ? Number(text) : NaN;
  if (version >= 1 && version <= LINK_VERSION) return version;
  notes.push('This link was made for another edition of the book; it was read as well as possible.');
  return LINK_VERSION;
}

/** The query that says this state, keeping what it says of anything else. Empty when nothing differs from the defaults. */
export function toQuery<K extends Knobs>(figure: Linked<K>, state: StateOf<K>, query = ''): string {
  const parameters = new URLSearchParams(query);
  for (const key of [...parameters.keys()])
    if (key === 'v' || key === 'print' || key.startsWith(`${figure.id}.`)) parameters.delete(key);
  for (const [name, knob] of Object.entries(figure.knobs)) {
    const value = (state as Record<string, Value>)[name];
    if (!equal(value, knob.initial)) parameters.set(`${figure.id}.${name}`, write(value));
  }
  const pairs = parameters.toString().replaceAll('%2C', ',');
  const stateful = [...parameters.keys()].some((key) => key.includes('.'));
  return stateful ? `?v=${LINK_VERSION}&${pairs}` : pairs && `?${pairs}`;
}

/** The knobs that differ from their defaults, by name. */
export const turned = <K extends Knobs>({ knobs }: Linked<K>, state: StateOf<K>): (keyof K & string)[] =>
  Object.keys(knobs).filter((name) => !equal((state as Record<string, Value>)[name], knobs[name].initial));
