/** How wide a label will be, near enough to keep labels apart without measuring in the page (the server cannot). */

/** Archivo's average advance is a little over half its size; figures are tabular. */
export const textWidth = (text: string, size: number): number => text.length * size * 0.56;
