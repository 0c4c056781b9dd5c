/** Wakes the figure that the server drew on its own page: finds its code by its file's name, and takes over its markup. */
import { hydrate } from 'svelte';
import type { FigureModule } from './all.ts';

const modules = import.meta.glob<FigureModule>('../figures/*.svelte');

export async function wake(place: HTMLElement): Promise<void> {
  const { figure, number } = place.dataset;
  const load = modules[`../figures/${figure}.svelte`];
  if (!load) throw new Error(`wake: there is no figure ${figure}`);
  const { default: Figure } = await load();
  hydrate(Figure, { target: place, props: number ? { number } : {} });
  place.dataset.awake = '';
}
