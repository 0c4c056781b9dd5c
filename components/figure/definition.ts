/**
 * What a figure is, in types: the parts of a definition, and what `defineFigure` makes of them. See README.md.
 */
import type { Job } from '#engine/jobs';
import type { Knobs, StateOf } from './knobs.ts';
import type { Linked } from './url.ts';

export interface Print<K extends Knobs> {
  /** Two or three words above the small multiple: "diverges". */
  label?: string;
  /** What differs from the defaults. */
  state: Partial<StateOf<K>>;
  /** Frames of the job to show; its `frames` unless told. */
  at?: number;
}

export interface Challenge<K extends Knobs, Data> {
  id: string;
  goal: string;
  hint?: string;
  reached(state: StateOf<K>, data: Data): boolean;
  /** A state (and, for a job, a number of frames) that reaches the goal; a test tries it. */
  solution?: { state: Partial<StateOf<K>>; at?: number };
}

export interface Table {
  columns: readonly string[];
  rows: readonly (readonly (number | string)[])[];
}

/** The numbers have left the page: what to say, and a way back that the yellow button offers. */
export interface Divergence<K extends Knobs> {
  says: string;
  remedy?: { label: string; state: Partial<StateOf<K>> };
}

export interface Common<K extends Knobs, Data> extends Linked<K> {
  /** Kebab-case of the file's name; the figure's anchor, its embed page and its prefix in links. */
  id: string;
  title: string;
  knobs: K;
  /** One or two plain sentences with the numbers; **bold** only. Caption, screen reader, print. */
  describe(state: StateOf<K>, data: Data): string;
  /** A sentence as long as any that `describe` gives, where no printed state shows one: room is kept for it. */
  longest?(): string;
  /** What the resting state must show, in words and as a test. */
  takeaway: { says: string; holds(state: StateOf<K>, data: Data): boolean };
  /** First the resting state, then those that paper and a page without JavaScript show as small multiples. */
  prints: readonly [Print<K>, ...Print<K>[]];
  challenges?: readonly Challenge<K, Data>[];
  table?(state: StateOf<K>, data: Data): Table;
  /** A shorter sentence to announce half a second after the last change; else `describe`. */
  announce?(state: StateOf<K>, data: Data): string;
  /** When this is a divergence, said in the figure's own words. NaN and ∞ in the data are found without it. */
  diverged?(state: StateOf<K>, data: Data): Divergence<K> | false;
}

/** How a figure's job is drained. */
export interface RunSpec<Parameters, Frame> {
  job: Job<Parameters, Frame>;
  /** Where a run ends, and how much of it print and tests see. */
  frames: number;
  /**
   * Frames shown before anyone touches the figure; `frames` unless told. They are made in the page, so they must be cheap:
   * 1 for a training, whose first frame is how things stand before it.
   */
  rest?: number;
  /**
   * A walk, not a training: a few numbers that follow a written rule, a frame well under a millisecond. The page makes the
   * frames itself, in step with the knobs. Whatever trains a network is never light: it lives in the worker.
   */
  light?: boolean;
  /** Frames a second; unless told, a whole run takes about six seconds. */
  pace?: number;
  /** Starts on its own when it comes into view (never with reduced motion). */
  autoplay?: boolean;
  /** What the run button says: "Run" unless told. */
  verb?: string;
  /** What one frame is called: "step" unless told. */
  frameName?: string;
  /** Parameters that may change on the way: the run then goes on from the frame that is shown, instead of starting anew. */
  goesOn?: readonly string[];
}

export interface ComputeSpec<K extends Knobs, Data> extends Common<K, Data> {
  /** Pure and cheap (under 4 ms). Missing values are null: NaN and ∞ mean divergence. */
  compute(state: StateOf<K>): Data;
}

export interface JobSpec<K extends Knobs, Parameters, Frame, Own = undefined>
  extends Common<K, readonly Frame[]>, RunSpec<Parameters, Frame> {
  /**
   * What the reader brings that no link can carry, such as a table of data: what stands for it until then. Plain data; the
   * figure writes `fig.own`.
   */
  own?: Own;
  /** What the job is told. Knobs that it leaves out can be turned without a new run. */
  parameters(state: StateOf<K>, own: Own): Parameters;
  /** Knobs that take the run back to its resting number of frames when they are turned. */
  rewinds?: readonly (keyof K & string)[];
}

export interface Figure<K extends Knobs = Knobs, Data = unknown> extends Common<K, Data> {
  initial(): StateOf<K>;
  /** The defaults with some knobs turned. */
  stateWith(turned: Partial<StateOf<K>>): StateOf<K>;
  /** What the figure shows of a state; of a job, its first `at` frames (unless told, as many as print shows). */
  data(state: StateOf<K>, at?: number): Data;
  /** What it shows before anyone touches it. */
  atRest(): { state: StateOf<K>; data: Data };
  run?: RunSpec<unknown, unknown>;
  parameters?(state: StateOf<K>, own: unknown): unknown;
  own?: unknown;
  rewinds?: readonly string[];
}

/** What a page tells a figure. */
export interface FigureProps {
  /** "6.1"; without it the figure is not numbered. */
  number?: string;
  /** Render the other printed states as small multiples, and nothing else. */
  twin?: boolean;
  /** Render the drawing alone, small: for the gallery. */
  thumbnail?: boolean;
}
