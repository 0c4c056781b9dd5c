// Cards of terms open on keyboard focus too, and close when it moves on; Escape closes them. Where the browser cannot anchor a
// card to its word, it is placed here.

const cardOf = (word: Element): HTMLElement | undefined => {
  const card = document.getElementById(word.getAttribute('popovertarget') ?? '');
  return card ?? undefined;
};
const wordOf = (target: EventTarget | null): Element | undefined =>
  (target instanceof Element ? target.closest('.term') : undefined) ?? undefined;

export function openCardsOnFocus(): void {
  document.addEventListener('focusin', ({ target }) => {
    const word = wordOf(target);
    if (!word?.matches(':focus-visible') || !(word instanceof HTMLButtonElement)) return;
    cardOf(word)?.showPopover({ source: word });
  });
  document.addEventListener('focusout', ({ target, relatedTarget }) => {
    const word = wordOf(target);
    const card = word && cardOf(word);
    if (card && !(relatedTarget instanceof Node && card.contains(relatedTarget))) card.hidePopover();
  });
  if (!CSS.supports('position-area: block-end')) {
    document.addEventListener('toggle', ({ target }) => target instanceof HTMLElement && place(target), true);
  }
}

function place(card: HTMLElement): void {
  if (!card.matches('.card:popover-open')) return;
  const word = document.querySelector(`[popovertarget="${card.id}"]`)?.getBoundingClientRect();
  if (!word) return;
  const gap = 8;
  const fitsBelow = word.bottom + gap + card.offsetHeight < innerHeight;
  card.style.margin = '0';
  card.style.left = `${Math.max(gap, Math.min(word.left, innerWidth - card.offsetWidth - gap))}px`;
  card.style.top = `${fitsBelow ? word.bottom + gap : Math.max(gap, word.top - card.offsetHeight - gap)}px`;
}
