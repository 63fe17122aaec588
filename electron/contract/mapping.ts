/**
 * The mapping language: how a row of a table, or a JSON object, becomes an event. It is data, not a program: every
 * mapping is checked when a source is made, and a row that does not fit is refused whole, with the reason.
 */
import { z } from 'zod';
import { isDay } from './calendar.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from './letters.ts';
import type { EventType } from './events.ts';

const EVENT_TYPES = ['unit', 'officer', 'case', 'receipt', 'decision', 'target', 'aggregate'] as const;

/** What a field of an event holds, and what an empty cell means for it. */
export interface TargetField {
  holds: 'text' | 'whole' | 'real' | 'day';
  whenEmpty: 'refuse' | 'null' | 'omit';
}

const text: TargetField = { holds: 'text', whenEmpty: 'refuse' };
const textOrNull: TargetField = { holds: 'text', whenEmpty: 'null' };
const whole: TargetField = { holds: 'whole', whenEmpty: 'refuse' };
const real: TargetField = { holds: 'real', whenEmpty: 'omit' };
const day: TargetField = { holds: 'day', whenEmpty: 'omit' };
const letters = (table: string, names: readonly string[]): Record<string, TargetField> =>
  Object.fromEntries(names.map((name) => [`${table}.${name}`, { holds: 'whole', whenEmpty: 'omit' }]));

/** Every field that a mapping may fill, by type of event; `id`, `v` and `at` have rules of their own. */
export const TARGET_FIELDS: Record<EventType, Record<string, TargetField>> = {
  unit: { unit: text, name: text, parent: textOrNull, level: text, lat: real, lon: real, from: day, to: day },
  officer: { officer: text, name: text, unit: text, from: day, to: day },
  case: {
    case: text,
    unit: text,
    officer: textOrNull,
    initiation: text,
    category: text,
    accepted_on: { holds: 'day', whenEmpty: 'refuse' },
    due: whole,
    done: whole,
    state: text,
  },
  receipt: {
    receipt: text,
    unit: text,
    officer: textOrNull,
    case: textOrNull,
    amount: whole,
    status: text,
    converts: textOrNull,
  },
  decision: { decision: text, unit: text, case: textOrNull, kind: text, to_unit: textOrNull },
  target: {
    indicator: text,
    unit: text,
    year: whole,
    value: { holds: 'real', whenEmpty: 'refuse' },
  },
  aggregate: {
    unit: text,
    year: whole,
    month: whole,
    ...letters('values', COUNT_LETTERS),
    ...letters('money', MONEY_LETTERS),
  },
};

/** The fields that name an entity: what its versions have in common. */
export const KEY_FIELDS: Record<EventType, readonly string[]> = {
  unit: ['unit'],
  officer: ['officer'],
  case: ['case'],
  receipt: ['receipt'],
  decision: ['decision'],
  target: ['indicator', 'unit', 'year'],
  aggregate: ['unit', 'year', 'month'],
};

/** A column by its heading, or, beginning with `/`, a JSON Pointer (RFC 6901) into the object. */
const from = z
  .string()
  .min(1)
  .max(300)
  .refine((path) => !path.startsWith('/') || !/~(?![01])/.test(path), {
    error: 'is no JSON Pointer: write "~" as "~0" and "/" within a name as "~1"',
  });

const constant = z.union([z.string().max(1000), z.number(), z.null()], {
  error: 'must be a text, a number or null',
});

/** How numbers are written, such as `1.234.567` or `1,5 tỷ`. The result is exact, or the row is refused. */
export const numberFormat = z
  .strictObject({
    decimal: z.enum(['.', ',']).optional(),
    /** Between groups of three digits; left out, there are none. */
    thousands: z.enum(['.', ',', ' ', "'"]).optional(),
    /** What one stands for, such as 1000000 where the column is in million đồng. */
    times: z.int().min(1).max(1_000_000_000_000).optional(),
    /** Words after the number and what one of them stands for, such as `{"tỷ": 1000000000, "triệu": 1000000}`. */
    words: z.record(z.string().min(1).max(30), z.int().min(1).max(1_000_000_000_000)).optional(),
  })
  .refine((format) => format.thousands !== (format.decimal ?? '.'), {
    error: 'must differ from the decimal mark',
    path: ['thousands'],
  });
export type NumberFormat = z.infer<typeof numberFormat>;

const DATE_TOKENS = /yyyy|MM|dd|HH|mm|ss|M|d|H/g;

