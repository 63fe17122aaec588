/** How this window hangs among the others, as far as the shell has said so. */
import { useSyncExternalStore } from 'react';
import type { HungRole, WindowSetting } from '../../electron/contract/wall.ts';

export interface Hanging {
  /** Further part of the scene that is shown instead of the role's own layout, counted from 1. */
  readonly part: number | null;
  readonly arrangement: readonly HungRole[];
  /** Somebody should confirm which role hangs where. */
  readonly unsure: boolean;
}

/** A window that nobody has told anything: one in a browser. */
export const ALONE: Hanging = { part: null, arrangement: [], unsure: false };

export function hangingOf({ part, arrangement, unsure }: WindowSetting): Hanging {
  return { part: part ?? null, arrangement: arrangement ?? [], unsure: unsure ?? false };
}

const HIGH = '(max-aspect-ratio: 1/1)';

/** Whether the window is higher than wide; follows a monitor that is turned. */
export function useHigh(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = window.matchMedia(HIGH);
      query.addEventListener('change', changed);
      return () => query.removeEventListener('change', changed);
    },
    () => window.matchMedia(HIGH).matches,
    () => false,
  );
}
