/**
 * A run of a figure's job as the reader sees it: how many frames are shown, whether it moves, and how it ended. Frames of
 * light jobs are made here, in step with the knobs; those of heavy ones are pulled from the worker as they are drawn.
 */
import { untrack } from 'svelte';
import type { Job } from '#engine/jobs';
import type { RunSpec } from './definition.ts';
import { fetched, warmed } from './fetched.ts';
import { differOnlyIn } from './same.ts';
import type { Arrival } from './source.ts';
import { Tape } from './tape.ts';

/** Frames kept ready beyond the one shown. */
const AHEAD = 24;
/** A wait shorter than this (ms) is not drawn. */
const SOON = 300;

export type RunStatus = 'ready' | 'running' | 'finished' | 'diverged' | 'failed';

export class Run<Frame> {
  readonly spec: RunSpec<unknown, Frame>;
  readonly rest: number;
  readonly limit: number;
  running = $state(false);
  /** Waiting for frames, long enough to say so. */
  waiting = $state(false);
  /** Near the viewport, in a tab that is seen: else the run holds its breath. */
  visible = $state(false);
  /** How much has come of the files that the job needs, while they are on their way. */
  loading: Arrival | undefined = $state.raw();
  #wanted: number = $state(0);
  #arrived = $state(0);
  #attempt = $state(0);
  #parameters: () => unknown;
  #tape = $derived.by(() => this.#begin());
  #wait: ReturnType<typeof setTimeout> | undefined;
  /** The run that is left, if the next one can go on from it: its tape, and what its job was told. */
  #left: { tape: Tape<Frame>; parameters: unknown } | undefined;
  /** Frames from which a hand or a file wants the run to go on. */
  #given: { frames: readonly Frame[] } | undefined = $state.raw();
  #taken: { frames: readonly Frame[] } | undefined;

  constructor(spec: RunSpec<unknown, Frame>, parameters: () => unknown) {
    this.spec = spec;
    this.limit = spec.frames;
    this.rest = spec.rest ?? spec.frames;
    this.#parameters = parameters;
    this.#wanted = this.rest;
    if (typeof window !== 'undefined') this.#follow();
  }

  /** The frames shown, from the first to the present one. */
  get frames(): readonly Frame[] {
    const tape = this.#made;
    return this.#wanted < tape.frames.length ? tape.frames.slice(0, this.#wanted) : [...tape.frames];
  }

