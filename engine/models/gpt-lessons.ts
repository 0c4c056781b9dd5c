// How the small GPT fares when readers train it from scratch, over five seeds, as scripts/gpt-lessons.ts recorded it. Only read here.
import lessons from './gpt-lessons.json' with { type: 'json' };

export interface GptLessonsFile {
  runs: {
    seed: number;
    /** Bits per character of the first ten updates. */
    first: number;
    /** Bits per character of the exams after 100, 200, … updates. */
    held: number[];
  }[];
}

export const gptLessons = lessons as GptLessonsFile;
