/** What became of a task: its versions as changes of fields, between what was said and attached. */
import { formatInstant } from '../../contract/calendar.ts';
import { type FieldChange, type HistoryEntry, TASK_FIELDS, type TaskField } from '../../contract/tasks.ts';
import type { ReadableDB } from '../store/index.ts';
import { allAttachmentsOf } from './attachmentStore.ts';
import { commentsOf } from './remarks.ts';
import { type KeptTask, type TaskContent, versionsOf } from './taskStore.ts';

/** A field of a task as history and other systems see it. */
export function fieldOf(
  task: Pick<TaskContent, 'title' | 'text' | 'priority' | 'state' | 'unit' | 'person' | 'due'>,
  field: TaskField,
): FieldChange['after'] {
  return field === 'assignee' ? { unit: task.unit, person: task.person } : task[field];
}

export function isSameField(one: FieldChange['after'], other: FieldChange['after']): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

/** The fields that differ between two versions. */
export function changesBetween(before: KeptTask, after: KeptTask): FieldChange[] {
  return TASK_FIELDS.map((field) => ({
    field,
    before: fieldOf(before, field),
    after: fieldOf(after, field),
  })).filter((change) => !isSameField(change.before, change.after));
}

/** Oldest first. */
export function historyOf(db: ReadableDB, number: number): HistoryEntry[] {
  const versions = versionsOf(db, number);
  const told = versions.map((one, i): { at: number; entry: HistoryEntry } => {
    const before = versions[i - 1];
    return {
      at: one.since,
      entry: {
        ...{ what: one.act, at: formatInstant(one.since), by: one.by, version: one.version },
        ...{
          changes: before ? changesBetween(before, one) : [],
          note: one.note,
          conflicts: [...one.conflicts],
        },
      },
    };
  });
  const said = commentsOf(db, number).map(({ at, by, text }): { at: number; entry: HistoryEntry } => ({
    at,
    entry: { what: 'comment', at: formatInstant(at), by, text },
  }));
  const files = allAttachmentsOf(db, number).flatMap(({ at, by, name, removedAt, removedBy }) => [
    { at, entry: { what: 'attached', at: formatInstant(at), by, name } satisfies HistoryEntry },
    ...(removedAt === null
      ? []
      : [
          {
            at: removedAt,
            entry: {
              ...{ what: 'detached', at: formatInstant(removedAt), by: removedBy ?? '', name },
            } as HistoryEntry,
          },
        ]),
  ]);
  return [...told, ...said, ...files].sort((a, b) => a.at - b.at).map(({ entry }) => entry);
}