  /** How many frames are shown. */
  get shown(): number {
    return Math.min(this.#wanted, this.#made.frames.length);
  }

  /** How many frames are known. */
  get known(): number {
    return this.#made.frames.length;
  }

  /** What makes the frames has not answered yet: it is being started. */
  get cold(): boolean {
    return !this.spec.light && !this.#made.answered;
  }

  get status(): RunStatus {
    const tape = this.#made;
    if (tape.failure !== undefined) return 'failed';
    if (this.#atEnd && tape.brokeAt !== undefined) return 'diverged';
    if (this.running) return 'running';
    return this.#atEnd ? 'finished' : 'ready';
  }

  /** What a job that threw, or a worker that died, left as its last words. */
  get failure(): string | undefined {
    return this.#made.failure;
  }

  /** It failed because data did not arrive. */
  get lacking(): boolean {
    return this.#made.lacking;
  }

  /** The frame at which the numbers left the page. */
  get brokeAt(): number | undefined {
    return this.#made.brokeAt;
  }

  get #atEnd(): boolean {
    const tape = this.#made;
    return this.#wanted >= this.limit || (tape.done && this.#wanted >= tape.frames.length);
  }

  /** The tape, with as much on it as can be known without waiting. */
  get #made(): Tape<Frame> {
    void this.#arrived;
    const tape = this.#tape;
    tape.fill(Math.min(this.spec.light ? this.#wanted : this.rest, this.limit));
    return tape;
  }

  #begin(): Tape<Frame> {
    void this.#attempt;
    const job = this.spec.job as Job<unknown, Frame>;
    const parameters = this.#parameters();
    const before = this.#before(parameters);
    const tape: Tape<Frame> = new Tape(
      job,
      parameters,
      () =>
        fetched(job, parameters, before?.at(-1), (arrival) => {
          if (this.#tape === tape) this.loading = arrival;
        }),
      before,
    );
    this.#left = { tape, parameters };
    return tape;
  }

  /** Frames from which a new run goes on: given ones, or those shown if only what may change on the way has changed. */
  #before(parameters: unknown): readonly Frame[] | undefined {
    const given = this.#given;
    if (given && given !== this.#taken) return (this.#taken = given).frames;
    const { goesOn } = this.spec;
    if (!goesOn || !this.#left || !differOnlyIn(goesOn, this.#left.parameters, parameters)) return undefined;
    return this.#left.tape.frames.slice(
      0,
      Math.max(
        1,
        untrack(() => this.#wanted),
      ),
    );
  }

  /**
   * Goes on from a frame by the rules that the knobs say: one edited by hand, in the place of the one shown; with `alone`, one
   * from elsewhere, with nothing before it. What follows from it is worked out anew.
   */
  async goOn(frame: Frame, alone = false): Promise<void> {
    this.#asked = { frame, alone };
    if (this.#going) return; // whoever is at it takes the last one
    this.#going = true;
    while (this.#asked) {
      const asked = this.#asked;
      this.#asked = undefined;
      const before = asked.alone ? [] : this.frames.slice(0, -1);
      this.#given = { frames: [...before, asked.frame] };
      this.#wanted = before.length + 1;
      await this.#tape.settle();
      this.#arrived++;
    }
    this.#going = false;
  }

  #asked: { readonly frame: Frame; readonly alone: boolean } | undefined;
  #going = false;

  play(): void {
    if (this.status === 'failed') return this.restart();
    if (this.status === 'finished' || this.status === 'diverged') this.#wanted = Math.min(1, this.limit);
    this.running = true;
  }

  /** Stops; files that are still on their way are no longer waited for. */
  pause(): void {
    this.running = false;
    if (this.loading) this.#cancel();
    this.#stalled(false);
  }

  #cancel(): void {
    this.loading = undefined;
    this.#attempt++;
    this.#wanted = this.rest;
  }

  /** One frame on, fetching it if it has not come yet. */
  step(): void {
    this.pause();
    if (this.#advance()) return;
    const tape = this.#tape;
    this.#stalled(true);
    void this.#pull(1).then(() => {
      if (this.#tape !== tape) return;
      this.#stalled(false);
      this.#advance();
    });
  }

  back(): void {
    this.pause();
    this.#wanted = Math.max(1, this.shown - 1);
  }

  rewind(): void {
    this.pause();
    this.#wanted = Math.min(1, this.limit);
  }

  /** To the resting number of frames, as on arrival. */
  settle(): void {
    this.pause();
    this.#wanted = this.rest;
    if (!this.spec.goesOn) return;
    this.#left = undefined; // nothing to go on from: a new run
    this.#attempt++;
  }

  /** To a given frame (counted from 1), as far as frames are known. */
  seek(frame: number): void {
    this.pause();
    this.#wanted = Math.max(1, Math.min(this.limit, Math.round(frame)));
  }

  /** After a failure: a new worker, the same parameters, from the start. */
  restart(): void {
    this.#attempt++;
    this.#wanted = this.rest;
    this.running = true;
  }

  /** One more frame, if it is here (or can be made here). */
  #advance(): boolean {
    const tape = this.#made;
    if (this.#wanted >= this.limit) return false;
    if (this.spec.light) tape.fill(this.#wanted + 1);
    if (this.#wanted >= tape.frames.length) return false;
    this.#wanted++;
    return true;
  }

  /** Asks the worker for more, unless it has been asked, or there is no more. */
  async #pull(count: number): Promise<void> {
    const tape = this.#tape;
    const missing = Math.min(count, this.limit - tape.frames.length);
    if (this.spec.light || tape.done || missing < 1) return;
    await tape.pull(missing);
    this.#arrived++;
  }

  /** Told again and again whether a frame is wanted that is not there. Only a wait that lasts is shown. */
  #stalled(now: boolean): void {
    if (now) this.#wait ??= setTimeout(() => (this.waiting = true), SOON);
    else {
      clearTimeout(this.#wait);
      this.#wait = undefined;
      this.waiting = false;
    }
  }

  /** In the browser: a new tape ends the old source; running draws frames at the run's own pace. */
  #follow(): void {
    let first = true;
    $effect(() => {
      const tape = this.#tape;
      if (first) first = false;
      else if (!this.spec.light && !tape.continues) this.#wanted = this.rest;
      return () => {
        tape.cut();
        this.#stalled(false);
      };
    });
    $effect(() => {
      if (this.visible && !this.spec.light) warmed(this.spec.job.name);
    });
    $effect(() => {
      if (!this.running || !this.visible) return;
      const calm = matchMedia('(prefers-reduced-motion: reduce)').matches;
      const pace = this.spec.pace ?? Math.min(60, Math.max(4, this.limit / 6));
      let owed = 1;
      let before = performance.now();
      let request = requestAnimationFrame(function draw(this: void, now: number) {
        owed = calm ? Infinity : Math.min(owed + ((now - before) / 1000) * pace, AHEAD);
        before = now;
        tick();
        request = requestAnimationFrame(draw);
      });
      const tick = () => {
        const tape = this.#tape;
        if (!tape.busy) void this.#pull(calm ? AHEAD : AHEAD - (tape.frames.length - this.#wanted));
        // With reduced motion the end is shown when it is known, and nothing on the way to it.
        const ready = !calm || this.spec.light || tape.done || tape.frames.length >= this.limit;
        while (ready && owed >= 1 && this.#advance()) owed--;
        this.#stalled(owed >= 1 && !this.#atEnd);
        if (this.#atEnd || tape.failure !== undefined) this.pause();
      };
      return () => {
        cancelAnimationFrame(request);
        this.#stalled(false);
      };
    });
  }
}
