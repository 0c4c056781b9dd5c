/**
 * What it takes to ask the small GPT something: the script that reads, and the weights that come with the book. Neither comes with the
 * figure, whose resting state is recorded; both are fetched when a reader first asks. That can be given up, and tried again.
 */
import { untrack } from 'svelte';
import { gptPacked, readGptHalves } from '#engine';
import { shelved } from '#engine/worker';
import type { Arrival } from '../../figure/source.ts';
import type { Asker } from './asker.svelte.ts';

export type AskingStatus = 'absent' | 'loading' | 'ready' | 'failed' | 'given up';

const nothing: Arrival = { arrived: 0, size: gptPacked.size };

export class Asking {
  /** How far the book's weights are, or for those who have weights of their own, the script alone. */
  status: AskingStatus = $state('absent');
  arrival: Arrival = $state.raw(nothing);
  /** Reads and writes, once it is here. */
  asker: Asker | undefined = $state.raw();
  #row: Float32Array | undefined = $state.raw();
  #stopping: AbortController | undefined;

  /** The weights of the book, once they are here. */
  get row(): Float32Array | undefined {
    if (import.meta.env.SSR) this.#row ??= readGptHalves(shelved(gptPacked.path));
    return this.#row;
  }

  /** Fetches what is missing, unless it was tried before: the first time that something is asked. */
  want(withWeights: boolean): void {
    if (untrack(() => this.status === 'absent' || (this.status === 'ready' && withWeights && !this.#row)))
      void this.fetch(withWeights);
  }

  /** Fetches what is missing, at the reader's word. */
  async fetch(withWeights: boolean): Promise<void> {
    if (untrack(() => this.status) === 'loading') return;
    this.status = 'loading';
    this.arrival = nothing;
    const stopping = (this.#stopping = new AbortController());
    try {
      const lacks = withWeights && !untrack(() => this.#row);
      const download = lacks ? this.#download(stopping.signal) : undefined;
      const [script, file] = await Promise.all([import('./asker.svelte.ts'), download]);
      if (file) this.#row = readGptHalves(file);
      this.asker ??= new script.Asker();
      this.status = 'ready';
    } catch {
      this.status = stopping.signal.aborted ? 'given up' : 'failed';
    }
  }

  async #download(signal: AbortSignal): Promise<Uint8Array> {
    const { fetchAllPacked } = await import('../../figure/packed.ts');
    const tell = (arrival: Arrival | undefined) => {
      if (arrival?.size) this.arrival = arrival;
    };
    const [[, file]] = await fetchAllPacked([gptPacked.path], tell, signal);
    return file;
  }

  /** Stops fetching. */
  giveUp(): void {
    this.#stopping?.abort();
  }
}
