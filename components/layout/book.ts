// The shape of the book's plan, as page shells see it: parts, chapters, and whether a chapter can be read yet.
// What the chapters are is said in content/book.ts.

export type PartNumber = 'I' | 'II' | 'III' | 'IV';

export interface Chapter {
  /** From 1, through the whole book. */
  number: number;
  /** Its place in the address: `/chapters/<slug>/`. */
  slug: string;
  title: string;
  /** One line: what the reader will be able to say after it. */
  lead: string;
  /** False while the chapter is still to come: it is listed, but not linked. */
  written: boolean;
}

export interface Part {
  number: PartNumber;
  title: string;
  lead: string;
  chapters: Chapter[];
}

/** A section of the page being read: `6.1 Feel for the slope`. `number` is empty for unnumbered ones (In short). */
export interface Section {
  id: string;
  number: string;
  title: string;
}
