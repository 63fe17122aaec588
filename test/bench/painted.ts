/** From the answer to a push until the changed figure has been painted on the statistics screen. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { inProject } from '../../build/paths.ts';
import type { WatchedPage } from '../../build/rig/pages.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';
import { indicator } from '../../electron/contract/indicators.ts';
import { engineReady } from '../../electron/contract/wall.ts';
import { untilNumbers } from './inPage.ts';
import { percentile, report, round } from './report.ts';
import { CASES, onStage, PUSH_SOURCE, type Stage, startWall } from './stage.ts';

const EVENTS = 120;
/** The first ones warm up what a running wall has warm. */
const WARM_UP = 20;
/** Large enough to move the sum of all receipts by many steps of its last digit. */
const AMOUNT = 50_000_000_000;
/** Time between two events, ms: of a length that falls anywhere between two beats of the engine. */
const REST = { least: 300, spread: 1_000 };

interface Times {
  /** The first frame that shows the number in motion (ms since the epoch). */
  readonly begun: number;
  /** The frame in which it rests at its new value. */
  readonly settled: number;
}

/** In the page: watches the number of the tile called so, until it has changed and rested. */
function watchNumber(name: string): void {
  const QUIET_MS = 500;
  const tile = [...document.querySelectorAll('.tile')].find(
    (one) => one.querySelector('.tile-name')?.textContent === name,
  );
  const number = tile?.querySelector('.figure-number');
  if (!number) throw new Error(`There is no figure "${name}" on this page.`);
  const before = number.textContent;
  const times = new Promise<{ begun: number; settled: number }>((resolve) => {
    let begun: number | null = null;
    let settled = 0;
    let rest: ReturnType<typeof setTimeout> | undefined;
    const observer = new MutationObserver(() => {
      if (begun === null && number.textContent === before) return;
      // The second frame begins when the first one, which shows the change, has been made.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          settled = Date.now();
          begun ??= settled;
        }),
      );
      clearTimeout(rest);
      rest = setTimeout(() => {
        observer.disconnect();
        resolve({ begun: begun ?? settled, settled });
      }, QUIET_MS);
    });
    observer.observe(number, { childList: true, characterData: true, subtree: true });
  });
  Reflect.set(window, 'watchedNumber', times);
}

function watchedNumber(): Promise<Times> {
  return Reflect.get(window, 'watchedNumber') as Promise<Times>;
}

/** Pushes one receipt; gives when its answer came (ms since the epoch). */
async function pushReceipt(n: number, engineUrl: string, token: string): Promise<number> {
  const event = {
    id: `receipt-${n}`,
    type: 'receipt',
    at: formatInstant(Date.now()),
    v: 1,
    receipt: `bench/${n}`,
    unit: 'HCM-KV01',
    officer: null,
    case: null,
    amount: AMOUNT,
    status: 'issued',
    converts: null,
  };
  const answer = await fetch(`${engineUrl}/api/v1/sources/${PUSH_SOURCE}/events`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: JSON.stringify(event),
  });
  const at = Date.now();
  const counts = (await answer.json()) as { accepted?: number };
  if (counts.accepted !== 1) throw new Error(`The receipt was not accepted: ${JSON.stringify(counts)}`);
  return at;
}

async function statisticsPage(pages: readonly WatchedPage[]): Promise<WatchedPage> {
  const shown = await Promise.all(pages.map((page) => page.run(untilNumbers, undefined)));
  const page = pages[shown.findIndex(({ roles }) => roles.includes('statistics'))];
  if (!page) throw new Error('No window shows the statistics screen.');
  return page;
}

async function measure(stage: Stage): Promise<void> {
  const wall = startWall(stage);
  try {
    const page = await statisticsPage(await wall.pages(stage.rig.monitors, 'app://wall/'));
    const engineUrl = engineReady.parse(JSON.parse((await wall.firstLine).line)).url;
    const file = inProject('assets', 'indicators', '09-receipts-amount.json');
    const { short } = indicator.parse(JSON.parse(readFileSync(file, 'utf8')));
    const begun: number[] = [];
    const settled: number[] = [];
    for (let n = 0; n < WARM_UP + EVENTS; n++) {
      await page.run(watchNumber, short.vi);
      const answered = await pushReceipt(n, engineUrl, stage.pushToken);
      const times = await page.run(watchedNumber, undefined);
      if (n >= WARM_UP) {
        begun.push(times.begun - answered);
        settled.push(times.settled - answered);
      }
      await pause(REST.least + Math.random() * REST.spread);
    }
    tell('first frame of the change', begun);
    tell('figure at rest, after counting over', settled);
  } finally {
    await wall.stop();
  }
}

function tell(what: string, samples: readonly number[]): void {
  for (const [name, p] of [
    ['p50', 0.5],
    ['p95', 0.95],
  ] as const)
    report({
      bench: `painted ${name}, ${what}`,
      value: round(percentile(samples, p)),
      unit: 'ms',
      ratio: null,
      baseline: `from the push's answer; ${samples.length} events, ${CASES} cases`,
    });
}

export function painted(): Promise<void> {
  return onStage('painted', measure);
}
