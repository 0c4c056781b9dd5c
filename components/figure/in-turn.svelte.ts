/**
 * A value that follows another one a few display frames later. Where a new moment of a training changes many drawings, each
 * is redrawn in a turn of its own, so that no single task keeps the page busy for long.
 */
import { untrack } from 'svelte';

export function inTurn<Value>(value: () => Value, frames: number): { readonly now: Value } {
  let shown = $state.raw(untrack(value));
  let waiting = false;
  $effect(() => {
    if (value() === untrack(() => shown) || waiting) return;
    waiting = true;
    let left = frames;
    requestAnimationFrame(function wait() {
      if (--left > 0) return void requestAnimationFrame(wait);
      waiting = false;
      shown = untrack(value); // the latest, whatever came meanwhile
    });
  });
  return {
    get now() {
      return shown;
    },
  };
}
