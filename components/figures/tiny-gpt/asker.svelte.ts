/**
 * Lets the small GPT read a line and write on, in slices, so that the page stays at hand: a few characters, and then whatever else
 * waits. Knows neither training nor drawing.
 */
import {
  chancesOf,
  charactersOf,
  choose,
  gptReader,
  textOf,
  type Choosing,
  type GptReader,
  type GptStepRead,
} from '#engine';

export interface Reading {
  /** For each head a row for each character, over itself and those before it. */
  looks: Float32Array[][];
  scores: Float32Array;
}

/** Characters read in one slice. */
const SLICE = 3;

const asReading = (steps: readonly GptStepRead[]): Reading => ({
  looks: steps[0].looks.map((_, head) => steps.map(({ looks }) => looks[head])),
  scores: steps[steps.length - 1].scores,
});

/** Reads a line at once: on the server and in tests. */
export function readAtOnce(row: Float32Array, line: string): Reading {
  const reader = gptReader(row);
  return asReading(Array.from(charactersOf(line), (character) => reader.read(character)));
}

/** What a random source must offer here. */
type Luck = Parameters<typeof choose>[1];

export class Asker {
  /** What was read last, of which weights and which line. */
  #known: { row: Float32Array; line: string; reading: Reading } | undefined = $state.raw();
  /** What it has written on from the line. */
  written = $state('');
  writing = $state(false);
  #row: Float32Array | undefined;
  #reader: GptReader | undefined;
  #steps: GptStepRead[] = [];
  #read = '';
  #toRead = 0;
  #toWrite = 0;

  /** The reading of this line by these weights, if it was made. Reactive. */
  of(row: Float32Array, line: string): Reading | null {
    const known = this.#known;
    return known?.row === row && known.line === line ? known.reading : null;
  }

  /** Has the line read by these weights; what was begun before is dropped. */
  ask(row: Float32Array, line: string): void {
    const ticket = ++this.#toRead;
    if (line === '') return;
    if (row !== this.#row || !this.#reader) {
      this.#row = row;
      this.#reader = gptReader(row);
    }
    const reader = this.#reader;
    let same = 0;
    while (same < reader.length && this.#read[same] === line[same]) same++;
    reader.back(same);
    this.#steps.length = same;
    this.#read = line;
    const characters = charactersOf(line);
    const slice = () => {
      if (ticket !== this.#toRead) return;
      for (let i = 0; i < SLICE && reader.length < characters.length; i++)
        this.#steps.push(reader.read(characters[reader.length]));
      if (reader.length < characters.length) return void setTimeout(slice);
      this.#known = { row, line, reading: asReading(this.#steps) };
    };
    slice();
  }

  /** Writes on from a line: a character a display frame, until so many are there. */
  write(row: Float32Array, line: string, count: number, choosing: Choosing, luck: Luck): void {
    this.stop();
    const reader = gptReader(row);
    const characters = charactersOf(line);
    this.writing = true;
    const ticket = ++this.#toWrite;
    let read: GptStepRead | undefined;
    const next = () => {
      if (ticket !== this.#toWrite) return;
      if (reader.length < characters.length) {
        for (let i = 0; i < SLICE && reader.length < characters.length; i++)
          read = reader.read(characters[reader.length]);
        return void setTimeout(next);
      }
      if (!read || this.written.length >= count) return void (this.writing = false);
      const chosen = choose(chancesOf(read.scores, choosing), luck);
      this.written += textOf([chosen]);
      read = reader.read(chosen);
      requestAnimationFrame(next);
    };
    next();
  }

  /** Stops writing, and takes away what was written. */
  stop(): void {
    this.#toWrite++;
    this.writing = false;
    this.written = '';
  }
}
