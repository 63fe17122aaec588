/** The audit trail: who did what, when, from where. Rows are only ever added. */
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export const AUDITED = [
  'setup',
  'setup_refused',
  'sign_in',
  'sign_in_refused',
  'sign_in_locked',
  'sign_out',
  'user_added',
  'user_changed',
  'user_removed',
  'password_changed',
  'session_ended',
  'role_added',
  'role_changed',
  'role_removed',
  'token_made',
  'token_revoked',
  'scene_switched',
  'scene_handed_back',
  'schedule_added',
  'schedule_changed',
  'schedule_removed',
  'interrupt_shown',
  'interrupt_ended',
  'screens_changed',
  'monitors_bound',
  'source_added',
  'source_changed',
  'source_removed',
  'source_paused',
  'source_resumed',
  'backup_made',
  'care_changed',
  'notice_acknowledged',
  'past_pictures_asked',
  'check_made',
  'lines_put_away',
  'year_closed',
  'password_refused',
  'playback_started',
  'playback_changed',
  'playback_ended',
  'playback_settings',
  'bookmark_added',
  'bookmark_changed',
  'bookmark_removed',
  'dashboard_made',
  'dashboard_saved',
  'dashboard_restored',
  'dashboard_shared',
  'dashboard_deleted',
  'dashboard_undeleted',
  'dashboard_exported',
  'dashboard_sent',
  'dashboard_ended',
] as const;

export interface AuditEntry {
  at: Instant;
  /** Username as signed in (or as typed, for a refusal). */
  who: string;
  what: (typeof AUDITED)[number];
  subject?: string | null;
  address?: string | null;
}

export function recordAudit(db: WritableDB, entry: AuditEntry): void {
  db.prepare(`INSERT INTO audit (at, who, what, subject, address) VALUES (?, ?, ?, ?, ?)`).run(
    entry.at,
    entry.who,
    entry.what,
    entry.subject ?? null,
    entry.address ?? null,
  );
}

export interface AuditRow {
  id: number;
  at: Instant;
  who: string;
  what: string;
  subject: string | null;
  address: string | null;
}

/** Subjects of every entry of a kind, oldest first. */
export function auditedSubjects(db: ReadableDB, what: (typeof AUDITED)[number]): string[] {
  return db
    .prepare<[string], string>(`SELECT subject FROM audit WHERE what = ? AND subject IS NOT NULL ORDER BY id`)
    .pluck()
    .all(what);
}

/** Which of these was done last, up to an instant; `null` when none was. */
export function lastAudited(
  db: ReadableDB,
  kinds: readonly (typeof AUDITED)[number][],
  at: Instant,
): string | null {
  const places = kinds.map(() => '?').join(', ');
  const last = db
    .prepare<unknown[], string>(
      `SELECT what FROM audit WHERE what IN (${places}) AND at <= ? ORDER BY id DESC LIMIT 1`,
    )
    .pluck();
  return last.get(...kinds, at) ?? null;
}

/** Newest first, older than entry `before`. */
export function readAudit(db: ReadableDB, before: number, limit: number): AuditRow[] {
  return db
    .prepare<[number, number], AuditRow>(
      `SELECT id, at, who, what, subject, address FROM audit WHERE id < ? ORDER BY id DESC LIMIT ?`,
    )
    .all(before, limit);
}

/** When somebody last did something that is audited; `null` when nobody ever did. What the schedule does by itself is nobody's act. */
export function lastActAt(db: ReadableDB): Instant | null {
  return (
    db
      .prepare<[], Instant>(`SELECT at FROM audit WHERE who NOT LIKE 'schedule:%' ORDER BY id DESC LIMIT 1`)
      .pluck()
      .get() ?? null
  );
}
