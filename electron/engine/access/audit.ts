/** The audit trail: who did what, when, from where. Rows are only ever added, each chained to the one before. */
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import type { Instant } from '../../contract/calendar.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';
import { differing } from './differing.ts';

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
  'second_factor_set',
  'second_factor_removed',
  'second_factor_refused',
  'session_ended',
  'openid_changed',
  'openid_removed',
  'openid_linked',
  'openid_unlinked',
  'role_added',
  'role_changed',
  'role_removed',
  'token_made',
  'token_revoked',
  'scene_switched',
  'scene_handed_back',
  'scene_published',
  'scene_rolled_back',
  'scene_deleted',
  'scene_imported',
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
  'audit_exported',
  'network_on',
  'network_off',
  'pairing_shown',
  'pairing_refused',
  'device_paired',
  'device_removed',
  'screens_darkened',
  'screens_lit',
  'organisation_imported',
  'organisation_exported',
  'cases_exported',
  'form_added',
  'form_withdrawn',
  'report_made',
  'report_recomputed',
  'report_checked',
  'report_sent_back',
  'report_signed',
  'report_locked',
  'report_discarded',
  'report_exported',
  'report_schedule_added',
  'report_schedule_changed',
  'report_schedule_removed',
  'language_model_changed',
  'mail_set',
  'mail_removed',
  'mail_tried',
  'endpoint_added',
  'endpoint_changed',
  'endpoint_removed',
  'endpoint_secret_made',
  'endpoint_tried',
  'delivery_retried',
  'alerts_acknowledged',
  'alerts_shelved',
  'alerts_unshelved',
  'alerts_silenced',
  'alerts_silence_ended',
  'alert_rule_added',
  'alert_rule_changed',
  'alert_rule_removed',
  'targets_proposed',
  'targets_approved',
  'targets_rejected',
  'targets_withdrawn',
  'task_made',
  'task_changed',
  'task_moved',
  'task_synced',
  'task_commented',
  'task_attached',
  'task_detached',
  'task_rule_added',
  'task_rule_changed',
  'task_rule_removed',
  'task_calendar_made',
  'task_calendar_removed',
  'task_reminders_changed',
  'task_escalation_changed',
  'task_system_added',
  'task_system_changed',
  'task_system_removed',
  'streets_chosen',
  'streets_removed',
  'map_published',
  'map_withdrawn',
  'map_focused',
  'map_focus_ended',
  'image_added',
  'image_described',
  'image_removed',
] as const;

export interface AuditEntry {
  at: Instant;
  /** Username as signed in (or as typed, for a refusal). */
  who: string;
  what: (typeof AUDITED)[number];
  subject?: string | null;
  address?: string | null;
  /** What was there before and after; never a secret. Kept as JSON; where both are given, only what differs. */
  before?: object | null;
  after?: object | null;
}

export function recordAudit(db: WritableDB, entry: AuditEntry): void {
  const { at, who, what, subject = null, address = null } = entry;
  const change = entry.before && entry.after ? differing(entry.before, entry.after) : entry;
  const [before, after] = [jsonOf(change.before), jsonOf(change.after)];
  db.transaction(() => {
    // Numbered by what was ever given, so that an entry which is gone leaves a gap.
    const id = lastNumber(db) + 1;
    const last =
      db.prepare<[], string>('SELECT hash FROM audit ORDER BY id DESC LIMIT 1').pluck().get() ?? '';
    const row = { id, at, who, what, subject, address, before, after };
    db.prepare(
      `INSERT INTO audit (id, at, who, what, subject, address, before, after, hash)
       VALUES (:id, :at, :who, :what, :subject, :address, :before, :after, :hash)`,
    ).run({ ...row, hash: chained(last, row) });
  })();
}

export interface AuditRow {
  id: number;
  at: Instant;
  who: string;
  what: string;
  subject: string | null;
  address: string | null;
  /** JSON. */
  before: string | null;
  after: string | null;
}

function jsonOf(value: object | null | undefined): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}

function lastNumber(db: ReadableDB): number {
  return db.prepare<[], number>(`SELECT seq FROM sqlite_sequence WHERE name = 'audit'`).pluck().get() ?? 0;
}

function chained(last: string, { id, at, who, what, subject, address, before, after }: AuditRow): string {
  const text = JSON.stringify([last, id, at, who, what, subject, address, before, after]);
  return createHash('sha256').update(text).digest('hex');
}

export interface AuditCheck {
  entries: number;
  /** Number of the first entry that does not follow from the one before, or is gone; `null` when the trail is whole. */
  firstBroken: number | null;
  /** Hash of the last entry: written down elsewhere, it proves that the trail up to here was not made anew. */
  head: string;
}

/** Entries checked at once: other work of the engine comes in between. */
const SLICE = 500;

/**
 * Goes through the whole trail and shows whether anything was changed, put in or taken out other than by this program.
 * What is added meanwhile is checked as well.
 */
export async function checkAudit(db: ReadableDB): Promise<AuditCheck> {
  const after = db.prepare<[number, number], AuditRow & { hash: string }>(
    `SELECT ${COLUMNS}, hash FROM audit WHERE id > ? ORDER BY id LIMIT ?`,
  );
  let [entries, last, expected] = [0, '', 1];
  let firstBroken: number | null = null;
  for (;;) {
    const rows = after.all(expected - 1, SLICE);
    for (const row of rows) {
      if (firstBroken === null && row.id !== expected) firstBroken = expected;
      if (firstBroken === null && row.hash !== chained(last, row)) firstBroken = row.id;
      [entries, last, expected] = [entries + 1, row.hash, row.id + 1];
    }
    if (rows.length < SLICE) break;
    await setImmediate();
  }
  if (firstBroken === null && expected <= lastNumber(db)) firstBroken = expected;
  return { entries, firstBroken, head: last };
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

const COLUMNS = 'id, at, who, what, subject, address, before, after';

export interface AuditFilter {
  who?: string | undefined;
  what?: string | undefined;
  /** Part of the subject, or of what was before or after; upper and lower case of ASCII are the same. */
  text?: string | undefined;
  from?: Instant | undefined;
  /** Exclusive. */
  to?: Instant | undefined;
}

/** Newest first, older than entry `before`. */
export function readAudit(db: ReadableDB, filter: AuditFilter, before: number, limit: number): AuditRow[] {
  const like = filter.text === undefined ? null : `%${filter.text.replace(/[\\%_]/g, '\\$&')}%`;
  const text = ['subject', 'before', 'after']
    .map((column) => `${column} LIKE :like ESCAPE '\\'`)
    .join(' OR ');
  const wanted = [
    'id < :before',
    ...(filter.who === undefined ? [] : ['who = :who']),
    ...(filter.what === undefined ? [] : ['what = :what']),
    ...(like === null ? [] : [`(${text})`]),
    ...(filter.from === undefined ? [] : ['at >= :from']),
    ...(filter.to === undefined ? [] : ['at < :to']),
  ];
  return db
    .prepare<[object], AuditRow>(
      `SELECT ${COLUMNS} FROM audit WHERE ${wanted.join(' AND ')} ORDER BY id DESC LIMIT :limit`,
    )
    .all({ ...filter, like, before, limit });
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
