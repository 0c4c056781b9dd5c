/** The keys of everything that slides: arrows step, with Shift finely; Page keys move a tenth; Home and End go to the ends. */
import { nudge, position, valueAt, type Range } from './values.ts';

type KeyPress = Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'altKey' | 'metaKey'>;

/** Steps that an arrow key means along one axis: +1, −1, or 0 when it is not such a key. */
export const arrow = (key: string): number =>
  key === 'ArrowRight' || key === 'ArrowUp' ? 1 : key === 'ArrowLeft' || key === 'ArrowDown' ? -1 : 0;

/** The value after a key press, or undefined when the key means nothing here. */
export function keyedValue(press: KeyPress, range: Range, value: number): number | undefined {
  if (press.ctrlKey || press.altKey || press.metaKey) return undefined;
  const steps = arrow(press.key);
  if (steps) return nudge(range, value, steps, press.shiftKey);
  switch (press.key) {
    case 'PageUp':
    case 'PageDown': {
      const tenth = press.key === 'PageUp' ? 0.1 : -0.1;
      const next = valueAt(range, Math.min(1, Math.max(0, position(range, value) + tenth)));
      return next === value ? nudge(range, value, Math.sign(tenth)) : next;
    }
    case 'Home':
      return range.min;
    case 'End':
      return range.max;
    default:
      return undefined;
  }
}
