/**
 * Structural sharing: `next`, with every part that equals its counterpart in `previous` replaced by
 * that counterpart. An answer that did not change is then the very same object, and nothing that
 * depends on it is drawn again. Values are JSON values.
 */
export function share<T>(previous: unknown, next: T): T {
  if (Object.is(previous, next)) return next;
  if (Array.isArray(previous) && Array.isArray(next)) {
    const shared = next.map((item: unknown, i) => share(previous[i], item));
    const same = previous.length === shared.length && shared.every((item, i) => Object.is(item, previous[i]));
    return (same ? previous : shared) as T;
  }
  if (isRecord(previous) && isRecord(next)) {
    const keys = Object.keys(next);
    const entries = keys.map((k) => [k, share(previous[k], next[k])] as const);
    const same =
      Object.keys(previous).length === keys.length &&
      entries.every(([k, v]) => Object.hasOwn(previous, k) && Object.is(v, previous[k]));
    return (same ? previous : Object.fromEntries(entries)) as T;
  }
  return next;
}

function isRecord(x: unknown): x is Record<string, unknown> {
  return typeof x === 'object' && x !== null && !Array.isArray(x);
}
