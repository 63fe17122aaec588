/** Tasks as they cross HTTP: what is to be done, by whom, until when, and where it comes from. */
import { z } from 'zod';
import { instantText, scalar } from './answers.ts';
import { isDay } from './calendar.ts';

/** In the order of the board, left to right. */
export const TASK_STATES = ['open', 'in_progress', 'blocked', 'done', 'confirmed', 'cancelled'] as const;
export const taskState = z.enum(TASK_STATES);
export type TaskState = z.infer<typeof taskState>;
/** Nothing more is to be done about these. */
export const CLOSED_STATES: readonly TaskState[] = ['confirmed', 'cancelled'];
/** Somebody has still to act: what can be overdue. */
export const PENDING_STATES: readonly TaskState[] = ['open', 'in_progress', 'blocked'];

/** The most pressing first. */
export const TASK_PRIORITIES = ['urgent', 'high', 'normal', 'low'] as const;
export const taskPriority = z.enum(TASK_PRIORITIES);
export type TaskPriority = z.infer<typeof taskPriority>;

export const TASK_TITLE_MAX = 200;
export const TASK_TEXT_MAX = 8_000;
export const TASK_NOTE_MAX = 2_000;
export const WORKING_DAYS_MAX = 250;

const unit = z.string().min(1).max(128);
const username = z.string().min(1).max(64);
export const taskDay = z
  .string()
  .refine(isDay, { error: 'must be a day of the calendar, such as 2026-03-31' });
const title = z.string().trim().min(1).max(TASK_TITLE_MAX);
const text = z.string().trim().max(TASK_TEXT_MAX);
const note = z.string().trim().min(1).max(TASK_NOTE_MAX);
export const taskNumber = z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER);

/** Until the end of a day in Ho Chi Minh City, or until an instant. */
export const due = z.union([z.strictObject({ day: taskDay }), z.strictObject({ at: instantText })]);
export type Due = z.infer<typeof due>;
/** The same, or so many working days from today, by the file of holidays. */
const dueAsked = z.union([due, z.strictObject({ workingDays: z.int().min(1).max(WORKING_DAYS_MAX) })]);
export type DueAsked = z.infer<typeof dueAsked>;

/** A unit does it, or somebody of it. */
export const assignee = z.strictObject({ unit, person: username.nullable() });
export type Assignee = z.infer<typeof assignee>;

const fromAlert = z.strictObject({ kind: z.literal('alert'), alert: z.string().min(1).max(128) });
const fromFigure = z.strictObject({
  kind: z.literal('figure'),
  indicator: z.string().min(1).max(64),
  unit,
  /** Statistical year. */
  year: z.int().min(1900).max(9999),
  /** The instant of the data clock that the figure was read at. */
  at: instantText,
  /** As it was then. */
  value: scalar,
});
const byHand = z.strictObject({ kind: z.literal('hand') });

/** What a task came from, kept so that one gets back to it. */
export const origin = z.discriminatedUnion('kind', [
  fromAlert,
  fromFigure,
  byHand,
  z.strictObject({ kind: z.literal('recurring'), rule: z.int().min(1) }),
  /** Made in another system; its own key for it. */
  z.strictObject({ kind: z.literal('system'), system: z.string(), id: z.string() }),
]);
export type TaskOrigin = z.infer<typeof origin>;
export const ORIGIN_KINDS = ['alert', 'figure', 'hand', 'recurring', 'system'] as const;

export const newTask = z.strictObject({
  title,
  text: text.default(''),
  priority: taskPriority.default('normal'),
  assignee,
  due: dueAsked.nullable().default(null),
  origin: z.discriminatedUnion('kind', [fromAlert, fromFigure, byHand]).default({ kind: 'hand' }),
  /** The same key again, by the same maker, is answered with the task it made. */
  key: z.string().min(8).max(64).optional(),
});
export type NewTask = z.infer<typeof newTask>;

/** What is left out stays as it is. `basedOn` is the version that was looked at. */
export const taskChange = z.strictObject({
  basedOn: z.int().min(1),
  title: title.optional(),
  text: text.optional(),
  priority: taskPriority.optional(),
  assignee: assignee.optional(),
  due: dueAsked.nullable().optional(),
  note: note.optional(),
});
export type TaskChange = z.infer<typeof taskChange>;

/** Blocking, sending back and cancelling need to say why. */
export const taskMove = z.strictObject({
  basedOn: z.int().min(1),
  to: taskState,
  note: note.optional(),
});
export type TaskMove = z.infer<typeof taskMove>;

/** A task in a list. */
export const taskListed = z.object({
  number: z.int(),
  version: z.int(),
  title: z.string(),
  priority: taskPriority,
  state: taskState,
  assignee,
  due: due.nullable(),
  /** Past its deadline and still to be done, or done after it. */
  late: z.boolean(),
  origin,
  madeBy: z.string(),
  madeAt: instantText,
  changedBy: z.string(),
  changedAt: instantText,
  doneBy: z.string().nullable(),
  doneAt: instantText.nullable(),
  comments: z.int(),
  attachments: z.int(),
  /** What whoever asks may make of it now, one legal step from here. */
  moves: z.array(taskState),
});
export type TaskListed = z.infer<typeof taskListed>;

