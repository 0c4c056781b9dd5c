// A pen on the square of all inputs, for hand, mouse and stylus: puts a point where it is pressed, and more while it sweeps.
import { PLANAR_EDGE } from '#engine';

/** Points of a sweep are as far apart, in pixels, as can be told from each other. */
const APART = 12;

/** To be attached to the square; told the points in the square's own coordinates. */
export const pen = (put: (x: number, y: number) => void) => (square: SVGElement) => {
  /** Where the last point was put. */
  let last: PointerEvent | undefined;
  const place = (event: PointerEvent) => {
    last = event;
    const { left, top, width, height } = square.getBoundingClientRect();
    const at = (share: number) => PLANAR_EDGE * (2 * Math.max(0, Math.min(1, share)) - 1);
    put(at((event.clientX - left) / width), -at((event.clientY - top) / height));
  };
  const lift = () => (last = undefined);
  const hears: Record<string, (event: PointerEvent) => void> = {
    pointerdown(event) {
      if (event.button !== 0) return;
      square.setPointerCapture(event.pointerId);
      place(event);
    },
    pointermove(event) {
      if (last && Math.hypot(event.clientX - last.clientX, event.clientY - last.clientY) >= APART) place(event);
    },
    pointerup: lift,
    pointercancel: lift,
  };
  for (const [name, hear] of Object.entries(hears)) square.addEventListener(name, hear as EventListener);
  return () => {
    for (const [name, hear] of Object.entries(hears)) square.removeEventListener(name, hear as EventListener);
  };
};
