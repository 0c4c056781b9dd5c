// Finds places for figures so that pages are full: a figure too high for the rest of its page may wait while the text goes on, as a
// compositor lets it float. Judges rehearsals of a chapter (columns.ts); what is moved stays in order and near its text.
import type { Page } from '@playwright/test';
import { inColumns, letSplit, rehearse, settleReferences, takeInventory } from './columns.ts';
import type { Inventory, Rehearsal } from './columns.ts';
import type { Sheet } from './paper.ts';

/** A figure waits for no more than so many blocks. */
const REACH = 9;
/** So many half-made arrangements are followed further. */
const BREADTH = 4;

/** The box “In short” stays whole unless the page before it would be emptier than about a fifth. */
const WORTH = 2;

/** So much worse may a figure make things before other places are tried. */
const HARM = 0.5;

/** A page emptier than this is worth a thorough search. */
const SHORT = 0.2;

type TryOut = (places: number[][]) => Promise<Rehearsal[]>;

interface State {
  places: number[];
  cost: number;
}

interface Arranged {
  places: number[];
  /** What its pages leave empty. */
  empty: number;
}

/** How bad it is that these shares of a page are empty at its foot, or between its blocks. A twentieth is nothing. */
const emptiness = (share: number): number => 100 * Math.max(0, share - 0.05) ** 2;

/** The blocks of each page, from its head on: where they begin and end. */
function pagesOf({ stills, floating }: Rehearsal): [top: number, bottom: number][][] {
  const pages: [number, number][][] = [];
  const pieces = [...stills.flat(), ...floating.flat()];
  for (let page = Math.max(...pieces.map(([page]) => page)); page >= 0; page--) pages[page] = [];
  for (const [page, top, bottom] of pieces) pages[page].push([top, bottom]);
  return pages.map((blocks) => blocks.sort((a, b) => a[0] - b[0]));
}

/** What share of the emptiest page is empty at its foot; the chapter's own last page may be short. */
const emptiest = (made: Rehearsal): number =>
  Math.max(
    0,
    ...pagesOf(made)
      .slice(0, -1)
      .map((blocks) => 1 - Math.max(0, ...blocks.map(([, bottom]) => bottom))),
  );

/** What the pages up to `last` leave empty; and each page costs something, a last one for a few lines more. */
export function emptyPages(made: Rehearsal, last = Infinity): number {
  const pages = pagesOf(made);
  let cost = 0;
  for (const [page, blocks] of pages.entries()) {
    if (page > last) return cost;
    let foot = 0;
    for (const [top, bottom] of blocks) {
      cost += emptiness(top - foot);
      foot = Math.max(foot, bottom);
    }
    if (page < pages.length - 1) cost += emptiness(1 - foot);
    else if (foot < 0.15) cost += 4;
  }
  return cost + 1.5 * pages.length;
}

const firstPage = (pieces: Rehearsal['stills'][number]): number => pieces[0]?.[0] ?? 0;
const lastPage = (pieces: Rehearsal['stills'][number]): number => pieces.at(-1)?.[0] ?? 0;

/** What it costs the reader that a figure stands where it stands: leaves to turn, text between, another section's heading above. */
function distance({ stills, floating }: Inventory, made: Rehearsal, places: readonly number[], i: number): number {
  const { home, isTwin } = floating[i];
  const from = isTwin && i ? lastPage(made.floating[i - 1]) : lastPage(made.stills[home]);
  const leaves = Math.max(0, firstPage(made.floating[i]) - from);
  const passed = isTwin && i ? places[i] - places[i - 1] : places[i] - home;
  const heading = stills[places[i]].section === stills[home].section ? 0 : 1;
  return ([0, 0.3, 4][leaves] ?? 20 * leaves) + 0.1 * passed + heading;
}

/** Where a figure may stand, if the one before it stands at `from`. */
export function choices({ stills, floating }: Inventory, i: number, from: number): number[] {
  const { home } = floating[i];
  const start = Math.max(home, from);
  const found = [start];
  for (let place = start + 1; place < stills.length && place - start <= REACH; place++) {
    const { bars, section, open } = stills[place];
    if (bars || section > stills[home].section + 1) break;
    if (open) found.push(place);
  }
  return found;
}

