/** Other systems of tasks, and which task of theirs is which of ours. */
import { type TaskSystem, taskSystem } from '../../contract/taskSync.ts';
import type { ReadableDB, WritableDB } from '../store/index.ts';

export function listSystems(db: ReadableDB): TaskSystem[] {
  return db
    .prepare<[], string>(`SELECT document FROM task_system ORDER BY id`)
    .pluck()
    .all()
    .map((document) => taskSystem.parse(JSON.parse(document)));
}

export function keepSystem(db: WritableDB, system: TaskSystem): void {
  db.prepare(
    `INSERT INTO task_system (id, document) VALUES (?, ?) ON CONFLICT (id) DO UPDATE SET document = excluded.document`,
  ).run(system.id, JSON.stringify(system));
}

/** Its tasks stay; which of theirs they were is forgotten. */
export function removeSystem(db: WritableDB, id: string): void {
  db.prepare(`DELETE FROM task_system WHERE id = ?`).run(id);
}

export interface Bond {
  readonly external: string;
  readonly task: number;
  /** The newest version of theirs that was heard, and the version here that came of it. */
  readonly heard: number;
  readonly became: number;
}

const SELECT = `SELECT external, task, heard, became FROM task_external`;

export function bondOf(db: ReadableDB, system: string, external: string): Bond | undefined {
  return db
    .prepare<[string, string], Bond>(`${SELECT} WHERE system = ? AND external = ?`)
    .get(system, external);
}

export function bondOfTask(db: ReadableDB, system: string, task: number): Bond | undefined {
  return db.prepare<[string, number], Bond>(`${SELECT} WHERE system = ? AND task = ?`).get(system, task);
}

export function keepBond(db: WritableDB, system: string, bond: Bond): void {
  db.prepare(
    `INSERT INTO task_external (system, external, task, heard, became) VALUES (:system, :external, :task, :heard, :became)
     ON CONFLICT (system, external) DO UPDATE SET heard = excluded.heard, became = excluded.became`,
  ).run({ ...bond, system });
}

/** Keys of other systems for a task. */
export function externalOf(db: ReadableDB, task: number): { system: string; id: string }[] {
  return db
    .prepare<[number], { system: string; id: string }>(
      `SELECT system, external AS id FROM task_external WHERE task = ? ORDER BY system`,
    )
    .all(task);
}
