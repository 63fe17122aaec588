/** Looks for damage in the header of a database file that SQLite takes for the wish of another program. */
import { closeSync, openSync, readSync } from 'node:fs';
import { LATEST_SCHEMA } from '../store/index.ts';
import { MIGRATIONS } from '../store/migrations/index.ts';

const HEADER = 100;
/** A program this far ahead of ours is none. */
const SCHEMAS_AHEAD = 10_000;

/**
 * What is wrong with the header, or `null`. Of a file whose format is said to be newer SQLite only reads, of one whose
 * schema format is unknown it says no more than that; and a schema number that no program ever wrote would have the
 * database migrated, or left for a newer program, that is neither old nor new.
 * The format: https://www.sqlite.org/fileformat2.html#the_database_header
 */
export function headerFault(file: string): string | null {
  const header = Buffer.alloc(HEADER);
  const handle = openSync(file, 'r');
  try {
    if (readSync(handle, header, 0, HEADER, 0) < HEADER) return null;
  } finally {
    closeSync(handle);
  }
  const [write = 0, read = 0] = header.subarray(18, 20);
  if (![write, read].every((version) => version === 1 || version === 2))
    return `the header says format ${write}, ${read}, which there is not`;
  const format = header.readUInt32BE(44);
  if (format > 4) return `the header says schema format ${format}, which there is not`;
  const schema = header.readInt32BE(60);
  const released = schema === 0 || MIGRATIONS.some(({ number }) => number === schema);
  const newer = schema > LATEST_SCHEMA && schema <= LATEST_SCHEMA + SCHEMAS_AHEAD;
  return released || newer ? null : `the header says schema ${schema}, which there never was`;
}
