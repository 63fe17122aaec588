/** The schedule of the wall: entries, what is on now and why, what will be on when, what was on. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { LEVELS } from './freshness.ts';
import { sentDashboard } from './dashboards.ts';
import { day, holidayFile } from './holidays.ts';
import { interrupt } from './interrupts.ts';
import { documentId, title } from './layouts.ts';

const DAYS_MAX = 366;
const days = z
  .array(day)
  .max(DAYS_MAX)
  .refine((all) => new Set(all).size === all.length, { error: 'must name each day once' });

const beginning = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as 07:30' });
const end = z
  .string()
  .regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/, { error: 'must be a time of day such as 17:00, or 24:00' });

/** Monday is 1, Sunday 7. */
export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
const weekday = z.int().min(1).max(7);

/** What a value is compared with a number by. */
export const COMPARISONS = ['below', 'at_most', 'at_least', 'above'] as const;
/** How a source can stand: as on the wall's own headers. `fresh` is none of the others. */
export const FRESHNESS = ['fresh', ...LEVELS] as const;

export const condition = z.discriminatedUnion('is', [
  /** The indicator of the unit, now, in its own unit (percent, cases, đồng). Without a value it does not hold. */
  z.strictObject({
    is: z.literal('indicator'),
    unit: z.string().min(1).max(128),
    indicator: z.string().min(1).max(64),
    compare: z.enum(COMPARISONS),
    value: z.number(),
  }),
  /** The source is at one of these levels. */
  z.strictObject({
    is: z.literal('freshness'),
    source: z.string().min(1).max(128),
    levels: z
      .array(z.enum(FRESHNESS))
      .min(1)
      .max(FRESHNESS.length)
      .refine((all) => new Set(all).size === all.length, { error: 'must name each level once' }),
  }),
]);
export type Condition = z.infer<typeof condition>;

/** `as_usual`: a holiday is a day like others; `not`: not on holidays; `only`: on holidays only. */
export const HOLIDAY_RULES = ['as_usual', 'not', 'only'] as const;
export const PRIORITY_MAX = 100;

const entryFields = {
  name: z.string().trim().min(1).max(100),
  scene: documentId,
  /** Out of use, and kept. */
  enabled: z.boolean(),
  from: beginning,
  /** Not later than `from`, it is that time of the next day. */
  to: end,
  weekdays: z
    .array(weekday)
    .min(1)
    .max(7)
    .refine((all) => new Set(all).size === all.length, { error: 'must name each weekday once' }),
  /** The first and the last day; `null` is open. */
  firstDay: day.nullable(),
  lastDay: day.nullable(),
  /** Single days on which it is on whatever weekday, date and holiday say. */
  on: days,
  /** Single days on which it is not on, whatever else says so. */
  off: days,
  holidays: z.enum(HOLIDAY_RULES),
  /** The highest wins. */
  priority: z.int().min(0).max(PRIORITY_MAX),
  condition: condition.nullable(),
};

export const scheduleEntryRequest = z.strictObject(entryFields).superRefine((entry, ctx) => {
  const { firstDay, lastDay, on, off } = entry;
  if (firstDay !== null && lastDay !== null && lastDay < firstDay)
    ctx.addIssue({ code: 'custom', path: ['lastDay'], message: 'must not lie before firstDay' });
  const both = off.find((one) => on.includes(one));
  if (both !== undefined)
    ctx.addIssue({ code: 'custom', path: ['off'], message: `${both} is among the days of "on" as well` });
});
export type ScheduleEntryRequest = z.infer<typeof scheduleEntryRequest>;

export const scheduleEntry = z.object({ ...entryFields, id: z.int() });
export type ScheduleEntry = z.infer<typeof scheduleEntry>;

/** An entry that holds by its time and is kept back by its condition; `known` is false while that cannot be told. */
const waiting = z.object({ entry: z.int(), known: z.boolean() });

