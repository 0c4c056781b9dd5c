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

interface State {
  places: number[];
  cost: number;
}

/** How bad it is that these shares of a page are empty at its foot, or between its blocks. A twentieth is nothing. */
const emptiness = (share: number): number => 100 * Math.max(0, share - 0.05) ** 2;

/** What the pages up to `last` leave empty; the chapter's own last page may. */
export function emptyPages({ stills, floating }: Rehearsal, last = Infinity): number {
  const pages: [number, number][][] = [];
  for (const [page, top, bottom] of [...stills.flat(), ...floating.flat()]) (pages[page] ??= []).push([top, bottom]);
  let cost = 0;
  for (let page = 0; page < pages.length && page <= last; page++) {
    let foot = 0;
    for (const [top, bottom] of (pages[page] ?? []).sort((a, b) => a[0] - b[0])) {
      cost += emptiness(top - foot);
      foot = Math.max(foot, bottom);
    }
    if (page < pages.length - 1) cost += emptiness(1 - foot);
    // A leaf for a line or two.
    else if (foot < 0.15) cost += 2;
  }
  return last < pages.length - 1 ? cost : cost + 1.5 * pages.length;
}

const firstPage = (pieces: Rehearsal['stills'][number]): number => pieces[0]?.[0] ?? 0;
const lastPage = (pieces: Rehearsal['stills'][number]): number => pieces.at(-1)?.[0] ?? 0;

/** What it costs the reader that a figure stands where it stands: leaves to turn, text between, another section's heading above. */
export function distance({ stills, floating }: Inventory, made: Rehearsal, places: readonly number[], i: number): number {
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

/** The best places for the figures of a chapter: the first figure's are tried, the best few kept, and so on for each next one. */
export async function bestPlaces(
  inventory: Inventory,
  tryOut: (places: number[][]) => Promise<Rehearsal[]>,
): Promise<number[]> {
  const { floating } = inventory;
  let states: State[] = [{ places: [], cost: 0 }];
  for (const i of floating.keys()) {
    const tried = states.flatMap(({ places }) =>
      choices(inventory, i, places.at(-1) ?? 0).map((place) => [...places, place]),
    );
    const rehearsals = await tryOut(tried.map((places) => completed(inventory, places)));
    const next = floating.at(i + 1);
    states = tried
      .map((places, at): State => {
        const made = rehearsals[at];
        // Pages are settled up to where the next figure may begin to change them.
        const settled = next
          ? Math.max(firstPage(made.floating[i]), firstPage(made.stills[Math.max(next.home, places[i])])) - 1
          : Infinity;
        const far = places.reduce((sum, _, each) => sum + distance(inventory, made, places, each), 0);
        return { places, cost: emptyPages(made, settled) + far };
      })
      .sort((a, b) => a.cost - b.cost)
      .slice(0, BREADTH);
  }
  return states[0].places;
}

/** Rounds of arranging: a figure that moved may now be named with its page, which moves lines. After the last no word changes. */
const ROUNDS = 4;

/** Finds places for all figures, and settles which references say a page. */
export async function arrange(page: Page, sheet: Sheet, tell: (what: string) => void): Promise<void> {
  await inColumns(page, sheet, async () => {
    await settleReferences(page, false);
    const inventories = await takeInventory(page);
    let chapters = [...inventories.keys()];
    for (let round = 1; round <= ROUNDS && chapters.length; round++) {
      tell(`places for figures${round > 1 ? ` once more in ${chapters.length} chapters` : ''}`);
      for (const chapter of chapters) {
        const tryOut = (places: number[][]) => rehearse(page, chapter, places);
        await letSplit(page, chapter, false);
        const places = await bestPlaces(inventories[chapter], tryOut);
        const [whole] = await tryOut([places]);
        await letSplit(page, chapter, true);
        const [split] = await tryOut([places]);
        if (emptyPages(whole) - emptyPages(split) < WORTH) await letSplit(page, chapter, false);
      }
      chapters = round < ROUNDS ? await settleReferences(page, round > 1) : [];
    }
  });
}
