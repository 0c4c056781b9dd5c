/**
 * The frames of one run, in order, as far as they are known, whether made here or sent by the worker. Stops before the
 * first frame with a NaN or ∞ in it. Knows nothing of time or of the page.
 */
import type { Job } from '#engine/jobs';
import { finite } from './finite.ts';

export class Tape<Frame> {
  readonly frames: Frame[] = [];
  /** The job has nothing more to give, or must not be asked again. */
  done = false;
  /** The job threw; what it said. */
  failure: string | undefined;
  /** Number of the first frame that is not finite. */
  brokeAt: number | undefined;
  #generator: Generator<Frame, void, void>;

  constructor(job: Job<unknown, Frame>, parameters: unknown) {
    this.#generator = job.run(parameters);
  }

  /** Makes frames here until there are `count`, or no more to make. */
  fill(count: number): void {
    while (!this.done && this.frames.length < count) {
      try {
        const next = this.#generator.next();
        if (next.done) this.done = true;
        else this.add(next.value);
      } catch (error) {
        this.fail(error instanceof Error ? error.message : String(error));
      }
    }
  }

  add(frame: Frame): void {
    if (this.done) return;
    if (finite(frame)) this.frames.push(frame);
    else {
      this.brokeAt = this.frames.length;
      this.done = true;
    }
  }

  fail(message: string): void {
    this.failure = message;
    this.done = true;
  }
}
