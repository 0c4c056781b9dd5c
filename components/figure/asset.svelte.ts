/**
 * A file of this site that a figure needs and that is too large to come with its code, such as trained weights. In the
 * browser it is fetched when the figure asks for it, with its progress, and again after a failure; on the server and in
 * tests it is read from the disk, so that what is computed from it can be rendered. It never changes once it is there.
 */
import { untrack } from 'svelte';

let readFromDisk: ((path: string) => Uint8Array) | undefined;
if (import.meta.env.SSR) {
  const { readFileSync } = await import('node:fs');
  readFromDisk = (path) => new Uint8Array(readFileSync(`${process.cwd()}/public/${path}`));
}

export type AssetStatus = 'absent' | 'loading' | 'ready' | 'failed';

export class Asset<Content> {
  /** Under `public/`. */
  readonly path: string;
  /** Its size in bytes, by which progress is measured. */
  readonly size: number;
  status: AssetStatus = $state('absent');
  /** Bytes that have arrived. */
  arrived = $state(0);
  #content: Content | undefined = $state.raw();
  #decode: (file: Uint8Array) => Content;

  /** `decode` throws when the file is not what it should be. */
  constructor(path: string, size: number, decode: (file: Uint8Array) => Content) {
    this.path = path;
    this.size = size;
    this.#decode = decode;
  }

  /** What is in the file, as soon as it is there. Reactive. */
  get content(): Content | undefined {
    if (readFromDisk && this.#content === undefined) this.#accept(readFromDisk(this.path));
    return this.#content;
  }

  /** Fetches the file, unless it is here or on its way. After a failure it tries again, but only when asked. */
  load(): void {
    const status = untrack(() => this.status);
    if (status === 'loading' || status === 'ready') return;
    this.status = 'loading';
    this.arrived = 0;
    this.#settled = this.#fetch().then(
      (file) => this.#accept(file),
      () => {
        this.status = 'failed';
      },
    );
  }

  #settled: Promise<void> = Promise.resolve();

  /**
   * Loads the file and waits until it is here or has failed, but no longer than so many milliseconds: for a figure whose
   * first drawing needs it, so that the picture from the server stays until the script can draw the same.
   */
  async loaded(patience: number): Promise<void> {
    this.load();
    await Promise.race([this.#settled, new Promise((resolve) => setTimeout(resolve, patience))]);
  }

  #accept(file: Uint8Array): void {
    try {
      this.#content = this.#decode(file);
      this.status = 'ready';
    } catch (error) {
      console.error(`${this.path}:`, error);
      this.status = 'failed';
    }
  }

  async #fetch(): Promise<Uint8Array> {
    const base = import.meta.env.BASE_URL.replace(/\/?$/, '/');
    const response = await fetch(base + this.path);
    if (!response.ok || !response.body) throw new Error(`${this.path}: ${response.status}`);
    const parts: Uint8Array[] = [];
    const reader = response.body.getReader();
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      parts.push(part.value);
      this.arrived += part.value.length;
    }
    const file = new Uint8Array(this.arrived);
    let at = 0;
    for (const part of parts) {
      file.set(part, at);
      at += part.length;
    }
    return file;
  }
}
