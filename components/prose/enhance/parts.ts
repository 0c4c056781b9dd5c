// Finding and making elements, with an error that names what is missing.

export function part<E extends Element>(root: ParentNode, selector: string, type: new () => E): E {
  const found = root.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`${selector} is missing`);
  return found;
}

export const parts = <E extends Element>(root: ParentNode, selector: string, type: new () => E): E[] =>
  [...root.querySelectorAll(selector)].filter((element): element is E => element instanceof type);

export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  className: string,
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  element.className = className;
  element.append(...children);
  return element;
}

/** The words that an answer gets, copied from where they stand for readers without scripts. */
export function wordsFor(root: ParentNode, name: string | number): Node[] {
  const source = root.querySelector(`[data-case="${name}"]`);
  return source ? [...source.cloneNode(true).childNodes] : [];
}
