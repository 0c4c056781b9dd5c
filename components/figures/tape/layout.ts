/**
 * Where the boxes of a computational graph stand: layers by the longest way to the result, few crossings, neighbours near
 * each other (after Sugiyama, Tagawa & Toda 1981). Places are in units of boxes; knows no pixels.
 */

interface Wire {
  from: number;
  to: number;
}

export interface Placed {
  /** Layer 0 is the result's. */
  layer: number;
  /** Across the layers, from 0. */
  slot: number;
}

export interface Layout {
  boxes: readonly Placed[];
  /** For each wire the places it passes on its way, from its source to its end, both left out. */
  bends: readonly (readonly Placed[])[];
  layers: number;
  /** Slots across: the largest slot of a box is `span` − 1. */
  span: number;
}

interface Item {
  /** A box, or a place kept free for a wire that passes. */
  width: number;
  neighbours: Item[];
  layer: number;
  slot: number;
}

/** The places nearest to those wanted, in the same order and at least `gap` apart (pooling of adjacent violators). */
function spread(wanted: readonly number[], gaps: readonly number[]): number[] {
  const offsets = gaps.reduce<number[]>((sums, gap, i) => [...sums, (sums[i - 1] ?? 0) + gap], []);
  const blocks: { sum: number; count: number }[] = [];
  wanted.forEach((place, i) => {
    let block = { sum: place - offsets[i], count: 1 };
    for (let last = blocks.at(-1); last && last.sum / last.count > block.sum / block.count; last = blocks.at(-1)) {
      block = { sum: block.sum + last.sum, count: block.count + last.count };
      blocks.pop();
    }
    blocks.push(block);
  });
  const places = blocks.flatMap(({ sum, count }) => Array.from({ length: count }, () => sum / count));
  return places.map((place, i) => place + offsets[i]);
}

/** How many pairs of wires cross between neighbouring layers. */
function crossings(layers: readonly (readonly Item[])[]): number {
  let count = 0;
  for (const [depth, items] of layers.entries()) {
    const above = layers[depth - 1] ?? [];
    const ends = items.flatMap((item, i) =>
      item.neighbours.flatMap((end) => (end.layer === depth - 1 ? [[i, above.indexOf(end)] as const] : [])),
    );
    for (const [i, a] of ends) for (const [j, b] of ends) if (i < j && a > b) count++;
  }
  return count;
}

const mean = (list: readonly number[]): number => list.reduce((sum, value) => sum + value, 0) / list.length;

/** `count` boxes, numbered so that wires lead upwards; the last is the result. */
export function layOut(count: number, wires: readonly Wire[]): Layout {
  const layer = Array.from({ length: count }, () => 0);
  for (let id = count - 1; id >= 0; id--)
    for (const { from, to } of wires) if (to === id) layer[from] = Math.max(layer[from], layer[to] + 1);
  const boxes: Item[] = layer.map((each) => ({ width: 1, neighbours: [], layer: each, slot: 0 }));

  const layers: Item[][] = Array.from({ length: Math.max(...layer) + 1 }, () => []);
  const seen = new Set<Item>();
  const put = (item: Item) => {
    if (seen.has(item)) return;
    seen.add(item);
    layers[item.layer].push(item);
  };
  const bends = wires.map((): Item[] => []);
  /** Depth first, left operand first: the order in which the formula is read. */
  const visit = (id: number): void => {
    if (seen.has(boxes[id])) return;
    put(boxes[id]);
    wires.forEach(({ from, to }, i) => {
      if (to !== id) return;
      let end = boxes[to];
      for (let between = layer[to] + 1; between < layer[from]; between++) {
        const bend: Item = { width: 0.5, neighbours: [end], layer: between, slot: 0 };
        end.neighbours.push(bend);
        put(bend);
        bends[i].unshift(bend);
        end = bend;
      }
      end.neighbours.push(boxes[from]);
      boxes[from].neighbours.push(end);
      visit(from);
    });
  };
  visit(count - 1);

  layers.forEach((items) => items.forEach((item, i) => (item.slot = i)));
  const wanted = (item: Item) => (item.neighbours.length ? mean(item.neighbours.map(({ slot }) => slot)) : item.slot);
  const settle = (items: Item[]) => {
    const gaps = items.map((item, i) => (i === 0 ? 0 : (item.width + items[i - 1].width) / 2));
    spread(items.map(wanted), gaps).forEach((slot, i) => (items[i].slot = slot));
  };
  for (let swapped = true; swapped;) {
    swapped = false;
    for (const items of layers)
      for (let i = 0; i + 1 < items.length; i++) {
        const before = crossings(layers);
        [items[i], items[i + 1]] = [items[i + 1], items[i]];
        if (crossings(layers) < before) swapped = true;
        else [items[i], items[i + 1]] = [items[i + 1], items[i]];
      }
  }
  for (let round = 0; round < 40; round++) (round % 2 ? layers : layers.toReversed()).forEach(settle);
  const all = layers.flat();
  const low = Math.min(...all.map(({ slot, width }) => slot - (width - 1) / 2));
  const high = Math.max(...all.map(({ slot, width }) => slot + (width - 1) / 2));
  const placed = (item: Item): Placed => ({ layer: item.layer, slot: item.slot - low });
  return {
    boxes: boxes.map(placed),
    bends: bends.map((list) => list.map(placed)),
    layers: layers.length,
    span: high - low + 1,
  };
}
