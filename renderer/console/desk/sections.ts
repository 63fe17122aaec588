/** What belongs together in the way between the pages. */
import { type Page, PAGES } from './page.ts';

/** In this order: what is going on, what the monitors show, where the figures come from, who may what and how the system is. */
export const SECTIONS = ['follow', 'wall', 'data', 'administration'] as const;
export type Section = (typeof SECTIONS)[number];

/** One's own account is reached by one's name. */
type ListedPage = Exclude<Page, 'account'>;

const SECTION: Record<ListedPage, Section> = {
  home: 'follow',
  questions: 'follow',
  alerts: 'follow',
  targets: 'follow',
  forecasts: 'follow',
  tasks: 'follow',
  dashboards: 'follow',
  reports: 'follow',
  cases: 'follow',
  desk: 'wall',
  layouts: 'wall',
  images: 'wall',
  schedule: 'wall',
  monitors: 'wall',
  sources: 'data',
  years: 'data',
  organisation: 'data',
  maps: 'data',
  people: 'administration',
  network: 'administration',
  deliveries: 'administration',
  audit: 'administration',
  system: 'administration',
  faults: 'administration',
};

/** The pages of a section, in the order of all pages. */
export function pagesOf(section: Section): ListedPage[] {
  return PAGES.filter((page): page is ListedPage => page !== 'account' && SECTION[page] === section);
}
