/** When all that a window shows has been drawn: for a picture of it. */
import type { Live } from '../data/index.ts';

/** Nothing may have changed on the page for so long, ms. */
const REST_MS = 600;
const LOOK_MS = 100;
/** Forecasts and answers in words are waited for so long, ms; a picture without one is better than none. */
const WORKING_MS = 20_000;

/** Resolves when every question is answered, every part is there, the map is drawn, and nothing has moved for a while. */
export async function untilComplete(live: Pick<Live, 'isAnswered' | 'isAwaited'>): Promise<void> {
  const beganAt = performance.now();
  let changedAt = beganAt;
  const observer = new MutationObserver(() => {
    changedAt = performance.now();
  });
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  observer.observe(document.documentElement, everything);
  const isWhole = () =>
    live.isAnswered() &&
    (!live.isAwaited() || performance.now() - beganAt >= WORKING_MS) &&
    isDrawn(document);
  while (!(isWhole() && performance.now() - changedAt >= REST_MS)) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
  }
  observer.disconnect();
  // The second frame begins when the first one, which shows what is here now, has been made.
  for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
}

/** Whether the page has its layout and waits for no part of it, and nothing on it is in motion. */
export function isDrawn(page: Document): boolean {
  return (
    page.querySelector('.grid[data-phase="resting"]') !== null &&
    page.querySelector(
      '[aria-busy="true"], .region-map[data-rung="opening"], .region-map[data-rung="waiting"]',
    ) === null &&
    page.getAnimations().every(({ playState }) => playState !== 'running')
  );
}
