/** Tasks that come again and again: what they are and when they are made. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { assignee, TASK_TEXT_MAX, TASK_TITLE_MAX, taskPriority, WORKING_DAYS_MAX } from './tasks.ts';

const weekday = z.int().min(1).max(7);
/** Days a task is made on; weekdays are those of ISO 8601, Monday is 1. A day that a month lacks is its last. */
export const repeat = z.discriminatedUnion('every', [
  z.strictObject({ every: z.literal('working_day') }),
  z.strictObject({ every: z.literal('week'), weekdays: z.array(weekday).min(1).max(7) }),
  z.strictObject({ every: z.literal('month'), day: z.int().min(1).max(31) }),
  z.strictObject({
    every: z.literal('year'),
    months: z.array(z.int().min(1).max(12)).min(1).max(12),
    day: z.int().min(1).max(31),
  }),
]);
export type Repeat = z.infer<typeof repeat>;

export const taskRule = z.strictObject({
  title: z.string().trim().min(1).max(TASK_TITLE_MAX),
  text: z.string().trim().max(TASK_TEXT_MAX).default(''),
  priority: taskPriority.default('normal'),
  assignee,
  repeat,
  /** Time of day it is made, `HH:MM` in Ho Chi Minh City. */
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day, such as 07:30' }),
  /** Deadline in working days from the day it is made; `null`: none. */
  workingDays: z.int().min(1).max(WORKING_DAYS_MAX).nullable().default(null),
  enabled: z.boolean().default(true),
});
export type TaskRule = z.infer<typeof taskRule>;
export const taskRuleSave = taskRule.extend({ basedOn: z.int().min(1) });
export const taskRuleKept = taskRule.extend({
  id: z.int(),
  version: z.int(),
  by: z.string(),
  changedAt: instantText,
  /** When it makes the next task; `null` when it never will. */
  next: instantText.nullable(),
});
export type TaskRuleKept = z.infer<typeof taskRuleKept>;
export const taskRulesAnswer = z.object({ rules: z.array(taskRuleKept) });
export const TASK_RULES_MAX = 500;
