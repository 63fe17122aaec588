/** What can be seen on the wall's windows from outside. All of these run inside the page. */
import type { Page } from '@playwright/test';

/** Asks every page the same. */
export function eachPage<T>(pages: readonly Page[], look: (page: Page) => Promise<T>): Promise<T[]> {
  return Promise.all(pages.map(look));
}

/** How fresh a window says its figures are. */
export interface Shown {
  /** Kind of the header's words. */
  readonly kind: string;
  readonly widgets: number;
  /** Widgets with figures that age. */
  readonly fed: number;
  /** Those of them that show an age. */
  readonly aged: number;
  /** All ages as written. */
  readonly ages: string;
}

export function freshness(page: Page): Promise<Shown> {
  return page.evaluate(freshnessHere);
}

/** The same, asked on the page itself. */
export function freshnessHere(): Shown {
  const fed = [...document.querySelectorAll('.frame[data-natures~="sample"]')];
  const ages = fed.flatMap((frame) => frame.querySelector('.frame-age')?.textContent ?? []);
  return {
    kind: document.querySelector('.header-freshness')?.getAttribute('data-kind') ?? 'none',
    widgets: document.querySelectorAll('.frame').length,
    fed: fed.length,
    aged: ages.length,
    ages: ages.join('\n'),
  };
}

/** The text of every widget that shows figures, without its notes; those whose figures take turns are left out. */
export function shownText(page: Page): Promise<string[]> {
  return page.$$eval('.frame:not([data-natures=""], [data-widget="figures"]) > .frame-body', (all) =>
    all.map((body) => body.textContent),
  );
}

/** Resolves when the page has drawn twice and nothing counts over any more. */
export function settled(page: Page): Promise<void> {
  return page.evaluate(async () => {
    const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
    const text = () => document.body.textContent;
    const began = performance.now();
    await frame();
    // Counting over takes 300 ms.
    while (performance.now() - began < 400) await frame();
    for (let before = ''; before !== text(); ) {
      before = text();
      await frame();
    }
  });
}

/** What a watched page has been through; lost when it is loaded anew. Times are ms since the epoch. */
export interface Watched {
  /** The header's kinds since then, with when each came. */
  readonly kinds: { kind: string; at: number }[];
  /** When every widget that the source feeds first showed an age. */
  allAgedAt: number | null;
  /** Widgets that showed nothing at some moment. */
  readonly emptied: string[];
  /** Widgets that were in another place or of another size at some moment. */
  readonly moved: string[];
}

type WatchedWindow = Window & { watched?: Watched & { stop(): void } };

/** Begins to watch a page. */
export function watch(page: Page): Promise<void> {
  return page.evaluate(() => {
    (window as WatchedWindow).watched?.stop();
    const kindNow = () => document.querySelector('.header-freshness')?.getAttribute('data-kind') ?? 'none';
    const placeOf = (frame: Element) => {
      const box = frame.querySelector('.frame-body')?.getBoundingClientRect();
      // The whole picture walks over the monitor, a pixel a minute.
      const whole = document.getElementById('screens')?.getBoundingClientRect();
      if (!box || !whole) return '';
      return [box.x - whole.x, box.y - whole.y, box.width, box.height].map(Math.round).join(' ');
    };
    const frames = [...document.querySelectorAll('.frame')].map((frame) => ({
      frame,
      name: frame.getAttribute('data-widget') ?? '',
      place: placeOf(frame),
    }));
    const seen = {
      kinds: [{ kind: kindNow(), at: Date.now() }],
      allAgedAt: null as number | null,
      emptied: [] as string[],
      moved: [] as string[],
    };
    let due = 0;
    const lookAtBodies = () => {
      due = 0;
      for (const { frame, name, place } of frames) {
        const text = frame.querySelector('.frame-body')?.textContent ?? '';
        if ((!frame.isConnected || text.trim() === '') && !seen.emptied.includes(name))
          seen.emptied.push(name);
        else if (placeOf(frame) !== place && !seen.moved.includes(name)) seen.moved.push(name);
      }
    };
    const look = () => {
      const at = Date.now();
      if (seen.kinds.at(-1)?.kind !== kindNow()) seen.kinds.push({ kind: kindNow(), at });
      // Once a frame, when the page measures itself anyway.
      due ||= requestAnimationFrame(lookAtBodies);
      const fed = [...document.querySelectorAll('.frame[data-natures~="sample"]')];
      if (fed.length > 0 && fed.every((frame) => frame.querySelector('.frame-age'))) seen.allAgedAt ??= at;
    };
    const observer = new MutationObserver(look);
    observer.observe(document.body, { subtree: true, childList: true, attributes: true });
    (window as WatchedWindow).watched = Object.assign(seen, { stop: () => observer.disconnect() });
  });
}

/** What a page has been through since `watch`; `null` when it has been loaded anew. */
export function watched(page: Page): Promise<Watched | null> {
  return page.evaluate(() => {
    const { watched: seen } = window as WatchedWindow;
    if (!seen) return null;
    const { kinds, allAgedAt, emptied, moved } = seen;
    return { kinds, allAgedAt, emptied, moved };
  });
}
