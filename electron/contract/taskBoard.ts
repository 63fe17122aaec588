/** Tasks as the wall shows them: where they are overdue, what is due this week, what was done lately. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { due, taskPriority } from './tasks.ts';

const line = z.object({
  number: z.int(),
  title: z.string(),
  priority: taskPriority,
  unit: z.string(),
  unitName: z.string(),
  due: due.nullable(),
  /** When it was done; `null` while it is not. */
  doneAt: instantText.nullable(),
});
export type TaskLine = z.infer<typeof line>;

export const taskBoardAnswer = z.object({
  at: instantText,
  unit: z.string(),
  /** Tasks that somebody has still to act on, those past their deadline, and those due by the end of this week and not past it. */
  pending: z.int(),
  overdue: z.int(),
  dueThisWeek: z.int(),
  /** In the seven days before. */
  doneLately: z.int(),
  /** Units with overdue tasks, the one with the most first. */
  units: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      overdue: z.int(),
      /** Working days since the oldest of their deadlines; 0 on its first day. */
      oldestDays: z.int(),
    }),
  ),
  /** The next deadlines of this week, and what was done last. */
  soon: z.array(line),
  done: z.array(line),
});
export type TaskBoardAnswer = z.infer<typeof taskBoardAnswer>;
