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
export function saysUnwritable(error: unknown): Exclude<IntakeState, 'open'> | null {
  const code = codeOf(error);
  if (code === 'SQLITE_FULL' || code === 'ENOSPC' || code === 'EDQUOT') return 'disk_full';
  // A disk without room shows as an I/O error where SQLite must make or enlarge a file beside the database.
  if (
    ['SQLITE_IOERR_WRITE', 'SQLITE_IOERR_SHMSIZE', 'SQLITE_IOERR_TRUNCATE', 'SQLITE_IOERR_FSYNC'].includes(
      code,
    )
  )
    return 'disk_full';
  if (code.startsWith('SQLITE_READONLY') || code === 'EROFS' || code === 'EACCES' || code === 'EPERM')
    return 'disk_read_only';
  if (code === 'SQLITE_CANTOPEN') return 'disk_read_only';
  return null;
}
