import { useLive } from '../../data/index.ts';
import { PAGE_MS } from './turns.ts';

/**
 * Which of `count` pages is shown, 0 first. Pages take turns by the engine's clock: every window, and every look at a past minute,
 * shows the same one.
 */
export function useShownPage(count: number, pageMs: number = PAGE_MS): number {
  return useLive((s) => Math.floor(s.now / pageMs) % Math.max(1, count));
}
