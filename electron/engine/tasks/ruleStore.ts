/** Rules of recurring tasks as they are kept. */
import type { Instant } from '../../contract/calendar.ts';
import { type TaskRule, taskRule } from '../../contract/taskRules.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export interface KeptRule {
  readonly id: number;
  readonly version: number;
  readonly rule: TaskRule;
  readonly by: string;
  readonly changedAt: Instant;
  readonly lookedAt: Instant;
}

interface Row {
  id: number;
  version: number;
  document: string;
  by: string;
  changed_at: Instant;
  looked_at: Instant;
}

const SELECT = `SELECT id, version, document, by, changed_at, looked_at FROM task_rule WHERE removed_at IS NULL`;

export function listRules(db: ReadableDB): KeptRule[] {
  return db.prepare<[], Row>(`${SELECT} ORDER BY id`).all().map(kept);
}

export function findRule(db: ReadableDB, id: number): KeptRule | undefined {
  const row = db.prepare<[number], Row>(`${SELECT} AND id = ?`).get(id);
  return row && kept(row);
}

export function addRule(db: WritableDB, rule: TaskRule, by: string, at: Instant): number {
  const done = db
    .prepare(`INSERT INTO task_rule (version, document, by, changed_at, looked_at) VALUES (1, ?, ?, ?, ?)`)
    .run(JSON.stringify(rule), by, at, at);
  return Number(done.lastInsertRowid);
}

/** What was due to be made before the change stays made; what comes, comes by the new rule. */
export function saveRule(db: WritableDB, id: number, rule: TaskRule, by: string, at: Instant): void {
  db.prepare(
    `UPDATE task_rule SET version = version + 1, document = ?, by = ?, changed_at = ?, looked_at = ? WHERE id = ?`,
  ).run(JSON.stringify(rule), by, at, at, id);
}

export function removeRule(db: WritableDB, id: number, at: Instant): void {
  db.prepare(`UPDATE task_rule SET removed_at = ? WHERE id = ?`).run(at, id);
}

export function lookedAt(db: WritableDB, id: number, at: Instant): void {
  db.prepare(`UPDATE task_rule SET looked_at = ? WHERE id = ?`).run(at, id);
}

function kept({ id, version, document, by, changed_at, looked_at }: Row): KeptRule {
  const rule = taskRule.parse(JSON.parse(document));
  return { id, version, rule, by, changedAt: changed_at, lookedAt: looked_at };
}