export const task = taskListed.extend({
  text: z.string(),
  watchers: z.array(z.string()),
  watching: z.boolean(),
  /** Keys of other systems for it. */
  external: z.array(z.object({ system: z.string(), id: z.string() })),
  /** Whether whoever asks may change what is to be done, by whom and until when. */
  mayChange: z.boolean(),
  /** Whether they may comment on it and attach to it. */
  mayComment: z.boolean(),
});
export type Task = z.infer<typeof task>;

export const TASK_VIEWS = ['all', 'mine', 'unit', 'made', 'watched'] as const;
export const TASKS_PAGE_MAX = 200;
const flag = z.enum(['true', 'false']).transform((said) => said === 'true');
export const taskFilter = z.object({
  /** `mine`: assigned to whoever asks; `unit`: to their unit or somebody in it; `made` and `watched` by them. */
  view: z.enum(TASK_VIEWS).default('all'),
  /** Comma-separated; left out: those that are not closed. */
  states: z
    .string()
    .transform((joined) => joined.split(','))
    .pipe(z.array(taskState).min(1))
    .optional(),
  /** Assigned within the subtree of this unit. */
  unit: unit.optional(),
  late: flag.optional(),
  origin: z.enum(ORIGIN_KINDS).optional(),
  /** Made from this alert. */
  alert: z.string().min(1).max(128).optional(),
  /** Made from a figure of this indicator. */
  indicator: z.string().min(1).max(64).optional(),
  /** Words of title, text and comments, with or without diacritics. */
  q: z.string().trim().min(1).max(200).optional(),
  limit: z.coerce.number().int().min(1).max(TASKS_PAGE_MAX).default(100),
  after: z.string().min(1).max(64).optional(),
});
export type TaskFilter = z.output<typeof taskFilter>;
export const tasksAnswer = z.object({
  tasks: z.array(taskListed),
  /** Where the next page begins; `null` at the end. */
  next: z.string().nullable(),
});
export type TasksAnswer = z.infer<typeof tasksAnswer>;

/** What a form of a new task begins with. */
export const prefillQuery = z.object({ alert: z.string().min(1).max(128) });
export const prefillAnswer = z.object({
  title: z.string(),
  text: z.string(),
  unit: z.string().nullable(),
  origin,
});
export type PrefillAnswer = z.infer<typeof prefillAnswer>;

/** To whom whoever asks may give a task. */
export const assigneesAnswer = z.object({
  units: z.array(z.object({ unit: z.string(), name: z.string(), parent: z.string().nullable() })),
  people: z.array(z.object({ person: z.string(), unit: z.string() })),
});
export type AssigneesAnswer = z.infer<typeof assigneesAnswer>;

export const taskComment = z.strictObject({ text: note });

export const ATTACHMENT_BYTES_MAX = 8 * 1024 * 1024;
export const ATTACHMENTS_MAX = 12;
/** Kinds of file that may be attached; told from their content, not from their name. */
export const ATTACHMENT_TYPES = [
  'application/pdf',
  'image/png',
  'image/jpeg',
  'image/webp',
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
  'text/plain',
] as const;
export const attachment = z.object({
  id: z.int(),
  name: z.string(),
  type: z.enum(ATTACHMENT_TYPES),
  bytes: z.int(),
  sha256: z.string(),
  by: z.string(),
  at: instantText,
});
export type Attachment = z.infer<typeof attachment>;
export const attachmentQuery = z.object({ name: z.string().trim().min(1).max(200) });

/** A field of a task that was this before and is that after. */
export const TASK_FIELDS = ['title', 'text', 'priority', 'state', 'assignee', 'due'] as const;
export const taskField = z.enum(TASK_FIELDS);
export type TaskField = z.infer<typeof taskField>;
const fieldValue = z.union([z.string(), assignee, due]).nullable();
export const fieldChange = z.object({ field: taskField, before: fieldValue, after: fieldValue });
export type FieldChange = z.infer<typeof fieldChange>;

/** Both sides changed the same field; which of the two was kept. */
export const taskConflict = z.object({
  field: taskField,
  here: fieldValue,
  there: fieldValue,
  kept: z.enum(['here', 'there']),
});
export type TaskConflict = z.infer<typeof taskConflict>;

export const historyEntry = z.discriminatedUnion('what', [
  z.object({
    what: z.enum(['made', 'changed', 'moved', 'synced']),
    at: instantText,
    by: z.string(),
    version: z.int(),
    changes: z.array(fieldChange),
    note: z.string().nullable(),
    conflicts: z.array(taskConflict),
  }),
  z.object({ what: z.literal('comment'), at: instantText, by: z.string(), text: z.string() }),
  z.object({ what: z.enum(['attached', 'detached']), at: instantText, by: z.string(), name: z.string() }),
]);
export type HistoryEntry = z.infer<typeof historyEntry>;
/** Oldest first. */
export const historyAnswer = z.object({
  entries: z.array(historyEntry),
  attachments: z.array(attachment),
});
export type TaskHistory = z.infer<typeof historyAnswer>;
