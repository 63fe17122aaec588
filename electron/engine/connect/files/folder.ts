/** What lies in a watched folder, and when a file may be read. */
import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A file as it was seen. */
export interface Seen {
  name: string;
  path: string;
  size: number;
  mtimeMs: number;
}

/** Names of files that programs write before or beside the real one. */
const UNFINISHED = /^[.~]|~$|\.(?:tmp|temp|part|partial|crdownload|swp|lock)$/i;

/** The files of a folder that match, oldest first. Throws if the folder cannot be read. */
export async function filesIn(folder: string, match: string): Promise<Seen[]> {
  const found: Seen[] = [];
  for (const name of await readdir(folder)) {
    if (UNFINISHED.test(name) || !isNamed(name, match)) continue;
    const path = join(folder, name);
    const { size, mtimeMs, isFile } = await stat(path).then(
      (stats) => ({ size: stats.size, mtimeMs: stats.mtimeMs, isFile: stats.isFile() }),
      // Gone since the folder was listed.
      () => ({ size: 0, mtimeMs: 0, isFile: false }),
    );
    if (isFile) found.push({ name, path, size, mtimeMs });
  }
  return found.sort((a, b) => a.mtimeMs - b.mtimeMs || (a.name < b.name ? -1 : 1));
}

/** Whether a name is as wanted: `*` stands for any characters, upper and lower case are the same. */
export function isNamed(name: string, match: string): boolean {
  const text = name.toLowerCase();
  const [first = '', ...rest] = match.toLowerCase().split('*');
  const last = rest.pop();
  if (last === undefined) return text === first;
  if (!text.startsWith(first)) return false;
  // The earliest place of each part leaves the most room for the next: no other needs to be tried.
  let from = first.length;
  for (const part of rest) {
    const found = text.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return text.length - last.length >= from && text.endsWith(last);
}

/** Tells files that have come to rest from those still being written. */
export interface Settling {
  /** Forgets files that are gone. */
  present(files: readonly Seen[]): void;
  /** Whether a file has stayed as it is for the time asked for. */
  settled(file: Seen, now: number): boolean;
  /** When the next of the files waited for may be read, in ms from now; `null` if none is waited for. */
  wait(now: number): number | null;
}

export function createSettling(settleMs: number): Settling {
  const since = new Map<string, { size: number; mtimeMs: number; at: number }>();
  return {
    present(files) {
      const names = new Set(files.map(({ name }) => name));
      for (const name of since.keys()) if (!names.has(name)) since.delete(name);
    },
    settled(file, now) {
      const before = since.get(file.name);
      if (before?.size !== file.size || before.mtimeMs !== file.mtimeMs) {
        since.set(file.name, { size: file.size, mtimeMs: file.mtimeMs, at: now });
        // A file that was last written long ago need not be watched first, unless its date is not to be trusted.
        if (now - file.mtimeMs < settleMs || file.mtimeMs > now) return settleMs === 0;
      } else if (now - before.at < settleMs && now - file.mtimeMs < settleMs) return false;
      since.delete(file.name);
      return true;
    },
    wait(now) {
      const times = [...since.values()].map(({ at }) => Math.max(0, at + settleMs - now));
      return times.length > 0 ? Math.min(...times) : null;
    },
  };
}
