import { useSyncExternalStore } from 'react';

/** As in the style sheets of the editors. */
const NARROW = '(width < 60rem)';

/** Whether the page has no room for palette, canvas and form beside each other. */
export function useNarrow(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(NARROW);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(NARROW).matches,
  );
}
