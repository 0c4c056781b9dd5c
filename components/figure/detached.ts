/**
 * Plain data as a copy that nobody watches: for a worker, a comparison, an event. Typed arrays go as they are: what a
 * reader brings may be long, and is never written to.
 */
export function detached<T>(value: T): T {
  if (Array.isArray(value)) return value.map(detached) as T;
  if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, detached(entry)])) as T;
}
