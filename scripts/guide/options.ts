// What `npm run guide` can be told on its command line; a word that it does not know stops it, with a list of those it does.

import type { Maths } from './maths.ts';

export type PaperSize = 'a4' | 'letter';

export interface GuideOptions {
  /** One chapter as a handout, by its slug; the whole book unless told. */
  chapter?: string;
  paper: PaperSize[];
  /** Whether an EPUB is made. */
  epub: boolean;
  /** Whether answers are printed. */
  answers: boolean;
  /** Working space under each exercise. */
  room: boolean;
  /** The built site, and the folder that the files go to. */
  site: string;
  out: string;
}

export interface ChapterOptions {
  /** Working space under each exercise. */
  room: boolean;
  /** Answers are printed at the back: exercises point there. */
  answers: boolean;
  /** An e-reader draws formulas, and breaks words, by itself. */
  maths: Maths;
}

const usage = `npm run guide -- [options]
  --chapter=SLUG         one chapter as a handout: gradient-descent
  --as=a4|letter|epub    one kind of file; all three unless told
  --answers=back|none    answers at the back (as told without this), or left out, for teachers
  --room                 working space under each exercise
  --site=FOLDER          the built site (dist)
  --out=FOLDER           where the files go (dist/guide)`;

export function readOptions(words: readonly string[]): GuideOptions {
  const options: GuideOptions = {
    paper: ['a4', 'letter'],
    epub: true,
    answers: true,
    room: false,
    site: 'dist',
    out: 'dist/guide',
  };
  for (const word of words) {
    const [, name, value] = /^--(\w+)(?:=(.+))?$/.exec(word) ?? [];
    if (name === 'chapter' && value) options.chapter = value;
    else if (name === 'as' && (value === 'a4' || value === 'letter')) [options.paper, options.epub] = [[value], false];
    else if (name === 'as' && value === 'epub') options.paper = [];
    else if (name === 'answers' && (value === 'back' || value === 'none')) options.answers = value === 'back';
    else if (name === 'room' && value === undefined) options.room = true;
    else if ((name === 'site' || name === 'out') && value) options[name] = value;
    else throw new Error(`The guide does not know “${word}”.\n${usage}`);
  }
  return options;
}
