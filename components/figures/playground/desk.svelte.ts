// What lies on the reader's desk beside the knobs, and is not in links: which neuron is looked at, which runs are laid over the
// curves, and the reader's own points, which are kept on the device.
import type { OwnPoints } from '#engine';
import { playgroundData, type PlaygroundFrame } from '#engine/jobs';
import type { Live } from '../../figure/live.svelte.ts';
import { soon } from '../../figure/soon.ts';
import type { Overlay } from './overlay.ts';
import type { knobs } from './knobs.ts';
import { parameters, shapeOf } from './setup.ts';

export type PlaygroundLive = Live<typeof knobs, readonly PlaygroundFrame[], OwnPoints | undefined>;
export type Spot = readonly [layer: number, neuron: number];

export class Desk {
  readonly #fig: PlaygroundLive;
  /** The neuron that was chosen. */
  chosen: Spot | undefined = $state.raw();
  /** The one pointed at. */
  pointed: Spot | undefined = $state.raw();
  /** Runs laid over the curves. */
  overlays: readonly Overlay[] = $state.raw([]);
  /** Whether the reader's own points will be there after a reload. */
  kept = $state(true);
  /** A press on the map puts a point there, when somebody wants points. */
  put: ((x: number, y: number) => void) | undefined = $state.raw();

  constructor(fig: PlaygroundLive) {
    this.#fig = fig;
    $effect(() => {
      if (fig.state.set === 'own') void this.recall();
    });
  }

  readonly parameters = $derived.by(() => parameters(this.#fig.state, this.#fig.own));
  readonly data = $derived.by(() => playgroundData(this.parameters));

  /** Takes the reader's own points, and keeps them on the device. */
  bring(own: OwnPoints): void {
    this.#fig.own = own;
    soon(async () => (this.kept = (await import('./own-note.ts')).storeOwn(own)));
  }

  /** The points of an earlier visit, once they are wanted. */
  async recall(): Promise<void> {
    const { storedOwn } = await import('./own-note.ts');
    this.#fig.own ??= storedOwn();
  }

  get frame(): PlaygroundFrame {
    return this.#fig.data[this.#fig.data.length - 1];
  }

  readonly #classes = $derived.by(() => this.frame.classes);
  readonly shape = $derived.by(() => shapeOf(this.#fig.state, this.#classes));

  /** The chosen neuron, if the net still has it. */
  get neuron(): Spot | undefined {
    const { chosen, shape } = this;
    if (!chosen || chosen[0] === 0) return undefined;
    const size =
      chosen[0] <= shape.layers.length
        ? shape.layers[chosen[0] - 1].neurons
        : this.frame.answer === 'softmax'
          ? this.frame.classes
          : 1;
    return chosen[0] <= shape.layers.length + 1 && chosen[1] < size ? chosen : undefined;
  }

  /** Changes one number of the net by hand. */
  edit(place: number, value: number): void {
    const state = this.frame.state.slice();
    state[place] = value;
    this.#fig.run?.pause();
    void this.#fig.run?.goOn({ ...this.frame, state });
  }
}
