/** Where the neurons of a layered network stand, in pixels. Drawings and handles ask the same function. */
export interface Box {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** `place(layer, neuron)` for layers of the given sizes: layers from left to right, neurons spread from top to bottom. */
export function layout(sizes: readonly number[], box: Box) {
  const across = (box.right - box.left) / Math.max(1, sizes.length - 1);
  const most = Math.max(...sizes);
  const down = (box.bottom - box.top) / Math.max(1, most);
  const middle = (box.top + box.bottom) / 2;
  return (layer: number, neuron: number): readonly [number, number] => [
    sizes.length === 1 ? (box.left + box.right) / 2 : box.left + layer * across,
    middle + (neuron - (sizes[layer] - 1) / 2) * down,
  ];
}