/** Places as they are, with all later figures where the author put them, or pushed on by those before. */
function completed({ floating }: Inventory, places: readonly number[]): number[] {
  const all = [...places];
  for (let i = places.length; i < floating.length; i++) all.push(Math.max(floating[i].home, all.at(-1) ?? 0));
  return all;
}

/** How good the places are that have been found for the first figures: the others may still change the pages after them. */
function judge(inventory: Inventory, made: Rehearsal, places: readonly number[]): number {
  const next = inventory.floating.at(places.length);
  const from = places.at(-1) ?? 0;
  const settled = next
    ? Math.max(firstPage(made.floating[places.length - 1]), firstPage(made.stills[Math.max(next.home, from)])) - 1
    : Infinity;
  return emptyPages(made, settled) + places.reduce((sum, _, i) => sum + distance(inventory, made, places, i), 0);
}

/**
 * The best few places for the figures of a chapter, best first: the first figure's are tried, the best few kept, and so on for each next one. Unless
 * the search is thorough, a figure that does no harm where it is stays there.
 */
export async function bestPlaces(inventory: Inventory, tryOut: TryOut, isThorough: boolean): Promise<State[]> {
  let states: State[] = [{ places: [], cost: 0 }];
  const tryAll = async (all: number[][]): Promise<State[]> => {
    const made = await tryOut(all.map((places) => completed(inventory, places)));
    return all.map((places, i) => ({ places, cost: judge(inventory, made[i], places) }));
  };
  for (const i of inventory.floating.keys()) {
    const options = states.map(({ places }) => choices(inventory, i, places.at(-1) ?? 0));
    const first = await tryAll(states.map(({ places }, at) => [...places, options[at][0]]));
    const others = states.flatMap(({ places, cost }, at) =>
      isThorough || first[at].cost > cost + HARM ? options[at].slice(1).map((place) => [...places, place]) : [],
    );
    states = [...first, ...(await tryAll(others))].sort((a, b) => a.cost - b.cost).slice(0, BREADTH);
  }
  return states;
}

/** Rounds of arranging: a figure that moved may now be named with its page, which moves lines. After the last no word changes. */
const ROUNDS = 4;

/** Arranges one chapter; as it stands it is kept if its pages are about as full as before. */
async function arrangeChapter(page: Page, chapter: number, inventory: Inventory, before?: Arranged): Promise<Arranged> {
  const tryOut = (places: number[][]) => rehearse(page, chapter, places);
  /** The best of these, as they will be printed. */
  const bestOf = async (states: readonly State[]) => {
    const made = await rehearse(
      page,
      chapter,
      states.map(({ places }) => places),
      true,
    );
    return states
      .map(({ places }, i) => ({ places, cost: judge(inventory, made[i], places), made: made[i] }))
      .reduce((best, each) => (each.cost < best.cost ? each : best));
  };
  if (before) {
    const same = await bestOf([{ ...before, cost: 0 }]);
    if (emptyPages(same.made) < before.empty + 1) return before;
  }
  await letSplit(page, chapter, false);
  let best = await bestOf(await bestPlaces(inventory, tryOut, false));
  if (emptiest(best.made) > SHORT) best = await bestOf([best, ...(await bestPlaces(inventory, tryOut, true))]);
  const { places } = best;
  await letSplit(page, chapter, true);
  const [split] = await rehearse(page, chapter, [places], true);
  if (emptyPages(best.made) - emptyPages(split) >= WORTH) return { places, empty: emptyPages(split) };
  await letSplit(page, chapter, false);
  return { places, empty: emptyPages(best.made) };
}

/** Finds places for all figures, and settles which references say a page. */
export async function arrange(page: Page, sheet: Sheet, tell: (what: string) => void): Promise<void> {
  await inColumns(page, sheet, async () => {
    await settleReferences(page, false);
    const inventories = await takeInventory(page);
    const arranged: Arranged[] = [];
    let chapters = [...inventories.keys()];
    for (let round = 1; round <= ROUNDS && chapters.length; round++) {
      tell(`places for figures${round > 1 ? ` once more in ${chapters.length} chapters` : ''}`);
      for (const chapter of chapters)
        arranged[chapter] = await arrangeChapter(page, chapter, inventories[chapter], arranged[chapter]);
      chapters = round < ROUNDS ? await settleReferences(page, round > 1) : [];
    }
  });
}
