/**
 * A job: work too long for one display frame, as a seeded generator of frames. Same parameters, same frames, wherever
 * it is drained: the worker, the page, the build or a test. Knows nothing of who drains it, or how fast.
 */
export interface Job<Parameters, Frame> {
  /** Unique; how the worker finds it. */
  name: string;
  /**
   * Its programs ask for the `fast` kernels, or for the `relaxed` ones (see `kernels` of `compile`), so the worker fetches
   * them first.
   */
  fast?: true | 'relaxed';
  /**
   * Files under public/, packed with gzip, that it reads from the shelf (data/shelf.ts): they are fetched before it starts. Where
   * not every run needs all of them, which ones.
   */
  files?: readonly string[] | ((parameters: Parameters) => readonly string[]);
  /**
   * Yields plain data: numbers, strings, arrays, objects, typed arrays. Every frame owns its typed arrays (their buffers
   * are handed over to the page), so yield copies of what the job keeps on writing.
   *
   * With `from`, a frame of this job (of a run by other rules, or edited by hand), the run goes on from there: it yields that
   * frame again, with all that follows from it worked out anew, and then the frames after it. A job that cannot do that
   * leaves the argument out.
   */
  run(parameters: Parameters, from?: Frame): Generator<Frame, void, void>;
  /**
   * The same run, with an `undefined` wherever it may be put aside for a moment: where a frame takes long, a page without a
   * worker makes it piece by piece, between everything else.
   */
  inPieces?(parameters: Parameters, from?: Frame): Generator<Frame | undefined, void, void>;
}

/** Declares a job. @__NO_SIDE_EFFECTS__ */
export function defineJob<Parameters, Frame>(job: Job<Parameters, Frame>): Job<Parameters, Frame> {
  return job;
}

/** The files that a run with these parameters needs. */
export const filesOf = <Parameters>(
  { files = [] }: Job<Parameters, unknown>,
  parameters: Parameters,
): readonly string[] => (typeof files === 'function' ? files(parameters) : files);

/** The first `count` frames (all of them if there are fewer), made here and now. */
export function drain<Parameters, Frame>(job: Job<Parameters, Frame>, parameters: Parameters, count: number): Frame[] {
  const frames: Frame[] = [];
  if (count < 1) return frames;
  for (const frame of job.run(parameters)) if (frames.push(frame) >= count) break;
  return frames;
}
