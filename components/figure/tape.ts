/**
 * The frames of one run, in order, as far as they are known, whether made here or sent by the worker. Stops before the
 * first frame with a NaN or ∞ in it. Knows nothing of time or of the page.
 */
import type { Job } from '#engine/jobs';
import { finite } from './finite.ts';
import type { Source } from './source.ts';

/** The worker's time (ms) for one answer. */
const BUDGET = 12;

export class Tape<Frame> {
  readonly frames: Frame[] = [];
  /** The job has nothing more to give, or must not be asked again. */
  done = false;
  /** The job threw; what it said. */
  failure: string | undefined;
  /** Number of the first frame that is not finite. */
  brokeAt: number | undefined;
  /** The source has answered: whatever runs this job is up. */
  answered = false;
  #generator: Generator<Frame, void, void>;
  #open: () => Source<Frame>;
  #source: Source<Frame> | undefined;
  /** Frames that the source has sent, counting those that were made here already. */
  #sent = 0;
  #pulling: Promise<void> | undefined;
  /** It goes on from a frame of another run. */
  readonly continues: boolean;
  /** The number of that frame, as long as it has not come back worked out anew. */
  #start: number | undefined;
  #cut = false;

  /**
   * @param open where further frames are pulled from; it starts from the beginning, or from the last frame of `before`
   * @param before frames of another run from which this one goes on; the source sends the last of them again, worked out anew
   */
  constructor(job: Job<unknown, Frame>, parameters: unknown, open: () => Source<Frame>, before: readonly Frame[] = []) {
    this.#generator = job.run(parameters, before.at(-1));
    this.#open = open;
    this.frames.push(...before);
    this.continues = before.length > 0;
    if (this.continues) this.#sent = this.#start = before.length - 1;
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

  /** A request is under way. */
  get busy(): boolean {
    return this.#pulling !== undefined;
  }

  /** Fetches up to `count` further frames. One request at a time: whoever asks meanwhile waits for that one. */
  pull(count: number): Promise<void> {
    if (this.done || count < 1) return Promise.resolve();
    return (this.#pulling ??= this.#fetch(count).finally(() => (this.#pulling = undefined)));
  }

  /** Fetches the frame from which this run goes on, if it has not come back yet. */
  settle(): Promise<void> {
    if (this.done || this.#start === undefined) return Promise.resolve();
    return (this.#pulling ??= this.#fetch(0).finally(() => (this.#pulling = undefined)));
  }

  /** No more is wanted of this run. What is on the tape stays. */
  cut(): void {
    this.#cut = true;
    this.#source?.stop();
  }

  async #fetch(count: number): Promise<void> {
    const wanted = this.frames.length + count;
    try {
      this.#source ??= this.#open();
      let arrived = 0;
      while (!arrived && !this.done && !this.#cut) {
        const limit = { budget: BUDGET, frames: wanted - this.#sent };
        const { frames, done, error } = await this.#source.pull(limit);
        this.answered = true;
        for (const frame of frames) {
          const at = this.#sent++;
          if (at === this.#start) {
            this.#start = undefined;
            if (finite(frame)) this.frames[at] = frame;
            else [this.done, this.brokeAt] = [true, at + 1];
            if (count === 0) arrived++; // else it is a further one that is waited for
          }
          // What was made here already comes a second time, and is passed over.
          if (at < this.frames.length) continue;
          this.add(frame);
          arrived++;
        }
        if (error !== undefined) this.fail(error);
        else if (done) this.done = true;
      }
    } catch (error) {
      if (!this.#cut) this.fail(error instanceof Error ? error.message : String(error));
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
