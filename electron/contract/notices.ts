/** What the wall and the console must be told about the engine itself. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/**
 * `store_restored`: the database was damaged and the newest good backup took its place; `store_emptied`: it was damaged and
 * there was none; both stand until an administrator acknowledges them. `disk_full`, `disk_read_only`: nothing is taken
 * in; `on_trial`: neither, while a new version is tried; `backup_failing`: the last backup did not succeed; these stand while they last. `clock_…`: something is wrong with the
 * machine's clock or a source's; they stand while that lasts, or until an administrator says that it is known.
 * `network_unreached`: the local network is to reach the console and does not; it stands while that lasts.
 */
export const NOTICE_CODES = [
  'store_restored',
  'store_emptied',
  'disk_full',
  'disk_read_only',
  'on_trial',
  'backup_failing',
  'clock_set_back',
  'clock_set_forward',
  'clock_unsynchronised',
  'clock_source_off',
  'network_unreached',
] as const;

export const notice = z.object({
  id: z.string(),
  code: z.enum(NOTICE_CODES),
  since: instantText,
  /** Waits for an administrator; otherwise it goes by itself. */
  acknowledgeable: z.boolean(),
  /** Of the backup that was restored: the instant of its figures. */
  backupAt: instantText.nullable(),
  /** Name of the file that was set aside. */
  setAside: z.string().nullable(),
  /** Of a clock: by how much it is off or was set, s. */
  seconds: z.number().nullable().optional(),
  /** Of a source's clock: the source's name. */
  source: z.string().nullable().optional(),
});
export type Notice = z.infer<typeof notice>;
