/** What these benchmarks ask of a page of the wall. These functions run inside it and see nothing of this file. */
import type { WallBridge } from '../../../electron/contract/bridge.ts';
import type { WindowSetting } from '../../../electron/contract/wall.ts';

/** Times are ms since the epoch. */
export interface Shown {
  /** When this document was begun. */
  readonly born: number;
  /** When the frame with the first number, and with all of them, had been made. */
  readonly first: number;
  readonly all: number;
}

/** Waits until no widget of the page waits for its figures any more. */
export function untilShown(): Promise<Shown> {
  const has = (selector: string) => document.querySelector(selector) !== null;
  const anyNumber = () =>
    [...document.querySelectorAll('.grid .frame-body')].some((body) => /\d/.test(body.textContent ?? ''));
  return new Promise((resolve) => {
    let first: number | null = null;
    const look = () => {
      if (!anyNumber()) return;
      const all = !has('.grid .notice[data-tone="quiet"]');
      // The second frame begins when the first one, which shows what is here now, has been made.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const now = Date.now();
          first ??= now;
          if (!all) return;
          observer.disconnect();
          resolve({ born: performance.timeOrigin, first, all: now });
        }),
      );
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, characterData: true, subtree: true });
    look();
  });
}

/** Waits until a frame that is begun now has been made. */
export function nextFrame(): Promise<number> {
  return new Promise((resolve) => {
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(Date.now())));
  });
}

/** What the header said of the figures, and how the map was drawn, each with when it came to be. */
export interface Told {
  readonly header: { kind: string; words: string; at: number }[];
  readonly map: { rung: string; at: number }[];
}

/** From now on notes what the header says and how the map is drawn, until `told` is asked. */
export function listen(): void {
  const headerNow = () => {
    const header = document.querySelector('.header-freshness');
    return {
      kind: header?.getAttribute('data-kind') ?? 'none',
      words: header?.querySelector('.header-words')?.textContent ?? '',
    };
  };
  const rungNow = () => document.querySelector('.region-map')?.getAttribute('data-rung') ?? 'none';
  const began = Date.now();
  const told: Told = {
    header: [{ ...headerNow(), at: began }],
    map: [{ rung: rungNow(), at: began }],
  };
  let { kind } = headerNow();
  const look = () => {
    const header = headerNow();
    const rung = rungNow();
    if (header.kind !== kind) {
      kind = header.kind;
      // The second frame begins when the first one, which shows these words, has been made.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => void told.header.push({ ...header, at: Date.now() })),
      );
    }
    if (rung !== told.map.at(-1)?.rung) told.map.push({ rung, at: Date.now() });
  };
  const observer = new MutationObserver(look);
  observer.observe(document.body, { subtree: true, childList: true, attributes: true, characterData: true });
  const before: unknown = Reflect.get(window, 'endListening');
  if (typeof before === 'function') Reflect.apply(before, undefined, []);
  Reflect.set(window, 'endListening', () => observer.disconnect());
  Reflect.set(window, 'told', told);
}

/** What has been noted since `listen`; `null` in a document that was not asked to. */
export function told(): Told | null {
  return (Reflect.get(window, 'told') as Told | undefined) ?? null;
}

/** The page's own way to the engine. */
export function setting(): Promise<WindowSetting> {
  return (Reflect.get(globalThis, 'wall') as WallBridge).setting();
}

/** Never gives the page back. */
export function freeze(): void {
  setTimeout(() => {
    for (;;);
  });
}

/** Layout that the page shows at rest; `null` while one fades into the other. */
export function layoutShown(): string | null {
  return document.querySelector('.grid[data-phase="resting"]')?.getAttribute('data-layout') ?? null;
}

/** Bytes that the page's scripts hold once nothing is left to be collected. Needs a browser that lets pages collect. */
export function collectedHeap(): number {
  const collect: unknown = Reflect.get(globalThis, 'gc');
  if (typeof collect !== 'function') throw new Error('Start the browser with --js-flags=--expose-gc.');
  // What only finalizers hold goes with the second collection.
  for (let i = 0; i < 2; i += 1) Reflect.apply(collect, undefined, []);
  const memory = Reflect.get(performance, 'memory') as { usedJSHeapSize: number };
  return memory.usedJSHeapSize;
}

/** What the page showed first in which frame: the played instants by their words, and the scenes by the layout that came. */
export interface Frames {
  readonly ticks: Record<string, number>;
  readonly scenes: { layout: string; at: number }[];
}

/** From now on notes in which frame each played instant and each layout is shown first, until `framesSeen` is asked. */
export function noteFrames(): void {
  const layoutNow = () =>
    document.querySelector('.grid:not([data-phase="leaving"])')?.getAttribute('data-layout') ?? null;
  const seen: Frames = { ticks: {}, scenes: [] };
  let layout = layoutNow();
  const look = () => {
    const tick = document.querySelector('.playback-time')?.textContent;
    const shown = layoutNow();
    const isNew = shown !== null && shown !== layout;
    layout = shown ?? layout;
    if (!isNew && (!tick || tick in seen.ticks)) return;
    if (tick) seen.ticks[tick] ??= Number.NaN;
    // The second frame begins when the first one, which shows this, has been made.
    requestAnimationFrame(() =>
      requestAnimationFrame((at) => {
        const when = performance.timeOrigin + at;
        if (tick && Number.isNaN(seen.ticks[tick])) seen.ticks[tick] = when;
        if (isNew && shown !== null) seen.scenes.push({ layout: shown, at: when });
      }),
    );
  };
  new MutationObserver(look).observe(document.body, {
    subtree: true,
    childList: true,
    attributes: true,
    characterData: true,
  });
  Reflect.set(window, 'framesSeen', seen);
}

/** What has been noted since `noteFrames`. */
export function framesSeen(): Frames {
  return Reflect.get(window, 'framesSeen') as Frames;
}
