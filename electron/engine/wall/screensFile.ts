/** The settings of the screens, in a file that the shell reads whether the engine runs or not. */
import { randomUUID } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  SCREENS_FILE,
  SCREEN_DEFAULTS,
  type ScreenSettings,
  screenSettings,
} from '../../contract/screens.ts';

/** What holds now: the file's settings, or the usual ones where it is missing or cannot be used. */
export async function readScreens(dataDir: string): Promise<ScreenSettings> {
  try {
    const known: unknown = JSON.parse(await readFile(join(dataDir, SCREENS_FILE), 'utf8'));
    return screenSettings.safeParse(known).data ?? SCREEN_DEFAULTS;
  } catch {
    return SCREEN_DEFAULTS;
  }
}

/** Whole or not at all: the shell may read at any moment. */
export async function writeScreens(dataDir: string, settings: ScreenSettings): Promise<void> {
  const half = join(dataDir, `${SCREENS_FILE}.${randomUUID()}`);
  await writeFile(half, `${JSON.stringify(settings, null, 2)}\n`, { mode: 0o600 });
  await rename(half, join(dataDir, SCREENS_FILE));
}
