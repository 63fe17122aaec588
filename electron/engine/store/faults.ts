import type { IntakeState } from '../../contract/system.ts';

/** The result code of SQLite in an error, or that of the operating system. */
function codeOf(error: unknown): string {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return typeof code === 'string' ? code : '';
}

/** Whether an error says that the database file itself is damaged. */
export function saysDamaged(error: unknown): boolean {
  const code = codeOf(error);
  return code.startsWith('SQLITE_CORRUPT') || code === 'SQLITE_NOTADB';
}

/** Whether an error says that nothing can be written now, and why. */
export function saysUnwritable(error: unknown): Exclude<IntakeState, 'open' | 'on_trial'> | null {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full';
  // SQLite tells want of room from other failures, but not where it must enlarge a file beside the database.
  if (code === 'SQLITE_IOERR_SHMSIZE') return 'disk_full';
  const refused = ['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_FSYNC', 'SQLITE_IOERR_TRUNCATE', 'SQLITE_CANTOPEN'];
  if (code.startsWith('SQLITE_READONLY') || refused.includes(code)) return 'disk_read_only';
  if (['EROFS', 'EACCES', 'EPERM', 'EIO'].includes(code)) return 'disk_read_only';
  return null;
}

/** Whether an error says that a sum does not fit into 64 bits. */
export function saysTooLarge(error: unknown): boolean {
  if (error instanceof RangeError) return error.message.includes('too big');
  return codeOf(error) === 'SQLITE_CONSTRAINT_DATATYPE';
}
