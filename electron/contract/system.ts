/** How the engine and its machine are, and how the store is cared for. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { notice } from './notices.ts';

const bytes = z.number().min(0);

export const BACKUP_REASONS = ['scheduled', 'asked', 'before_migration'] as const;

/** Control sums: equal in the database and in a good copy of it. Decimal strings, because sums of money are long. */
export const controlSums = z.record(z.string(), z.string());
export type ControlSums = z.infer<typeof controlSums>;

/** Written beside each backup; a file without one is not a backup. */
export const backupManifest = z.object({
  schema: z.literal(1),
  /** File name in the folder of backups. */
  file: z.string().regex(/^[A-Za-z0-9._-]+$/),
  reason: z.enum(BACKUP_REASONS),
  /** Instant of the figures in it. */
  at: instantText,
  verifiedAt: instantText,
  bytes: z.int().min(1),
  /** SHA-256 of the file, hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** Number of the database's schema. */
  databaseSchema: z.int().min(1),
  program: z.string(),
  sums: controlSums,
  /** Position of each source in it. */
  positions: z.record(z.string(), z.int()),
});
export type BackupManifest = z.infer<typeof backupManifest>;

/** How the store is cared for; an administrator may change it. */
export const careSettings = z.strictObject({
  /** When to back up, as a cron expression in the city's time. */
  backupSchedule: z.string().min(1).max(100),
  /** Backups kept at most. */
  backupsKept: z.int().min(1).max(1000),
  /** Older ones go, except the newest; in days. */
  backupDays: z.int().min(1).max(36_500),
  /** Room on the disk that is kept free: with less, nothing is taken in. In MiB; 0 is none. */
  reserveMib: z.int().min(0).max(1_048_576),
  /** Statistical years for which lines are kept whole, the current one not counted; `null` keeps them for ever. */
  keepLinesYears: z.int().min(0).max(100).nullable(),
});
export type CareSettings = z.infer<typeof careSettings>;

export const backupsState = z.object({
  folder: z.string(),
  running: z.boolean(),
  nextAt: instantText.nullable(),
  lastError: z.object({ at: instantText, detail: z.string() }).nullable(),
  /** Newest first. */
  kept: z.array(backupManifest),
});
export type BackupsState = z.infer<typeof backupsState>;

/** What a check found: of the whole database, or of one backup. */
export const checkAnswer = z.object({
  is: z.enum(['good', 'empty', 'damaged', 'unknown']),
  detail: z.string().optional(),
});
export type CheckAnswer = z.infer<typeof checkAnswer>;

export const putAwayAnswer = z.object({ lines: z.int(), bytes: z.int() });
export type PutAwayAnswer = z.infer<typeof putAwayAnswer>;

/** `on_trial`: this version has just been brought in and may be taken back; until it is kept nothing is taken in. */
export const INTAKE_STATES = ['open', 'disk_full', 'disk_read_only', 'on_trial'] as const;
export const intakeState = z.enum(INTAKE_STATES);
export type IntakeState = z.infer<typeof intakeState>;

export const systemAnswer = z.object({
  version: z.string(),
  node: z.string(),
  sqlite: z.string(),
  databaseSchema: z.int(),
  startedAt: instantText,
  uptimeS: z.number(),
  memory: z.object({ residentBytes: bytes, heapBytes: bytes, machineFreeBytes: bytes }),
  disk: z.object({ folder: z.string(), freeBytes: bytes, totalBytes: bytes, reserveBytes: bytes }),
  database: z.object({
    bytes,
    logBytes: bytes,
    events: z.int(),
    /** The last whole check, in the background; `null` before the first. */
    checkedAt: instantText.nullable(),
    slowQueries: z.int(),
  }),
  /** Whether lines are taken in. */
  intake: intakeState,
  live: z.object({ subscribers: z.int(), questions: z.int() }),
  backups: backupsState,
  settings: careSettings,
  notices: z.array(notice),
});
export type SystemAnswer = z.infer<typeof systemAnswer>;
