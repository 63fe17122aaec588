/** Alerts: 1,000 rules over 400 units looked at on a tick, after a change and while nothing changes. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { alertRule } from '../../electron/contract/alerts.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';
import { createAlerts } from '../../electron/engine/alerts/index.ts';
import { createIngest } from '../../electron/engine/ingest/index.ts';
import { createMeasures, type Measures, readCatalogue } from '../../electron/engine/measures/index.ts';
import { openStore } from '../../electron/engine/store/index.ts';
import { percentile, report, round } from './report.ts';

const ASSETS = join(import.meta.dirname, '../../assets');
const START = Date.parse('2026-06-17T09:30:00+07:00');
const UNITS = 400;
const RULES = 1000;
/** Looks that are timed; of those with nothing changed, many more. */
const LOOKS = 15;
const IDLE_LOOKS = 5_000;
/** Rules that ask each for itself, for the baseline; the others are reckoned from them. */
const ALONE = 20;
const INDICATORS = ['case_completion_rate', 'money_recovery_rate', 'cases_completed', 'money_completed'];

const unitOf = (i: number) => `DV-${String(i).padStart(3, '0')}`;

function unitEvents(): object[] {
  const unit = (key: string, parent: string | null, level: string) => ({
    ...{
      id: `u-${key}`,
      type: 'unit',
      at: '2025-01-01T00:00:00+07:00',
      v: 1,
      unit: key,
      name: key,
      parent,
      level,
    },
  });
  return [
    unit('TQ', null, 'national'),
    ...Array.from({ length: UNITS }, (_, i) => unit(unitOf(i), 'TQ', 'province')),
  ];
}

/** Figures of a unit for its months so far. @param v of which version */
function aggregate(i: number, v: number): object {
  const done = 100 + ((i * 37) % 300) + v;
  const cases = {
    B: 500,
    C: 300,
    D: 5,
    E: 5,
    J: done,
    I: 700 - done,
    P: 10,
    S: 5,
    O: 5,
    H: 60,
    R: 10,
    N: 12,
    Q: 90,
    U: 80,
    X: 4,
  };
  const money = Object.fromEntries(Object.entries(cases).map(([letter, n]) => [letter, n * 1_000_000_007]));
  for (const letter of ['N', 'U', 'X']) Reflect.deleteProperty(money, letter);
  return {
    ...{ id: `a-${i}-${v}`, type: 'aggregate', at: '2026-05-31T23:59:59+07:00', v },
    ...{ unit: unitOf(i), year: 2026, month: 8, values: cases, money },
  };
}

function targetEvent(i: number): object {
  return {
    ...{ id: `t-${i}`, type: 'target', at: '2025-10-01T00:00:00+07:00', v: 1 },
    ...{ indicator: 'case_completion_rate', unit: unitOf(i), year: 2026, value: 84.3 },
  };
}

const rules = Array.from({ length: RULES }, (_, i) => {
  const indicator = INDICATORS[i % INDICATORS.length] ?? '';
  const isMoney = indicator === 'money_completed';
  const limit = isMoney
    ? 1e11 + (i % 20) * 1e9
    : indicator === 'cases_completed'
      ? 100 + (i % 10)
      : 12 + (i % 10) / 10;
  const conditions = [
    { kind: 'fixed', of: { indicator }, compare: 'below', limit, clear: limit * 1.05 },
    { kind: 'target', indicator: 'case_completion_rate', limit: 24 + (i % 5) },
    { kind: 'rank', indicator, from: 'worst', limit: 1 + (i % 5) },
    { kind: 'fixed', of: { indicator }, compare: 'below', limit },
  ];
  const scope = { unit: 'TQ', level: 'province' };
  return alertRule.parse({
    name: `Luật ${i}`,
    severity: 'warning',
    condition: conditions[i % 4],
    scope,
    forMinutes: i % 3,
  });
});

/** What looking costs when every rule asks for the figures of its units by itself. @returns ms for all rules */
function alone(measures: Measures, at: number): number {
  const units = Array.from({ length: UNITS }, (_, i) => unitOf(i));
  const begun = performance.now();
  let below = 0;
  for (let i = 0; i < ALONE; i += 1) {
    const indicator = INDICATORS[i % INDICATORS.length] ?? '';
    for (const unit of units) {
      const { value = null } = measures.values({ unit, at, indicators: [indicator] }).values[indicator] ?? {};
      if (value !== null && Number(value) < i) below += 1;
    }
  }
  const ms = performance.now() - begun;
  return below >= 0 ? (ms * RULES) / ALONE : ms;
}

export async function alertsLookedAt(): Promise<void> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ioc-bench-'));
  const store = openStore({ dataDir });
  let time = START;
  try {
    const measures = createMeasures(store, readCatalogue(join(ASSETS, 'indicators')));
    const ingest = createIngest({ store, measures, now: () => time });
    ingest.settle({ id: 'bench', kind: 'push', nature: 'sample', expectEveryS: 15 });
    const push = (events: readonly object[]) =>
      ingest.push('bench', [Buffer.from(events.map((one) => JSON.stringify(one)).join('\n'))]);
    const numbers = Array.from({ length: UNITS }, (_, i) => i);
    await push([...unitEvents(), ...numbers.map((i) => aggregate(i, 1)), ...numbers.map(targetEvent)]);
    const alerts = createAlerts({
      ...{ db: store.db, measures, sources: () => ingest.list(), sourcesAt: () => ingest.list() },
      deliveries: { put: () => undefined, ways: () => ({ mail: false, endpoints: [] }) },
      isHoliday: () => false,
      now: () => time,
      failed(error) {
        throw error;
      },
    });
    store.db.transaction(() => {
      for (const rule of rules) alerts.ruleChanged(alerts.rules.add(rule, 'bench').number);
    })();

    const timed = (): number => {
      const begun = performance.now();
      const looked = alerts.look();
      const ms = performance.now() - begun;
      if (looked !== RULES)
        throw new Error(`${looked} of ${RULES} rules were looked at ${formatInstant(time)}`);
      return ms;
    };
    const first = timed();
    const after: number[] = [];
    for (let round = 2; round < LOOKS + 2; round += 1) {
      // Long enough that no look waits for the one before.
      time += 60_000;
      await push([aggregate(round % UNITS, round)]);
      after.push(timed());
    }
    const begun = performance.now();
    for (let i = 0; i < IDLE_LOOKS; i += 1) {
      time += 1;
      alerts.look();
    }
    const idle = (performance.now() - begun) / IDLE_LOOKS;
    const changed = percentile(after, 0.5);
    const naive = alone(measures, time);
    const all = alerts.list({ place: null, covers: () => true }).length;
    report({
      ...{ bench: 'alerts_after_change', value: round(changed), unit: 'ms', ratio: round(naive / changed) },
      baseline: `every rule asks by itself: ${round(naive)} ms (${RULES} rules × ${UNITS} units, ${all} alerts stand)`,
    });
    report({ bench: 'alerts_first_look', value: round(first), unit: 'ms', ratio: null, baseline: null });
    report({
      ...{ bench: 'alerts_nothing_changed', value: round(idle, 4), unit: 'ms', ratio: round(changed / idle) },
      baseline: `a look after a change: ${round(changed)} ms`,
    });
  } finally {
    store.close();
    rmSync(dataDir, { recursive: true });
  }
}
