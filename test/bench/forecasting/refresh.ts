/** A refresh of every forecast of 400 units, and whether the engine's own thread feels it. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DAY_MS,
  dayOf,
  dayStart,
  formatInstant,
  HOUR_MS,
  type Instant,
} from '../../../electron/contract/calendar.ts';
import { WHOLE } from '../../../electron/engine/access/index.ts';
import { createForecasts, readShifts } from '../../../electron/engine/forecast/index.ts';
import { createIngest } from '../../../electron/engine/ingest/index.ts';
import { createMeasures, readCatalogue } from '../../../electron/engine/measures/index.ts';
import { createQuestions } from '../../../electron/engine/questions/index.ts';
import { readHolidays } from '../../../electron/engine/schedules/index.ts';
import { openStore } from '../../../electron/engine/store/index.ts';
import { percentile, report, round } from '../report.ts';

const ASSETS = join(import.meta.dirname, '../../../assets');
const NOW = Date.parse('2026-11-27T14:48:00+07:00');
const FIRST = dayStart('2024-10-01');
const PROVINCES = 19;
const UNITS = 400;
const TICK_MS = 20;
const CALM_MS = 3_000;

export async function refresh(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const store = openStore({ dataDir });
  const warn = (sentence: string) => process.stderr.write(`${sentence}\n`);
  try {
    store.db.pragma('synchronous = OFF');
    const measures = createMeasures(store, readCatalogue(join(ASSETS, 'indicators')));
    const ingest = createIngest({ store, measures, now: () => NOW });
    ingest.settle({ id: 'country', kind: 'push', nature: 'sample', expectEveryS: 15 });
    await ingest.push('country', chunks());
    store.db.pragma('synchronous = FULL');
    const questions = createQuestions({ measures, sources: () => [], now: () => NOW, assets: ASSETS, warn });
    const forecasts = createForecasts({
      db: store.db,
      measures,
      now: () => NOW,
      daysOff: new Set(readHolidays(ASSETS, '').nameOf.keys()),
      shifts: readShifts(ASSETS, warn),
      ask: (query) => questions.ask({ query }, WHOLE),
      failed: (error) => warn(String(error)),
    });
    const calm = await delaysDuring(() => new Promise((resolve) => setTimeout(resolve, CALM_MS)));
    const begun = performance.now();
    const busy = await delaysDuring(() => forecasts.refresh());
    const took = (performance.now() - begun) / 1000;
    const kept = Number(store.db.prepare('SELECT COUNT(*) FROM forecast').pluck().get());
    await forecasts.stop();
    report({
      bench: 'forecast, refresh of 400 units × 13 indicators',
      value: round(took, 1),
      unit: 's',
      ratio: round(took / 60, 3),
      baseline: `60 s; ${kept} forecasts kept, from two years of weeks`,
    });
    report({
      bench: "forecast, delay of the engine's own timers while it refreshes (99th percentile)",
      value: round(percentile(busy, 0.99), 1),
      unit: 'ms',
      ratio: null,
      baseline: `${round(percentile(calm, 0.99), 1)} ms at rest; longest ${round(Math.max(...busy), 1)} ms against ${round(Math.max(...calm), 1)} ms`,
    });
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}

/** By how many ms a regular timer of this thread is late, while something goes on. */
async function delaysDuring(work: () => Promise<unknown>): Promise<number[]> {
  const delays: number[] = [];
  let due = performance.now() + TICK_MS;
  const timer = setInterval(() => {
    const now = performance.now();
    delays.push(Math.max(0, now - due));
    due = now + TICK_MS;
  }, TICK_MS);
  await work();
  clearInterval(timer);
  return delays;
}

/** A country of 400 units: each office takes a few cases a week, most of which are done within months. */
function* chunks(): Generator<Uint8Array> {
  const lines: string[] = [];
  const at = formatInstant(FIRST - DAY_MS);
  const unit = (key: string, parent: string | null, level: string) =>
    JSON.stringify({ id: `u ${key}`, type: 'unit', v: 1, at, unit: key, name: key, parent, level });
  lines.push(unit('N', null, 'national'));
  for (let p = 0; p < PROVINCES; p += 1) lines.push(unit(`P${p}`, 'N', 'province'));
  const offices = Array.from({ length: UNITS - PROVINCES - 1 }, (_, i) => `O${i}`);
  offices.forEach((key, i) => lines.push(unit(key, `P${i % PROVINCES}`, 'region')));
  let n = 0;
  for (let day = FIRST; day < NOW; day += DAY_MS) {
    const weekday = new Date(day + 7 * HOUR_MS).getUTCDay();
    if (weekday === 0 || weekday === 6) continue;
    offices.forEach((office, i) => {
      // Two in five offices take a case on a given day.
      if ((i * 7 + Math.floor(day / DAY_MS) * 3) % 5 > 1) return;
      n += 1;
      lines.push(caseLine(n, 1, office, day, day + 9 * HOUR_MS, 'in_progress', 0));
      const done = day + (20 + ((n * 37) % 160)) * DAY_MS + 10 * HOUR_MS;
      if (n % 5 !== 0 && done < NOW) lines.push(caseLine(n, 2, office, day, done, 'completed', 40_000_000));
    });
  }
  for (let i = 0; i < lines.length; i += 4000) yield Buffer.from(`${lines.slice(i, i + 4000).join('\n')}\n`);
}

function caseLine(
  n: number,
  v: number,
  unit: string,
  accepted: Instant,
  at: Instant,
  state: string,
  done: number,
): string {
  return JSON.stringify({
    ...{ id: `c ${n} ${v}`, type: 'case', v, at: formatInstant(at), case: `c ${n}`, unit, officer: null },
    ...{ initiation: 'ex_officio', category: 'civil', accepted_on: dayOf(accepted) },
    ...{ due: 40_000_000, done, state },
  });
}
