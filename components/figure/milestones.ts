/** When a run that is under way is worth a word: at each quarter of it, but not before the last words have been heard. */

/** Milliseconds between two announcements of one run. */
const APART = 4000;

/**
 * @param last number of the run's last frame
 * @param start when the run was announced (ms)
 * @returns asked at each frame whether to speak now; a quarter passed too early is told of as soon as it may be
 */
export function milestones(last: number, from: number, start: number): (frame: number, now: number) => boolean {
  const quarter = (frame: number) => Math.floor((4 * frame) / last);
  let told = quarter(from);
  let spoke = start;
  return (frame, now) => {
    // The end is announced as the end.
    if (frame >= last || quarter(frame) <= told || now - spoke < APART) return false;
    told = quarter(frame);
    spoke = now;
    return true;
  };
}
