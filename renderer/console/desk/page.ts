import { useSyncExternalStore } from 'react';
import type { Permission, Standing } from '../../../electron/contract/access.ts';

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

/** What a page is for; the others are for everybody. */
const NEEDS: Partial<Record<Page, Permission>> = { sources: 'sources.manage', people: 'people.manage' };

export function mayOpen({ permissions }: Standing, page: Page): boolean {
  const needed = NEEDS[page];
  return needed === undefined || permissions.includes(needed);
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The page that the address names behind its `#`; the desk when it names none. */
export function usePage(): Page {
  const hash = useSyncExternalStore(listen, () => window.location.hash.slice(1));
  return PAGES.find((page) => page === hash) ?? 'desk';
}
