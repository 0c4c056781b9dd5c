/**
 * `defineFigure`: one definition from which the live figure, its static twins, its embed page, its gallery entry and
 * its tests are made. Pure; what happens in a browser is in `live.svelte.ts`.
 */
import { drain, type Job } from '#engine/jobs';
import { equal, type Knobs, type StateOf, type Value } from './knobs.ts';
import { Live, type FigureProps } from './live.svelte.ts';
import { initialState, type Linked } from './url.ts';

export { choice, integer, number, point, seed, toggle, vector } from './knobs.ts';
export type { Knob, Knobs, Point, StateOf } from './knobs.ts';
export type { FigureProps } from './live.svelte.ts';

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

interface Common<K extends Knobs, Data> extends Linked<K> {
  /** Kebab-case of the file's name; the figure's anchor, its embed page and its prefix in links. */
  id: string;
  title: string;
  knobs: K;
  /** One or two plain sentences with the numbers; **bold** only. Caption, screen reader, print. */
  describe(state: StateOf<K>, data: Data): string;
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

interface ComputeSpec<K extends Knobs, Data> extends Common<K, Data> {
  /** Pure and cheap (under 4 ms). Missing values are null: NaN and ∞ mean divergence. */
  compute(state: StateOf<K>): Data;
}

/** How a figure's job is drained. */
export interface RunSpec<Parameters, Frame> {
  job: Job<Parameters, Frame>;
  /** Where a run ends, and how much of it print and tests see. */
  frames: number;
  /** Frames shown before anyone touches the figure; made in the page, so they must be cheap. `frames` unless told. */
  rest?: number;
  /** A frame costs well under a millisecond: the page makes them itself, in step with the knobs, without a worker. */
  light?: boolean;
  /** Frames a second; unless told, a whole run takes about six seconds. */
  pace?: number;
  /** Starts on its own when it comes into view (never with reduced motion). */
  autoplay?: boolean;
  /** What one frame is called: "step" unless told. */
  frameName?: string;
}

interface JobSpec<K extends Knobs, Parameters, Frame>
  extends Common<K, readonly Frame[]>,
    RunSpec<Parameters, Frame> {
  /** What the job is told. Knobs that it leaves out can be turned without a new run. */
  parameters(state: StateOf<K>): Parameters;
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
  parameters?(state: StateOf<K>): unknown;
  rewinds?: readonly string[];
  /** A live instance; call it once, while its component starts. */
  live(props: () => FigureProps): Live<K, Data>;
}

export function defineFigure<K extends Knobs, Data>(spec: ComputeSpec<K, Data>): Figure<K, Data>;
export function defineFigure<K extends Knobs, Parameters, Frame>(
  spec: JobSpec<K, Parameters, Frame>,
): Figure<K, readonly Frame[]>;
export function defineFigure<K extends Knobs, Data>(
  spec: ComputeSpec<K, Data> | JobSpec<K, unknown, unknown>,
): Figure<K, unknown> {
  const initial = () => initialState(spec.knobs);
  const stateWith = (turned: Partial<StateOf<K>>) => ({ ...initial(), ...turned });
  const run: RunSpec<unknown, unknown> | undefined = 'job' in spec ? spec : undefined;
  const data = (state: StateOf<K>, at = run?.frames): unknown =>
    'job' in spec ? drain(spec.job, spec.parameters(state), at ?? spec.frames) : spec.compute(state);
  const figure: Figure<K, unknown> = {
    ...(spec as Common<K, unknown>),
    initial,
    stateWith,
    data,
    atRest: () => ({ state: initial(), data: data(initial(), run?.rest ?? run?.frames) }),
    run,
    parameters: 'job' in spec ? (state) => spec.parameters(state) : undefined,
    rewinds: 'job' in spec ? spec.rewinds : undefined,
    live: (props) => new Live(figure, props()),
  };
  return figure;
}

/** The knobs that differ from their defaults, by name. */
export const turned = <K extends Knobs>({ knobs }: Linked<K>, state: StateOf<K>): (keyof K & string)[] =>
  Object.keys(knobs).filter((name) => !equal((state as Record<string, Value>)[name], knobs[name].initial));
