// Places for the figures of the printed guide, judged over a model of pages instead of a browser: blocks of one column, each as
// high as a share of the page, that are not broken.
import { expect, test } from 'vitest';
import { bestPlaces, choices, emptyPages } from '../../scripts/guide/arrange.ts';
import type { Inventory, Piece, Rehearsal } from '../../scripts/guide/columns.ts';

const text = (section = 0, bars = false) => ({ section, open: true, bars });

/** Sets blocks one below the other; what does not fit begins a page. */
function paginate({ stills, floating }: Inventory, heights: number[], high: number[], places: number[]): Rehearsal {
  const made: Rehearsal = { stills: [], floating: [] };
  let [page, foot] = [0, 0];
  const set = (height: number): Piece[] => {
    if (foot + height > 1) [page, foot] = [page + 1, 0];
    foot += height;
    return [[page, foot - height, foot]];
  };
  for (const still of stills.keys()) {
    made.stills.push(set(heights[still]));
    for (const i of floating.keys()) if (places[i] === still) made.floating[i] = set(high[i]);
  }
  return made;
}

const search = async (inventory: Inventory, heights: number[], high: number[], isThorough = false) => {
  const [best] = await bestPlaces(
    inventory,
    (all) => Promise.resolve(all.map((places) => paginate(inventory, heights, high, places))),
    isThorough,
  );
  return best;
};

test('a figure too high for the rest of its page waits while the text fills it; one that fits stays', async () => {
  const inventory = { stills: Array.from({ length: 6 }, () => text()), floating: [{ home: 1, isTwin: false }] };
  const heights = [0.3, 0.3, 0.2, 0.2, 0.3, 0.3];
  expect((await search(inventory, heights, [0.6])).places).toEqual([3]);
  expect((await search(inventory, heights, [0.35])).places).toEqual([1]);
});

test('no figure passes what speaks of the next one, leaves its section by more than one, or overtakes another', async () => {
  const inventory: Inventory = {
    stills: [text(), text(), text(0, true), text(1), text(2)],
    floating: [
      { home: 0, isTwin: false },
      { home: 0, isTwin: true },
    ],
  };
  expect(choices(inventory, 0, 0)).toEqual([0, 1]);
  inventory.stills[2].bars = false;
  expect(choices(inventory, 0, 0)).toEqual([0, 1, 2, 3]);
  expect(choices(inventory, 1, 2)).toEqual([2, 3]);
  const { places } = await search(inventory, [0.5, 0.2, 0.3, 0.4, 0.5], [0.6, 0.4], true);
  expect(places[1]).toBeGreaterThanOrEqual(places[0]);
});

test('an empty foot costs more than its share, and the last page of a chapter nothing for it', () => {
  const pages = (...feet: number[]): Rehearsal => ({
    stills: feet.map((foot, page): Piece[] => [[page, 0, foot]]),
    floating: [],
  });
  const costs = [1, 0.9, 0.8, 0.6].map((foot) => emptyPages(pages(foot, 1)) - emptyPages(pages(1, 1)));
  expect(costs[0]).toBe(0);
  expect(costs[2]).toBeGreaterThan(2 * costs[1]);
  expect(costs[3]).toBeGreaterThan(2 * costs[2]);
  expect(emptyPages(pages(1, 0.4))).toBe(emptyPages(pages(1, 1)));
});
