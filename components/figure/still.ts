/** The context by which a drawing learns that it is a still (a printed twin, a thumbnail), and how wide it is drawn. */
export const STILL = Symbol('still');

export interface Stillness {
  width: number;
}
