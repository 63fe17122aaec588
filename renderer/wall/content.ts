import type { PageContent } from '../../electron/contract/faults.ts';

/** What the place of the screens has in it. React takes everything away when a mistake reaches its root. */
export function contentOf(place: Element): PageContent {
  if (place.childElementCount === 0) return 'nothing';
  return place.querySelector('.grid .frame-body') === null ? 'waiting' : 'figures';
}
