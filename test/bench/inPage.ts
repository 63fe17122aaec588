/** What the benchmarks ask of a page of the wall. These functions run inside it and see nothing of this file. */

/** When (ms since the epoch) the page had painted what, and which roles it shows. */
export interface NumbersShown {
  readonly roles: string[];
  /** Its first picture. */
  readonly painted: number;
  /** The first number of any widget. */
  readonly first: number;
  /** The numbers of all widgets. */
  readonly all: number;
}

/** Waits until no widget of the page waits for its figures any more. */
export function untilNumbers(): Promise<NumbersShown> {
  const anyNumber = () =>
    [...document.querySelectorAll('.grid .frame-body')].some((body) => /\d/.test(body.textContent ?? ''));
  const waiting = () => document.querySelector('.grid .notice[data-tone="quiet"]') !== null;
  return new Promise((resolve) => {
    let first: number | null = null;
    let done = false;
    const look = () => {
      if (done || !anyNumber()) return;
      const all = !waiting();
      done = all;
      // The second frame begins when the first one, which shows what is here now, has been made.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          const now = Date.now();
          first ??= now;
          if (!all) return;
          observer.disconnect();
          tell(first, now);
        }),
      );
    };
    // A picture of the page reaches the screen later than the page has made it, above all the first one.
    const tell = (numbers: number, all: number) => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      if (!paint) return requestAnimationFrame(() => tell(numbers, all));
      const painted = performance.timeOrigin + paint.startTime;
      return resolve({
        roles: [...document.querySelectorAll<HTMLElement>('.screen')].map((s) => s.dataset['role'] ?? ''),
        painted,
        first: Math.max(numbers, painted),
        all: Math.max(all, painted),
      });
    };
    const observer = new MutationObserver(look);
    observer.observe(document, { childList: true, characterData: true, subtree: true });
    look();
  });
}

/** Waits until the page has painted its first picture; gives when (ms since the epoch). */
export function untilPainted(): Promise<number> {
  return new Promise((resolve) => {
    const look = () => {
      const [paint] = performance.getEntriesByName('first-contentful-paint');
      if (paint) resolve(performance.timeOrigin + paint.startTime);
      else requestAnimationFrame(look);
    };
    look();
  });
}
