/**
 * `defineFigure`: one definition from which the live figure, its static twins, its embed page, its gallery entry and
 * its tests are made. Pure; what happens in a browser is in `live.svelte.ts`.
 */
import { drain } from '#engine/jobs';
import type { Common, ComputeSpec, Figure, FigureProps, JobSpec, RunSpec } from './definition.ts';
import type { Knobs, StateOf } from './knobs.ts';
import { Live } from './live.svelte.ts';
import { initialState } from './url.ts';

export type { FigureProps } from './definition.ts';
export { choice, integer, number, point, seed, text, toggle, vector } from './knobs.ts';
export type { Knobs, Point } from './knobs.ts';

export interface DefinedFigure<K extends Knobs = Knobs, Data = unknown, Own = unknown> extends Figure<K, Data> {
  /** A live instance; call it once, while its component starts. */
  live(props: () => FigureProps): Live<K, Data, Own>;
}

export function defineFigure<K extends Knobs, Data>(spec: ComputeSpec<K, Data>): DefinedFigure<K, Data>;
export function defineFigure<K extends Knobs, Parameters, Frame, Own = undefined>(
  spec: JobSpec<K, Parameters, Frame, Own>,
): DefinedFigure<K, readonly Frame[], Own>;
export function defineFigure<K extends Knobs, Data>(
  spec: ComputeSpec<K, Data> | JobSpec<K, unknown, unknown, unknown>,
): DefinedFigure<K, unknown> {
  const initial = () => initialState(spec.knobs);
  const stateWith = (turned: Partial<StateOf<K>>) => ({ ...initial(), ...turned });
  const run: RunSpec<unknown, unknown> | undefined = 'job' in spec ? spec : undefined;
  const data = (state: StateOf<K>, at = run?.frames): unknown =>
    'job' in spec ? drain(spec.job, spec.parameters(state, spec.own), at ?? spec.frames) : spec.compute(state);
  const figure: DefinedFigure<K, unknown> = {
    ...(spec as Common<K, unknown>),
    initial,
    stateWith,
    data,
    atRest: () => ({ state: initial(), data: data(initial(), run?.rest ?? run?.frames) }),
    run,
    parameters: 'job' in spec ? (state, own) => spec.parameters(state, own) : undefined,
    own: 'job' in spec ? spec.own : undefined,
    rewinds: 'job' in spec ? spec.rewinds : undefined,
    live: (props) => new Live(figure, props()),
  };
  return figure;
}
