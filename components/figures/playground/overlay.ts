/** A run as a line over the curves: its name, and its losses by epoch. */
export interface Overlay {
  readonly name: string;
  readonly curve: readonly (readonly [epoch: number, train: number | null, test: number | null])[];
}
