/** Which entries of a list may be drawn: those that are in view, one after the other while the page has nothing else to do. */
import { type RefObject, useEffect, useState } from 'react';

/** So many are drawn at the same time. */
const AT_ONCE = 6;

/** Keys (`data-key`) of the entries in `list` that are to be drawn; `entries` says when others are there. */
export function useDrawn(list: RefObject<HTMLElement | null>, entries: string): ReadonlySet<string> {
  const [inView, setInView] = useState<readonly string[]>([]);
  const [drawn, setDrawn] = useState<readonly string[]>([]);
  useEffect(() => {
    const root = list.current;
    if (!root) return;
    const watching = new IntersectionObserver(
      (changes) =>
        setInView((now) => {
          const next = new Set(now);
          for (const { target, isIntersecting } of changes) {
            const key = target instanceof HTMLElement ? (target.dataset['key'] ?? '') : '';
            if (isIntersecting) next.add(key);
            else next.delete(key);
          }
          return [...next];
        }),
      { root },
    );
    for (const entry of root.children) watching.observe(entry);
    return () => {
      watching.disconnect();
      setInView([]);
    };
  }, [list, entries]);
  const kept = drawn.filter((key) => inView.includes(key));
  const next = kept.length < AT_ONCE ? inView.find((key) => !drawn.includes(key)) : undefined;
  useEffect(() => {
    if (next === undefined) return;
    const idle = requestIdleCallback(() =>
      setDrawn((now) => [...now.filter((key) => inView.includes(key)), next].slice(-AT_ONCE)),
    );
    return () => cancelIdleCallback(idle);
  }, [next, inView]);
  return new Set(kept);
}
