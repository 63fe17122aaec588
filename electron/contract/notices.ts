/** What the wall and the console must be told about the engine itself. */
import { z } from 'zod';
import { instantText } from './answers.ts';

/**
 * `store_restored`: the database was damaged and the newest good backup took its place; `store_emptied`: it was damaged and
 * there was none; both stand until an administrator acknowledges them. `disk_full`, `disk_read_only`: nothing is taken
 * in; `backup_failing`: the last backup did not succeed; these stand while they last.
 */
export const NOTICE_CODES = [
  'store_restored',
  'store_emptied',
  'disk_full',
  'disk_read_only',
  'backup_failing',
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
});
export type Notice = z.infer<typeof notice>;
