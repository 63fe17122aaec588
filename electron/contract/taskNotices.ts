/** What a person is told about tasks: in the console, by mail for whoever wants it, in their calendar. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { mailAddress } from './deliveries.ts';

/**
 * `assigned`, `commented`, `blocked`, `done` (to be confirmed), `sent_back`, `confirmed`, `cancelled` tell of acts of others;
 * `due_soon` and `overdue` of the deadline; `escalated` that a task of a unit below has been overdue for long.
 */
export const TASK_NOTICES = [
  'assigned',
  'commented',
  'blocked',
  'done',
  'sent_back',
  'confirmed',
  'cancelled',
  'due_soon',
  'overdue',
  'escalated',
] as const;
export const taskNoticeKind = z.enum(TASK_NOTICES);
export type TaskNoticeKind = z.infer<typeof taskNoticeKind>;

export const taskNotice = z.object({
  id: z.int(),
  kind: taskNoticeKind,
  at: instantText,
  /** Who did it; `null` for what time did. */
  by: z.string().nullable(),
  task: z.object({ number: z.int(), title: z.string() }),
  seen: z.boolean(),
});
export type TaskNotice = z.infer<typeof taskNotice>;
export const taskNoticesAnswer = z.object({
  /** Newest first, those of the last 60 days. */
  notices: z.array(taskNotice),
  unseen: z.int(),
});
export type TaskNoticesAnswer = z.infer<typeof taskNoticesAnswer>;
/** All up to this one were seen. */
export const noticesSeen = z.strictObject({ upTo: z.int().min(1) });

export const reminderSettings = z.strictObject({
  /** Working days before a deadline that one is reminded; 0: on its day. */
  daysBefore: z.int().min(0).max(20),
  /** Where mail goes; `null`: none is sent. */
  mail: mailAddress.nullable(),
  /** What letters are written in. */
  language: z.enum(['vi', 'en']),
});
export type ReminderSettings = z.infer<typeof reminderSettings>;

/** Working days overdue after which whoever leads the unit above is told. */
export const escalationSettings = z.strictObject({ afterDays: z.int().min(1).max(60).nullable() });
export type EscalationSettings = z.infer<typeof escalationSettings>;

export const calendarState = z.object({
  /** Whether there is an address; it is shown only when it is made. */
  made: instantText.nullable(),
});
export type CalendarState = z.infer<typeof calendarState>;
export const calendarMade = z.object({ path: z.string(), made: instantText });