/** Why the schedule wants what it wants at an instant. */
export const scheduleWhy = z.discriminatedUnion('rule', [
  /** This entry holds, from and to; entries of lower rank that hold as well. */
  z.object({
    rule: z.literal('entry'),
    entry: z.int(),
    from: instantText,
    to: instantText,
    outranked: z.array(z.int()),
    waiting: z.array(waiting),
  }),
  /** No entry holds: the scene that a person chose is shown. */
  z.object({ rule: z.literal('none'), waiting: z.array(waiting) }),
]);
export type ScheduleWhy = z.infer<typeof scheduleWhy>;

const byPerson = z.object({ scene: documentId, by: z.string(), since: instantText });

/** What is on now and why. */
export const scheduleState = z.object({
  /** The scene that is shown. */
  scene: documentId,
  /** `schedule`: its entry; `override`: a person's choice until the schedule changes; `chosen`: nothing is scheduled. */
  cause: z.enum(['schedule', 'override', 'chosen']),
  /** What the schedule wants; `null` when it wants nothing. */
  scheduled: documentId.nullable(),
  why: scheduleWhy,
  /** A person's choice against the entry that holds. */
  override: byPerson.nullable(),
  /** The scene of the time that nothing is scheduled for. */
  chosen: byPerson,
  /** When the schedule next changes by the clock, within eight days. */
  nextChange: instantText.nullable(),
});
export type ScheduleState = z.infer<typeof scheduleState>;

/** An entry whose condition or scene cannot be judged any more. */
const entryFault = z.object({ entry: z.int(), field: z.string(), detail: z.string() });

export const scheduleAnswer = z.object({
  now: instantText,
  state: scheduleState,
  /** The highest rank first. */
  entries: z.array(scheduleEntry),
  faults: z.array(entryFault),
  holidays: holidayFile.omit({ schema: true }),
  /** Why the file of holidays in the data folder is not used; `null` when all is well. */
  holidayFault: z.string().nullable(),
});
export type ScheduleAnswer = z.infer<typeof scheduleAnswer>;

export const PLAN_DAYS_MAX = 31;
export const planQuery = z.object({
  from: day,
  days: z.coerce.number().int().min(1).max(PLAN_DAYS_MAX).default(7),
});

/** A stretch of one scene: its entry (`null`: nothing scheduled), and entries whose condition would change that. */
const planned = z.object({
  from: instantText,
  to: instantText,
  scene: documentId.nullable(),
  entry: z.int().nullable(),
  /** Of lower rank, and on by their time as well. */
  outranked: z.array(z.int()),
  /** Of higher rank, if their condition holds; the highest first. */
  may: z.array(z.int()),
});
export type Planned = z.infer<typeof planned>;
export const planAnswer = z.object({
  days: z.array(z.object({ day, holiday: title.nullable(), stretches: z.array(planned) })),
});
export type PlanAnswer = z.infer<typeof planAnswer>;

export const shownQuery = z.object({
  at: z.string().describe('RFC 3339 date-time with offset, not in the future.'),
});
const layoutName = z.object({ id: documentId, title });
/** What the wall showed at an instant, from the record that is made at every change. */
export const shownAnswer = z.object({
  at: instantText,
  /** `null` before the first entry of the record. */
  shown: z
    .object({
      scene: documentId,
      title,
      revision: z.int(),
      since: instantText,
      /** When something else was shown; `null` while it still is. */
      until: instantText.nullable(),
      /** Username, `engine`, or `schedule:` and the number of an entry; `null` where that was not recorded. */
      by: z.string().nullable(),
      layouts: z.object({
        statistics: layoutName,
        map: layoutName,
        trends: layoutName,
        operations: layoutName,
      }),
    })
    .nullable(),
  /** The message that lay over all screens. */
  interrupt: interrupt.nullable(),
  /** Dashboards that stood on monitors instead of the scene's layouts. */
  sent: z.array(sentDashboard),
  /** The wall was playing the record then: its screens showed another instant. */
  playback: z.boolean(),
});
export type ShownAnswer = z.infer<typeof shownAnswer>;
