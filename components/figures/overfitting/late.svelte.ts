// Something that need not come with a figure's code, since its resting state does without: on the server it is there at once, in
// the page it is fetched when it is first asked for. Until it has come, and where it does not come, there is none.

export class Late<T> {
  #content: T | undefined = $state.raw();
  readonly #fetch: () => Promise<T>;
  #asked = false;

  constructor(fetch: () => Promise<T>, content?: T) {
    this.#fetch = fetch;
    this.#content = content;
  }

  get content(): T | undefined {
    return this.#content;
  }

  ask(): void {
    if (this.#asked || this.#content !== undefined) return;
    this.#asked = true;
    this.#fetch()
      .then((content) => (this.#content = content))
      .catch(() => (this.#asked = false));
  }
}
