// Equations and tables that are too wide scroll by themselves; while they do, the keyboard can reach them.

const scrolling = '.eq, [data-scrolls]';

export function letScrollersTakeFocus(): void {
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) {
      const overflows = target.scrollWidth > target.clientWidth + 1;
      if (overflows) {
        target.setAttribute('tabindex', '0');
        target.setAttribute('role', 'group');
        target.setAttribute('aria-label', target.getAttribute('data-scrolls') ?? 'Equation, scrolls sideways');
      } else {
        for (const name of ['tabindex', 'role', 'aria-label']) target.removeAttribute(name);
      }
    }
  });
  for (const target of document.querySelectorAll(scrolling)) watch.observe(target);
}
