/** Whether two pieces of plain data say the same: numbers, texts, lists, records, typed arrays. */
export function same(a: unknown, b: unknown): boolean {
  if (Object.is(a, b)) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (ArrayBuffer.isView(a) && ArrayBuffer.isView(b)) {
    const [p, q] = [a, b] as unknown as ArrayLike<number>[];
    return p.length === q.length && Array.prototype.every.call(p, (value, i) => Object.is(value, q[i]));
  }
  const [p, q] = [a, b] as Record<string, unknown>[];
  const names = Object.keys(p);
  return (
    names.length === Object.keys(q).length && names.every((name) => Object.hasOwn(q, name) && same(p[name], q[name]))
  );
}

/** Whether two records say the same but for these names. */
export function differOnlyIn(names: readonly string[], before: unknown, after: unknown): boolean {
  const rest = (value: unknown): unknown =>
    Object.entries(value as Record<string, unknown>).filter(([name]) => !names.includes(name));
  return same(rest(before), rest(after));
}
