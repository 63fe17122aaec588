import { useMemo, useSyncExternalStore } from 'react';
import type { Permission, Standing } from '../../../electron/contract/access.ts';

export const PAGES = [
  'home',
  'desk',
  'questions',
  'alerts',
  'targets',
  'forecasts',
  'tasks',
  'dashboards',
  'reports',
  'cases',
  'layouts',
  'images',
  'schedule',
  'monitors',
  'sources',
  'years',
  'people',
  'organisation',
  'maps',
  'audit',
  'network',
  'deliveries',
  'system',
  'faults',
  'account',
] as const;
export type Page = (typeof PAGES)[number];

/** What a page is for; the others are for everybody. */
const NEEDS: Partial<Record<Page, Permission>> = {
  questions: 'figures.read',
  reports: 'figures.read',
  cases: 'cases.read',
  alerts: 'figures.read',
  targets: 'figures.read',
  forecasts: 'figures.read',
  tasks: 'tasks.read',
  layouts: 'layouts.edit',
  images: 'layouts.edit',
  sources: 'sources.manage',
  network: 'wall.run',
  deliveries: 'deliveries.manage',
  people: 'people.manage',
  organisation: 'organisation.manage',
  maps: 'maps.manage',
  audit: 'audit.read',
};

/** What is about the whole organisation, and not for somebody with a place in it. */
const WHOLE: ReadonlySet<Page> = new Set([
  'layouts',
  'images',
  'schedule',
  'network',
  'audit',
  'organisation',
  'maps',
  'deliveries',
]);

export function mayOpen({ permissions, place }: Standing, page: Page): boolean {
  if (place !== null && WHOLE.has(page)) return false;
  const needed = NEEDS[page];
  return needed === undefined || permissions.includes(needed);
}

function listen(changed: () => void): () => void {
  window.addEventListener('hashchange', changed);
  return () => window.removeEventListener('hashchange', changed);
}

/** The page that the address names behind its `#`; the first one when it names none. */
export function usePage(): Page {
  const [first] = usePath();
  return PAGES.find((page) => page === first) ?? 'home';
}

function useHash(): string {
  return useSyncExternalStore(listen, () => window.location.hash.slice(1));
}

/** What the address names behind its `#`, a page first and then what of that page: `#dashboards/ab12/versions`. */
export function usePath(): readonly string[] {
  const [path = ''] = useHash().split('?');
  return useMemo(() => path.split('/'), [path]);
}

/** What the address asks of the page, behind a `?` after the `#`: `#tasks?view=mine`. */
export function useAddressQuery(): URLSearchParams {
  const [, ...query] = useHash().split('?');
  const said = query.join('?');
  return useMemo(() => new URLSearchParams(said), [said]);
}

/** Goes to another page, or to a part of one. */
export function goTo(...path: readonly [Page, ...string[]]): void {
  window.location.hash = path.join('/');
}
