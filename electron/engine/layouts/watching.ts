/** Notices when layout or scene files of a folder change. */
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folders are looked at this often, ms. */
const LOOK_MS = 2_000;

/** Tells after files came, went or were written; returns what ends it. */
export function watchDocuments(
  folders: readonly string[],
  changed: () => void,
  everyMs = LOOK_MS,
): () => void {
  let seen = lookOf(folders);
  const timer = setInterval(() => {
    const now = lookOf(folders);
    if (now === seen) return;
    seen = now;
    changed();
  }, everyMs);
  timer.unref();
  return () => clearInterval(timer);
}

/** Name, time and size of every file: one text as long as nothing was written. */
function lookOf(folders: readonly string[]): string {
  const files = folders.flatMap((folder) =>
    ['layouts', 'scenes'].flatMap((kind) => filesOf(join(folder, kind))),
  );
  return files.join('\n');
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.json'))
      .sort()
      .map((name) => {
        const { mtimeMs, size } = statSync(join(folder, name));
        return `${join(folder, name)} ${mtimeMs} ${size}`;
      });
  } catch {
    // A folder that is not there has no files; a file that went meanwhile is seen with the next look.
    return [];
  }
}
