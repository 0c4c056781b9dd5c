// A monkey with a seed: presses, turns and types into a figure's controls at random, and looks at what comes of it.
import { expect, type ElementHandle, type Locator } from '@playwright/test';
import { random } from '../../engine/index.ts';

const keys = [
  'ArrowRight',
  'ArrowLeft',
  'ArrowUp',
  'ArrowDown',
  'Shift+ArrowRight',
  'PageUp',
  'PageDown',
  'Home',
  'End',
];
const words = ['0', '-1', '1e9', '0.001', '7', '', 'x', '١', '−3', '1,5'];

const controls = 'input:enabled, select:enabled, button:enabled, summary, [role=slider]';
/** Leaves the page or the window; not the figure's business. */
const elsewhere = /Enlarge|Back to the page|Save as CSV|Copy link/;

const within = { timeout: 2000 };
/** A control that went away or was switched off under its hand: the monkey misses, as a hand would. */
const forgive = (error: Error) => {
  if (error.name !== 'TimeoutError' && !error.message.includes('not attached')) throw error;
};

/** Does `actions` things to the figure, in the order that the seed gives. */
export async function monkey(figure: Locator, seed: number, actions: number): Promise<void> {
  const rng = random(seed);
  const any = <T>(items: readonly T[]): T => items[rng.integer(items.length)];
  // The very element, not its place in the list: the list may change while the monkey makes up its mind.
  const press = async (control: ElementHandle<HTMLElement | SVGElement>): Promise<void> => {
    const kind = await control.evaluate(
      (one) => `${one.tagName} ${one.getAttribute('type') ?? one.getAttribute('role') ?? ''}`,
    );
    if (/^INPUT text/.test(kind)) {
      await control.fill(any(words), within);
      await control.press('Enter', within);
    } else if (/^INPUT range|slider/.test(kind)) await control.press(any(keys), within);
    else if (/^SELECT/.test(kind))
      await control.selectOption({ index: rng.integer((await control.$$('option')).length) }, within);
    else if (!elsewhere.test(await control.innerText())) await control.click({ ...within, force: true });
  };
  for (let action = 0; action < actions; action++) {
    const found = await figure.evaluateHandle(pick, { controls, share: rng.uniform() });
    const control = found.asElement();
    if (!control) return;
    await press(control).catch(forgive);
  }
  expect(await figure.innerText()).not.toMatch(/NaN|Infinity|undefined|\[object/);
}

/** Runs in the page: of the controls that can be seen, the one at that share of the list. */
function pick(figure: Element, { controls, share }: { controls: string; share: number }) {
  const visible = [...figure.querySelectorAll<HTMLElement | SVGElement>(controls)].filter(
    (one) => one.checkVisibility({ visibilityProperty: true }) && one.getBoundingClientRect().width > 0,
  );
  return visible[Math.floor(share * visible.length)];
}
