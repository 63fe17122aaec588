/** Sources of events: how they are made, and what they answer. */
import { z } from 'zod';
import { instantText, nature, sourceHealth } from './answers.ts';
import { calendarDay, mappings } from './mapping.ts';

const sourceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'must be 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
});

/** When a source must have delivered: every working day (Monday to Friday) by that time of Asia/Ho_Chi_Minh. */
export const dueBy = z.strictObject({
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'must be a time of day such as 17:00' }),
  /** Working days on which nothing is due: public holidays. */
  except: z.array(calendarDay).max(400).default([]),
});
export type DueBy = z.infer<typeof dueBy>;

/** Kept sealed and never given back; an answer says only which are set. */
const secret = z.string().min(1).max(4000);
/** The names of fields that are secrets, whatever the kind. */
export const SECRET_FIELDS = ['password', 'authorization'] as const;
export type SecretField = (typeof SECRET_FIELDS)[number];

const common = {
  id: sourceId,
  /** Name shown to people; left out, the id. */
  name: z.string().min(1).max(200).optional(),
  nature: nature.default('operational'),
  /** Silence longer than this many seconds makes the source late. */
  expectEveryS: z.number().min(1).max(31_536_000).default(15),
  dueBy: dueBy.optional(),
};

/** Feeds itself: NDJSON to `/sources/:id/events` with a push token. */
const pushSource = z.object({ ...common, kind: z.literal('push') });

/** Asked by the engine: `GET {url}/feed?after=SEQ&limit=N&wait=S`. */
const pullSource = z.object({
  ...common,
  kind: z.literal('pull'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' })
    .refine((url) => !/^[a-z]+:\/\/[^/?#]*@/i.test(url), {
      error: 'must not contain a name or password: give "authorization" instead',
    }),
  /** Sent as the `Authorization` header. */
  authorization: secret.regex(/^[\x20-\x7e]+$/, { error: 'must be printable ASCII' }).optional(),
  /** How a line of the feed, which then only needs `seq`, becomes events; left out, lines are events. */
  mappings: mappings.optional(),
  /** Lines asked for at a time. */
  limit: z.int().min(1).max(50_000).default(4000),
  /** How long the source may hold an answer back while it has nothing new, in seconds. */
  waitS: z.number().min(0).max(60).default(1),
});

const cells = {
  /** Heading row, counted from 1; rows above it are passed over. */
  headerRow: z.int().min(1).max(1000).default(1),
};

/** How the files of a folder are read. */
export const fileFormat = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('ndjson') }),
  z.strictObject({
    as: z.literal('csv'),
    delimiter: z.enum([',', ';', '\t', '|']).default(','),
    encoding: z.enum(['utf-8', 'utf-16le', 'windows-1252', 'windows-1258']).default('utf-8'),
    ...cells,
  }),
  z.strictObject({
    as: z.literal('xlsx'),
    /** Name of the sheet; left out, the first one. */
    sheet: z.string().min(1).max(100).optional(),
    ...cells,
  }),
]);
export type FileFormat = z.infer<typeof fileFormat>;

/** A folder of this machine (or one it has mounted) whose files are read as they come and as they change. */
const filesSource = z
  .object({
    ...common,
    kind: z.literal('files'),
    folder: z
      .string()
      .min(1)
      .max(1000)
      .refine((path) => /^(\/|[A-Za-z]:[\\/]|\\\\)/.test(path), { error: 'must be an absolute path' }),
    /** Names of the files read; `*` stands for any characters. */
    match: z.string().min(1).max(100).default('*'),
    format: fileFormat,
    mappings: mappings.optional(),
    /** How often the folder is looked at, in seconds. */
    everyS: z.number().min(0.05).max(86_400).default(5),
    /** How long a file must have stayed as it is before it is read, in seconds. */
    settleS: z.number().min(0).max(3600).default(2),
  })
  .refine(({ format, mappings: given }) => format.as === 'ndjson' || given !== undefined, {
    path: ['mappings'],
    error: 'is missing: rows of a table become events by a mapping only',
  });

const hostName = z
  .string()
  .regex(/^[A-Za-z0-9:][A-Za-z0-9.:_-]{0,252}$/, { error: 'must be the name or address of a machine' });
const port = z.int().min(1).max(65_535);

/** Rows of a database that come in the order of a watermark, such as the time of their last change. */
const sqlSource = z.object({
  ...common,
  kind: z.literal('sql'),
  dialect: z.enum(['postgresql', 'sqlserver']),
  host: hostName,
  port: port.optional(),
  database: z.string().min(1).max(200),
  user: z.string().min(1).max(200),
  password: secret.optional(),
  /** `verify` checks the server's certificate; `off` sends everything in the clear. */
  tls: z.enum(['off', 'encrypt', 'verify']).default('verify'),
  /** One SELECT without ORDER BY; the engine adds the watermark's condition, the order and the limit. */
  query: z.string().min(1).max(20_000),
  watermark: z.strictObject({
    /** Column of the result that grows with every change, such as `updated_at`. */
    column: z.string().min(1).max(128),
    /** Column that is unique among rows of the same watermark, so that none is missed or read twice. */
    key: z.string().min(1).max(128),
    /** Where to begin (not included), as the database writes it; left out, with the first row. */
    after: z.string().max(200).optional(),
    /** Rows changed within this many seconds are left for later: a slower transaction may still commit before them. */
    restS: z.number().min(0).max(86_400).default(0),
  }),
  mappings,
  /** Rows asked for at a time. */
  limit: z.int().min(1).max(10_000).default(2000),
  /** How often the database is asked when there is nothing more, in seconds. */
  everyS: z.number().min(0.05).max(86_400).default(15),
});

