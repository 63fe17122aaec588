/** The settings of the screens, as the console or somebody's hand left them in the data folder. */
import { readFileSync, unwatchFile, watchFile } from 'node:fs';
import { join } from 'node:path';
import { SCREENS_FILE, SCREEN_DEFAULTS, screenSettings } from '../contract/screens.ts';
import type { ScreenSettings } from '../contract/screens.ts';

/** The file is looked at so often, ms: a folder of the network tells nothing by itself. */
const LOOK_EVERY = 2_000;

export interface ScreensFile {
  now(): ScreenSettings;
  /** Calls back after each change that can be used. */
  watch(changed: () => void): void;
  close(): void;
}

/** Reads the file, and keeps the last settings that could be used. @param refused hears why a file cannot be used */
export function screensFile(dataDir: string, refused: (why: string) => void): ScreensFile {
  const file = join(dataDir, SCREENS_FILE);
  let settings = SCREEN_DEFAULTS;

  /** Whether there is something new. */
  const read = (): boolean => {
    const found = settingsIn(file);
    if (typeof found === 'string') {
      refused(found);
      return false;
    }
    const isNew = JSON.stringify(found) !== JSON.stringify(settings);
    settings = found;
    return isNew;
  };

  read();
  return {
    now: () => settings,
    watch(changed) {
      watchFile(file, { interval: LOOK_EVERY, persistent: false }, () => {
        if (read()) changed();
      });
    },
    close: () => unwatchFile(file),
  };
}

/** The settings in the file, the usual ones where there is none, or in a sentence why it cannot be used. */
function settingsIn(file: string): ScreenSettings | string {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    return SCREEN_DEFAULTS;
  }
  let known: unknown;
  try {
    known = JSON.parse(text);
  } catch {
    return `${SCREENS_FILE} is no JSON; correct it, or delete it for the usual settings.`;
  }
  const read = screenSettings.safeParse(known);
  if (read.success) return read.data;
  const issue = read.error.issues[0];
  return `${SCREENS_FILE}: ${issue?.path.join('.') || 'the file'} ${issue?.message ?? 'cannot be used'}; correct it.`;
}
