/** Every widget of dashboards as they are now, and of those that stand on a monitor. */
import type { Instant } from '../../contract/calendar.ts';
import type { PlacedWidget } from '../../contract/layouts.ts';
import type { ReadableDB } from '../store/index.ts';
import { listDashboards } from './dashboardStore.ts';
import { sentAt } from './sentStore.ts';

export interface PlacedOnDashboard {
  readonly where: 'dashboard' | 'sent';
  /** The owner, or whoever sent it. */
  readonly name: string;
  readonly widgets: readonly PlacedWidget[];
}

/** Deleted ones and older versions are not among them. */
export function placedOnDashboards(db: ReadableDB, at: Instant): PlacedOnDashboard[] {
  return [
    ...listDashboards(db)
      .filter(({ deletedAt }) => deletedAt === null)
      .map(({ ownerName, savedBy, document }) => ({
        where: 'dashboard' as const,
        name: ownerName ?? savedBy,
        widgets: document.widgets,
      })),
    ...sentAt(db, at).map(({ by, document }) => ({
      where: 'sent' as const,
      name: by,
      widgets: document.widgets,
    })),
  ];
}
