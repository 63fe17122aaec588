/** Sources of events: how they are made, and what they answer. */
import { z } from 'zod';
import { instantText, nature } from './answers.ts';

const sourceId = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/, {
  error: 'must be 1 to 64 letters, digits, dots, hyphens or underscores, beginning with a letter or digit',
});

const common = {
  id: sourceId,
  /** Name shown to people; left out, the id. */
  name: z.string().min(1).max(200).optional(),
  nature: nature.default('operational'),
  /** Silence longer than this many seconds makes the source late. */
  expectEveryS: z.number().min(1).max(31_536_000).default(15),
};

/** Feeds itself: NDJSON to `/sources/:id/events` with a push token. */
const pushSource = z.object({ ...common, kind: z.literal('push') });

/** Asked by the engine: `GET {url}/feed?after=SEQ&limit=N&wait=S`. */
const pullSource = z.object({
  ...common,
  kind: z.literal('pull'),
  url: z.url({ protocol: /^https?$/, error: 'must be an http:// or https:// address' }),
  /** Lines asked for at a time. */
  limit: z.int().min(1).max(50_000).default(4000),
  /** How long the source may hold an answer back while it has nothing new, in seconds. */
  waitS: z.number().min(0).max(60).default(1),
});

export const newSource = z.discriminatedUnion('kind', [pushSource, pullSource]);
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
  'inconsistent_aggregate',
  'id_conflict',
  'unit_cycle',
  'fed_by_cases',
  'unknown_unit',
  'version_conflict',
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
