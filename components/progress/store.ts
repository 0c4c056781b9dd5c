/**
 * Progress on the reader's device: one record under one versioned key, read anew before each change, so that two tabs add
 * to each other. Storage may be full or forbidden: then progress lasts until the page is left, and whoever adds to it is
 * told.
 */
import { type Answer, merge, nothing, type Progress, read } from './progress.ts';

const KEY = 'small-nets:progress:1';

/** What could not be stored, or is being stored; it outlives a failure until the page is left. */
let session: Progress = nothing;

/** Called when progress was changed in another tab. */
type Listener = (progress: Progress) => void;
const listeners = new Set<Listener>();

function stored(): Progress {
  try {
    return read(JSON.parse(localStorage.getItem(KEY) ?? '{}'));
  } catch {
    return nothing; // Forbidden, or not JSON any more.
  }
}

/** Everything kept: what this page did comes first. */
export const progress = (): Progress => merge(session, stored());

/** Adds to what is kept. True when it will still be there after a reload. */
export function add(more: Progress): boolean {
  session = merge(more, session);
  try {
    localStorage.setItem(KEY, JSON.stringify(merge(more, stored())));
    return true;
  } catch {
    return false;
  }
}

export const keepAnswer = (page: string, id: string, answer: Answer): boolean =>
  add({ ...nothing, answers: { [page]: { [id]: answer } } });

export const keepChallenges = (figure: string, met: readonly string[]): boolean =>
  add({ ...nothing, challenges: { [figure]: met } });

/** Forgets everything. False when storage is forbidden. */
export function erase(): boolean {
  session = nothing;
  try {
    localStorage.removeItem(KEY);
    return true;
  } catch {
    return false;
  }
}

/** Calls back with everything kept whenever another tab changes it. Returns how to stop. */
export function onElsewhere(then: Listener): () => void {
  if (listeners.size === 0) addEventListener('storage', hear);
  listeners.add(then);
  return () => void listeners.delete(then);
}

function hear({ key, newValue }: StorageEvent): void {
  if (key !== KEY && key !== null) return;
  // What the other tab did last is newer than what this one did before; and what it erased is gone.
  session = newValue === null ? nothing : merge(stored(), session);
  for (const listener of listeners) listener(session);
}