/** `excel` (serial day), `epoch_s`, `epoch_ms`, `iso`, or a pattern of yyyy MM dd HH mm ss (M, d, H: one or two digits). */
export const dateFormat = z
  .string()
  .min(1)
  .max(40)
  .refine(
    (format) => {
      if (['excel', 'epoch_s', 'epoch_ms', 'iso'].includes(format)) return true;
      const tokens = format.match(DATE_TOKENS) ?? [];
      const has = (...names: string[]) => tokens.filter((token) => names.includes(token)).length === 1;
      return (
        has('yyyy') &&
        has('MM', 'M') &&
        has('dd', 'd') &&
        new Set(tokens).size === tokens.length &&
        !/[A-SU-Za-z]/.test(format.replace(DATE_TOKENS, ''))
      );
    },
    {
      error: 'must be excel, epoch_s, epoch_ms, iso, or a pattern such as dd/MM/yyyy or yyyy-MM-dd HH:mm:ss',
    },
  );

const reading = {
  /** Characters kept, from and to (not included), counted from 0; negative counts from the end. */
  slice: z.tuple([z.int(), z.int().optional()]).optional(),
  /** What each value of the source means in the contract; compared without spaces around. */
  map: z.record(z.string().max(300), constant).optional(),
  /** Where the map does not name a value; left out, the row is refused. */
  otherwise: constant.optional(),
  number: numberFormat.optional(),
  date: dateFormat.optional(),
  /** Which instant of a day without a time of day is meant; its first if left out. */
  clock: z.enum(['start', 'end']).optional(),
  /** Used where the cell is empty. */
  whenEmpty: constant.optional(),
};

const column = z.strictObject({ from, ...reading });
const template = z.strictObject({
  /** Text with columns in braces, such as `{Mã đơn vị}-{Số}`. */
  template: z
    .string()
    .min(1)
    .max(300)
    .refine((form) => /^(?:[^{}]|\{[^{}]+\})*$/.test(form), {
      error: 'must have each column in a pair of braces, such as {Số}',
    }),
  ...reading,
});
const fixed = z.strictObject({ const: constant });

/** Where a value comes from; a text alone is `{ "from": text }`. */
export const mappedValue = z.union([from, column, template, fixed], {
  error: 'must be a column, or an object with "from", "template" or "const"',
});
export type MappedValue = z.infer<typeof mappedValue>;

/** A condition on a row; rows that miss one are passed over, which is no refusal. */
export const rowCondition = z.strictObject({
  from,
  in: z.array(z.string().max(300)).min(1).max(1000).optional(),
  notIn: z.array(z.string().max(300)).min(1).max(1000).optional(),
  /** Whether the cell must hold something (`true`) or nothing (`false`). */
  filled: z.boolean().optional(),
});
export type RowCondition = z.infer<typeof rowCondition>;

export const mapping = z
  .strictObject({
    event: z.enum(EVENT_TYPES),
    where: z.array(rowCondition).max(20).optional(),
    fields: z.record(z.string().max(40), mappedValue),
    /**
     * When the state began to hold: a value (a date, as the field says), `received` (when the engine reads it), or, of an
     * aggregate, `month_end` (its default).
     */
    at: z.union([z.literal('received'), z.literal('month_end'), mappedValue]).optional(),
    /** Version: a whole number or an instant of the row; left out, the engine counts changes of content. */
    v: mappedValue.optional(),
    /** Identity of the event; left out, made of type, key and version. */
    id: mappedValue.optional(),
  })
  .superRefine((given, ctx) => {
    const known = TARGET_FIELDS[given.event];
    const refuse = (path: string[], message: string) => ctx.addIssue({ code: 'custom', path, message });
    for (const name of Object.keys(given.fields))
      if (!Object.hasOwn(known, name))
        refuse(['fields', name], `is no field of ${given.event}; there are ${Object.keys(known).join(', ')}`);
    for (const [name, field] of Object.entries(known))
      if (field.whenEmpty === 'refuse' && !Object.hasOwn(given.fields, name))
        refuse(['fields', name], `is missing: say where the ${name} of a ${given.event} comes from`);
    if (given.at === undefined && given.event !== 'aggregate')
      refuse(['at'], 'is missing: name the column of the date, or write "received"');
    if (given.at === 'month_end' && given.event !== 'aggregate')
      refuse(['at'], 'may be "month_end" for an aggregate only');
    if (given.id !== undefined && given.v === undefined)
      refuse(['id'], 'needs "v": an identity from a column stays the same while the engine counts versions');
  });
export type Mapping = z.infer<typeof mapping>;

/** Several kinds of events may come from one row: each mapping whose conditions hold makes one. */
export const mappings = z.array(mapping).min(1).max(12);

/** A calendar day, for lists of holidays. */
export const calendarDay = z.string().refine(isDay, { error: 'must be a calendar day written YYYY-MM-DD' });
