/** Looks at an archive before anybody unpacks it, so that a small file cannot become a large one in memory. */
import yauzl, { type Entry, type ZipFile } from 'yauzl';

/** What a spreadsheet may be: some 150,000 rows of ten columns. */
export const LIMITS = {
  /** Size of the file (bytes). */
  packed: 24 * 1024 * 1024,
  /** Size of all its parts unpacked (bytes). */
  unpacked: 64 * 1024 * 1024,
  parts: 2000,
  /** Cells that its names may speak of: each is looked up when the file is opened. */
  named: 1_000_000,
};

/** The archive is not one, or larger than allowed; one sentence. */
export class ArchiveError extends Error {}

/** Unpacks every part once, counting, keeping nothing but the part that lists the sheets. Throws `ArchiveError`. */
export async function checkArchive(bytes: Buffer): Promise<void> {
  if (bytes.length > LIMITS.packed)
    throw new ArchiveError(`is larger than ${megabytes(LIMITS.packed)}: save it as CSV`);
  const archive = await opened(bytes);
  let unpacked = 0;
  let parts = 0;
  try {
    for await (const entry of archive.eachEntry()) {
      parts += 1;
      unpacked += entry.uncompressedSize;
      if (parts > LIMITS.parts) throw new ArchiveError(`has more than ${LIMITS.parts} parts inside`);
      // The sizes stated may lie, but a part that is longer than stated is an error when it is unpacked below.
      if (unpacked > LIMITS.unpacked)
        throw new ArchiveError(`unpacks to more than ${megabytes(LIMITS.unpacked)}: save it as CSV`);
      if (entry.fileName.endsWith('/')) continue;
      const kept = await readPart(archive, entry, entry.fileName === 'xl/workbook.xml');
      if (kept && cellsNamed(kept) > LIMITS.named)
        throw new ArchiveError('has names for more cells than can be opened: delete its defined names');
    }
  } catch (error) {
    throw error instanceof ArchiveError ? error : new ArchiveError(`is no spreadsheet (${message(error)})`);
  } finally {
    archive.close();
  }
}

async function opened(bytes: Buffer): Promise<ZipFile> {
  try {
    return await yauzl.fromBufferPromise(bytes, { validateEntrySizes: true, strictFileNames: true });
  } catch (error) {
    throw new ArchiveError(`is no spreadsheet (${message(error)})`);
  }
}

async function readPart(archive: ZipFile, entry: Entry, keep: boolean): Promise<string | null> {
  if (entry.isEncrypted()) throw new ArchiveError('is protected by a password: save it without one');
  const stream = await archive.openReadStreamPromise(entry);
  const parts: Buffer[] = [];
  for await (const chunk of stream) if (keep) parts.push(chunk as Buffer);
  return keep ? Buffer.concat(parts).toString('utf8') : null;
}

const RANGE = /\$([A-Z]{1,3})\$(\d{1,7}):\$([A-Z]{1,3})\$(\d{1,7})/gi;

/** How many cells the ranges written in a part cover together. */
function cellsNamed(xml: string): number {
  let cells = 0;
  for (const [, left = '', top = '', right = '', bottom = ''] of xml.matchAll(RANGE))
    cells += (Math.abs(columnOf(right) - columnOf(left)) + 1) * (Math.abs(Number(bottom) - Number(top)) + 1);
  return cells;
}

function columnOf(letters: string): number {
  return [...letters.toUpperCase()].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0);
}

function megabytes(bytes: number): string {
  return `${bytes / 1024 / 1024} MB`;
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