/** Messages of a broker; each is one JSON object, an array of them, or NDJSON. */
const mqttSource = z.object({
  ...common,
  kind: z.literal('mqtt'),
  host: hostName,
  port: port.optional(),
  tls: z.enum(['off', 'encrypt', 'verify']).default('verify'),
  user: z.string().min(1).max(200).optional(),
  password: secret.optional(),
  topics: z.array(z.string().min(1).max(500)).min(1).max(50),
  /** Stable name under which the broker keeps what comes while the engine is away; left out, made of the source's id. */
  clientId: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,64}$/, { error: 'must be 1 to 64 letters, digits, dots or hyphens' })
    .optional(),
  mappings: mappings.optional(),
});

export const newSource = z.discriminatedUnion('kind', [
  pushSource,
  pullSource,
  filesSource,
  sqlSource,
  mqttSource,
]);
export type SourceOf<K extends NewSource['kind']> = Extract<NewSource, { kind: K }>;

/** Some of a source's settings; `null` takes an optional one, or a secret, away. */
export const sourceChange = z.record(z.string().max(40), z.unknown());

/** A source with its settings, for those who keep it in order. */
export const sourceAnswer = z.object({
  health: sourceHealth,
  /** Everything it was made with, but its secrets. */
  settings: z.record(z.string(), z.unknown()),
  /** The secrets that its kind may have, and whether each is set. */
  secrets: z.partialRecord(z.enum(SECRET_FIELDS), z.boolean()),
  /** How far each part has been read; a source without parts has one, called ''. */
  positions: z.record(z.string(), z.string()),
});
export type SourceAnswer = z.infer<typeof sourceAnswer>;
export type NewSource = z.infer<typeof newSource>;

/** Answer to a push: the four counts sum to the lines that were not blank. */
export const pushAnswer = z.object({
  accepted: z.int(),
  duplicates: z.int(),
  held: z.int(),
  quarantined: z.int(),
  /** Highest `seq` stored, held or quarantined; 0 if no line had one. */
  lastSeq: z.int(),
});
export type PushAnswer = z.infer<typeof pushAnswer>;

export const QUARANTINE_REASONS = [
  'invalid_utf8',
  'invalid_json',
  'too_long',
  'invalid_field',
  'in_the_future',
  'sum_too_large',
  'inconsistent_aggregate',
  'id_conflict',
  'unit_cycle',
  'fed_by_cases',
  'unknown_unit',
  'version_conflict',
  'unmapped',
  'unreadable',
] as const;

export const quarantineEntry = z.object({
  n: z.int(),
  reason: z.enum(QUARANTINE_REASONS),
  /** `open` waits for a correction, `held` for its unit, `listed` is for information, `resolved` became an event. */
  status: z.enum(['open', 'held', 'listed', 'resolved']),
  field: z.string().nullable(),
  detail: z.string(),
  /** The line whole; of a line that was too long, its beginning. Bytes that are not UTF-8 are shown as U+FFFD. */
  line: z.string(),
  /** Length of the line in bytes, without its end. */
  length: z.int(),
  times: z.int(),
  firstAt: instantText,
  lastAt: instantText,
  /** Id of the event it became or speaks of. */
  event: z.string().nullable(),
});
export type QuarantineEntry = z.infer<typeof quarantineEntry>;

export const quarantineAnswer = z.object({
  source: z.string(),
  entries: z.array(quarantineEntry),
  /** Pass as `after` for the next page; `null` on the last one. */
  next: z.string().nullable(),
});
export type QuarantineAnswer = z.infer<typeof quarantineAnswer>;

/** What a dry run of a source would take in; nothing is stored. */
export const dryRunAnswer = z.object({
  /** Whether the source could be reached and read. */
  reached: z.boolean(),
  /** Why not. */
  error: z.string().nullable(),
  rows: z.array(
    z.object({
      /** Where it stands: file and row, topic, or number in the page. */
      place: z.string(),
      /** The row or line as it came. */
      raw: z.string(),
      /** The events it becomes; none if it is passed over. */
      events: z.array(z.record(z.string(), z.unknown())),
      refusals: z.array(
        z.object({ reason: z.enum(QUARANTINE_REASONS), field: z.string().nullable(), detail: z.string() }),
      ),
    }),
  ),
});
export type DryRunAnswer = z.infer<typeof dryRunAnswer>;
