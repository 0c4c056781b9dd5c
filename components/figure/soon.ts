/**
 * What a press sets off is done in a task of its own, right after the press: the button answers at once, and on a slow
 * processor the new picture does not have to be made in the same breath as the press is dealt with. Presses keep their order.
 */
export function soon(act: () => void): void {
  setTimeout(act);
}
