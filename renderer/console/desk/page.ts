import { useSyncExternalStore } from 'react';

export const PAGES = [
  'desk',
  'schedule',
  'monitors',
  'sources',
  'years',
  'people',
  'system',
  'faults',
] as const;
export type Page = (typeof PAGES)[number];

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The page that the address names behind its `#`; the desk when it names none. */
export function usePage(): Page {
  const hash = useSyncExternalStore(listen, () => window.location.hash.slice(1));
  return PAGES.find((page) => page === hash) ?? 'desk';
}
