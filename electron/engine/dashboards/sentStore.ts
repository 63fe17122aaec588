/** Dashboards that were sent to a monitor: those that stand and all that did. */
import type { Instant } from '../../contract/calendar.ts';
import type { DashboardDocument } from '../../contract/dashboards.ts';
import type { Role } from '../../contract/live.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { readDocument } from './dashboardStore.ts';

export interface Sent {
  readonly id: number;
  readonly dashboard: string | null;
  readonly role: Role;
  readonly document: DashboardDocument;
  readonly by: string;
  readonly since: Instant;
  readonly until: Instant;
}

/** What stood at an instant, at most one for each role; by the time it was to go, or by whoever ended it before. */
export function sentAt(db: ReadableDB, at: Instant): Sent[] {
  const rows = db
    .prepare<[Instant, Instant], Omit<Sent, 'document'> & { document: string }>(
      `SELECT id, dashboard, role, document, by, since, until FROM dashboard_sent
       WHERE since <= ? AND coalesce(ended_at, until) > ? ORDER BY since, id`,
    )
    .all(at, at);
  const newest = new Map(rows.map((row) => [row.role, { ...row, document: readDocument(row.document) }]));
  return [...newest.values()];
}

export function addSent(db: WritableDB, sent: Omit<Sent, 'id'>): void {
  db.prepare(
    `INSERT INTO dashboard_sent (dashboard, role, document, by, since, until)
     VALUES (@dashboard, @role, @document, @by, @since, @until)`,
  ).run({ ...sent, document: JSON.stringify(sent.document) });
}

export function endSent(db: WritableDB, id: number, at: Instant, by: string): void {
  db.prepare(`UPDATE dashboard_sent SET ended_at = ?, ended_by = ? WHERE id = ?`).run(at, by, id);
}
