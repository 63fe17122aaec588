/** Tasks shared with the agency's own system of tasks. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import {
  assignee,
  due,
  task,
  TASK_FIELDS,
  TASK_TEXT_MAX,
  TASK_TITLE_MAX,
  taskConflict,
  taskPriority,
  taskState,
} from './tasks.ts';

export const systemId = z.string().regex(/^[a-z][a-z0-9-]{1,31}$/, {
  error: 'must have 2 to 32 lower-case letters, digits or hyphens, and begin with a letter',
});
/** Key of a task in the other system. */
export const externalId = z.string().min(1).max(128);

/** Which side is kept when both changed a field: this one, the other, or whoever changed it last. */
const wins = z.enum(['here', 'there', 'last']);
export type Wins = z.infer<typeof wins>;
const rules = z.strictObject(
  Object.fromEntries(TASK_FIELDS.map((field) => [field, wins])) as Record<
    (typeof TASK_FIELDS)[number],
    typeof wins
  >,
);

export const taskSystem = z.strictObject({
  id: systemId,
  name: z.string().trim().min(1).max(80),
  /** Tasks assigned within this unit are shared. */
  unit: z.string().min(1).max(128),
  /** Endpoint of *Gửi thư và webhook* that is told of changes; `null`: the other system asks for them. */
  endpoint: z.string().min(1).max(128).nullable(),
  /** Who wins where both sides changed a field since they last agreed. */
  wins: rules,
});
export type TaskSystem = z.infer<typeof taskSystem>;
export const taskSystemsAnswer = z.object({ systems: z.array(taskSystem) });
export const TASK_SYSTEMS_MAX = 20;

/** A task as the other system has it now. Fields that it leaves out it says nothing of. */
export const taskFromOutside = z.strictObject({
  /** Grows with every change over there; one that is not newer than what was heard changes nothing. */
  version: z.int().min(1),
  /** When it was changed over there. */
  at: instantText,
  /** The version of ours it was made of; `null` when it knows of none. */
  basedOn: z.int().min(1).nullable().default(null),
  /** Ours that it is the same as; only needed to bind the two. */
  number: z.int().min(1).optional(),
  title: z.string().trim().min(1).max(TASK_TITLE_MAX).optional(),
  text: z.string().trim().max(TASK_TEXT_MAX).optional(),
  priority: taskPriority.optional(),
  state: taskState.optional(),
  assignee: assignee.optional(),
  due: due.nullable().optional(),
});
export type TaskFromOutside = z.infer<typeof taskFromOutside>;

/** `older`: something newer was heard before; `unchanged`: it says what stands here already. */
export const SYNC_OUTCOMES = ['made', 'changed', 'unchanged', 'older'] as const;
export const syncAnswer = z.object({
  outcome: z.enum(SYNC_OUTCOMES),
  task,
  conflicts: z.array(taskConflict),
});
export type SyncAnswer = z.infer<typeof syncAnswer>;

/** One version of a task, as a webhook tells it and the list of changes lists it. */
export const taskEvent = z.object({
  /** Position in the list of changes. */
  position: z.int(),
  event: z.enum(['task.made', 'task.changed', 'task.moved', 'task.synced']),
  number: z.int(),
  version: z.int(),
  at: instantText,
  by: z.string(),
  /** Key over there; `null` until the two are bound. */
  external: z.string().nullable(),
  /** The version over there that was heard last. */
  externalVersion: z.int().nullable(),
  title: z.string(),
  text: z.string(),
  priority: taskPriority,
  state: taskState,
  assignee,
  due: due.nullable(),
});
export type TaskEvent = z.infer<typeof taskEvent>;
export const changesQuery = z.object({
  after: z.coerce.number().int().min(0).default(0),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export const changesAnswer = z.object({
  events: z.array(taskEvent),
  /** Ask on from here. */
  last: z.int(),
  more: z.boolean(),
});
