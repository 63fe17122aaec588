/** Dashboards as they are kept: one row each, and every version of what they show. */
import { z } from 'zod';
import type { Instant } from '../../contract/calendar.ts';
import {
  type DashboardDocument,
  dashboardDocument,
  share,
  type Share,
  VERSIONS_KEPT,
} from '../../contract/dashboards.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KeptDashboard {
  readonly id: string;
  /** Row of the owner; `null` when the person is gone. */
  readonly owner: number | null;
  readonly ownerName: string | null;
  readonly version: number;
  readonly shares: readonly Share[];
  readonly deletedAt: Instant | null;
  readonly document: DashboardDocument;
  readonly savedAt: Instant;
  readonly savedBy: string;
}

export interface KeptVersion {
  readonly version: number;
  readonly document: DashboardDocument;
  readonly savedAt: Instant;
  readonly savedBy: string;
  readonly restored: number | null;
}

interface Row {
  id: string;
  owner: number | null;
  owner_name: string | null;
  version: number;
  shares: string;
  deleted_at: Instant | null;
  document: string;
  saved_at: Instant;
  saved_by: string;
}

interface VersionRow {
  version: number;
  document: string;
  saved_at: Instant;
  saved_by: string;
  restored: number | null;
}

const SELECT = `
  SELECT d.id, d.owner, u.username AS owner_name, d.version, d.shares, d.deleted_at, v.document, v.saved_at, v.saved_by
  FROM dashboard d JOIN dashboard_version v ON v.dashboard = d.id AND v.version = d.version
  LEFT JOIN users u ON u.id = d.owner`;
const shares = z.array(share);

export function findDashboard(db: ReadableDB, id: string): KeptDashboard | undefined {
  const row = db.prepare<[string], Row>(`${SELECT} WHERE d.id = ?`).get(id);
  return row && kept(row);
}

/** Every one there is, deleted ones as well, the one saved last first. */
export function listDashboards(db: ReadableDB): KeptDashboard[] {
  return db.prepare<[], Row>(`${SELECT} ORDER BY v.saved_at DESC, d.id`).all().map(kept);
}

/** Dashboards of a person, deleted ones left out. */
export function countOf(db: ReadableDB, owner: number): number {
  const count = db
    .prepare<[number], number>(`SELECT count(*) FROM dashboard WHERE owner = ? AND deleted_at IS NULL`)
    .pluck();
  return count.get(owner) ?? 0;
}

export interface Saved {
  readonly document: DashboardDocument;
  readonly at: Instant;
  readonly by: string;
  readonly restored?: number;
}

export function addDashboard(db: WritableDB, id: string, owner: number, saved: Saved): void {
  db.prepare(`INSERT INTO dashboard (id, owner, version, shares, made_at) VALUES (?, ?, 1, '[]', ?)`).run(
    id,
    owner,
    saved.at,
  );
  addVersion(db, id, 1, saved);
}

/** The next version; the oldest beyond those that are kept is forgotten. */
export function saveDashboard(db: WritableDB, id: string, version: number, saved: Saved): void {
  addVersion(db, id, version, saved);
  db.prepare(`UPDATE dashboard SET version = ? WHERE id = ?`).run(version, id);
  db.prepare(`DELETE FROM dashboard_version WHERE dashboard = ? AND version <= ?`).run(
    id,
    version - VERSIONS_KEPT,
  );
}

function addVersion(
  db: WritableDB,
  id: string,
  version: number,
  { document, at, by, restored }: Saved,
): void {
  db.prepare(
    `INSERT INTO dashboard_version (dashboard, version, document, saved_at, saved_by, restored)
     VALUES (?, ?, ?, ?, ?, ?)`,
  ).run(id, version, JSON.stringify(document), at, by, restored ?? null);
}

export function keepShares(db: WritableDB, id: string, shared: readonly Share[]): void {
  db.prepare(`UPDATE dashboard SET shares = ? WHERE id = ?`).run(JSON.stringify(shared), id);
}

export function markDeleted(db: WritableDB, id: string, at: Instant | null): void {
  db.prepare(`UPDATE dashboard SET deleted_at = ? WHERE id = ?`).run(at, id);
}

/** Forgets what was deleted before an instant. */
export function purge(db: WritableDB, before: Instant): void {
  db.prepare(`DELETE FROM dashboard WHERE deleted_at < ?`).run(before);
}

/** Newest first. */
export function versionsOf(db: ReadableDB, id: string): KeptVersion[] {
  return db
    .prepare<[string], VersionRow>(
      `SELECT version, document, saved_at, saved_by, restored FROM dashboard_version
       WHERE dashboard = ? ORDER BY version DESC`,
    )
    .all(id)
    .map(({ version, document, saved_at, saved_by, restored }) => ({
      version,
      document: readDocument(document),
      savedAt: saved_at,
      savedBy: saved_by,
      restored,
    }));
}

function kept(row: Row): KeptDashboard {
  return {
    id: row.id,
    owner: row.owner,
    ownerName: row.owner_name,
    version: row.version,
    shares: shares.parse(JSON.parse(row.shares)),
    deletedAt: row.deleted_at,
    document: readDocument(row.document),
    savedAt: row.saved_at,
    savedBy: row.saved_by,
  };
}

/** A document as it was written. Its `schema` says of which shape it is: a later shape reads the earlier ones here. */
export function readDocument(text: string): DashboardDocument {
  return dashboardDocument.parse(JSON.parse(text));
}
