// The frames of a run that comes in pieces (see `inPieces` in job.ts). Only what trains in pieces has to load it.
export function* whole<Frame>(pieces: Iterable<Frame | undefined>): Generator<Frame, void, void> {
  for (const piece of pieces) if (piece !== undefined) yield piece;
}
