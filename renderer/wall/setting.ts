/** What this window is: from the shell's bridge, or from the address when it runs in an ordinary browser. */
import { z } from 'zod';
import { role } from '../../electron/contract/live.ts';
import type { PageContent, PageTrouble } from '../../electron/contract/faults.ts';
import { windowSetting, type WindowSetting } from '../../electron/contract/wall.ts';

/** The one bridge that the preload exposes. */
export interface WallBridge {
  setting(): Promise<WindowSetting>;
  /** Proof that frames are painted: the running number of the frame, and what is on the page. */
  painted(frame: number, content: PageContent): void;
  /** Something of the page is lost or back. */
  trouble(trouble: PageTrouble): void;
  /** Calls back when everything is to be drawn anew; returns the way to stop it. */
  onRedraw(redraw: () => void): () => void;
  /** Of a window of a past instant: all that it shows has been drawn. */
  complete(): void;
  /** Calls back at every change of the setting; returns the way to stop it. */
  onSetting(changed: (setting: WindowSetting) => void): () => void;
}

declare global {
  interface Window {
    readonly wall?: WallBridge;
  }
}

const address = z.object({
  role: z
    .string()
    .transform((s) => s.split(','))
    .pipe(z.array(role).min(1)),
  engine: z.url({ protocol: /^https?$/ }),
  token: z.string().default(''),
  locale: z.enum(['vi', 'en']).default('vi'),
});

/**
 * Setting of a window in a browser: `?role=statistics,map&engine=http://127.0.0.1:4180&token=…&locale=en`.
 * Throws a ZodError naming the parameter at fault.
 */
export function settingFromAddress(search: string): WindowSetting {
  const given = address.parse(Object.fromEntries(new URLSearchParams(search)));
  return { roles: given.role, engineUrl: given.engine, wallToken: given.token, locale: given.locale };
}

/** Setting of this window. Throws when it has none that is valid. */
export async function readSetting(): Promise<WindowSetting> {
  if (!window.wall) return settingFromAddress(window.location.search);
  return windowSetting.parse(await window.wall.setting());
}
