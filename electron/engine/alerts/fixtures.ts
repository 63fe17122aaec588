/** Alerts over a real database and figures held in memory, for tests. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceHealth, UnitNode } from '../../contract/answers.ts';
import { alertRule, type AlertRule, type AlertRuleRequest } from '../../contract/alerts.ts';
import { formatInstant, type Instant, parseInstant } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { heldMeasures } from '../fixtures/measures.ts';
import type { OutgoingMessage } from '../deliveries/index.ts';
import type { Measures } from '../measures/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { type Alerts, createAlerts } from './alerts.ts';
import type { Landing } from './figures.ts';

export const MINUTE = 60_000;
export const START = parseInstant('2026-03-10T09:00:00+07:00') ?? 0;

const RATE: Indicator = {
  ...{ key: 'rate', order: 1, unit: 'percent', decimals: 2, better: 'higher', source: 'test' },
  name: { vi: 'Tỷ lệ', en: 'Rate' },
  short: { vi: 'Tỷ lệ', en: 'Rate' },
  formula: {
    is: 'share',
    numerator: { of: 'cases', letter: 'J' },
    denominator: { of: 'cases', letter: 'G' },
  },
};
const MONEY: Indicator = {
  ...RATE,
  key: 'money',
  unit: 'dong',
  decimals: 0,
  formula: { is: 'quantity', quantity: { of: 'money', letter: 'J' } },
};

export interface Room {
  alerts: Alerts;
  store: Store;
  messages: OutgoingMessage[];
  /** Values of `rate` by unit, and of `money`; changed by `set`. */
  set(unit: string, value: number | null, money?: string): void;
  targets: Map<string, number>;
  sources: SourceHealth[];
  /** Moves the clock, and looks. */
  pass(ms: number): void;
  now(): Instant;
  rule(change?: Partial<AlertRuleRequest>): AlertRule;
  add(change?: Partial<AlertRuleRequest>): number;
  /** Ends without a word, and opens again what was written. */
  reopen(): void;
  end(): void;
}

/** A province with regional offices KV01…, each with the rate 50. */
export function openRoom(options: { offices?: number; landing?: Landing } = {}): Room {
  const folder = mkdtempSync(join(tmpdir(), 'ioc-alerts-'));
  const values = new Map<string, { rate: number | null; money: string }>();
  const keys = [
    'HCM',
    ...Array.from({ length: options.offices ?? 3 }, (_, i) => `KV${String(i + 1).padStart(2, '0')}`),
  ];
  for (const key of keys) values.set(key, { rate: 50, money: '1000000000000000001' });
  const units: UnitNode[] = keys.map((unit) => ({
    unit,
    name: unit === 'HCM' ? 'TP. Hồ Chí Minh' : `Phòng ${unit}`,
    parent: unit === 'HCM' ? null : 'HCM',
    level: unit === 'HCM' ? 'province' : 'region',
    ...{ lat: null, lon: null, nature: 'operational' },
  }));
  const targets = new Map<string, number>();
  let revision = 1;
  let time = START;
  const measures: Measures = {
    ...heldMeasures(),
    revision: () => revision,
    catalogue: () => [RATE, MONEY, { ...RATE, key: 'neither', better: 'none' }],
    units: () => units,
    valuesOfUnits: ({ units: asked, indicators }) =>
      Object.fromEntries(
        asked.map((unit) => [
          unit,
          Object.fromEntries(
            indicators.map((key) => {
              const of = values.get(unit);
              const isMoney = key === 'money';
              const value = isMoney ? (of?.money ?? null) : (of?.rate ?? null);
              return [key, { value, unit: isMoney ? 'dong' : 'percent', decimals: isMoney ? 0 : 2 }];
            }),
          ),
        ]),
      ),
    targets: () => ({
      standing: ({ unit }) => {
        const year = targets.get(unit);
        return year === undefined ? null : { year, toDate: year / 2, status: null };
      },
    }),
  };
  const messages: OutgoingMessage[] = [];
  const sources: SourceHealth[] = [
    {
      ...{ id: 'core', kind: 'push', name: 'Phần mềm nghiệp vụ', nature: 'operational', state: 'on_time' },
      ...{ heardAt: formatInstant(time), ageS: 0, lastEventAt: null, lastSeq: 0, behind: 0, lastError: null },
      counts: { accepted: 0, duplicates: 0, held: 0, quarantined: 0, conflicts: 0 },
    },
  ];
  const failures: unknown[] = [];

  function open(): Pick<Room, 'alerts' | 'store'> {
    const store = openStore({ dataDir: folder });
    const alerts = createAlerts({
      db: store.db,
      measures,
      sources: () => sources,
      sourcesAt: () => sources,
      deliveries: {
        put: (message) => void messages.push(message),
        ways: () => ({ mail: true, endpoints: [{ id: 'e1', name: 'Nơi nhận' }] }),
      },
      isHoliday: (day) => day === '2026-04-30',
      landing: options.landing,
      now: () => time,
      failed: (error) => failures.push(error),
    });
    return { alerts, store };
  }

  const room: Room = {
    ...open(),
    messages,
    targets,
    sources,
    set(unit, rate, money = '1000000000000000001') {
      values.set(unit, { rate, money });
      revision += 1;
    },
    pass(ms) {
      time += ms;
      room.alerts.look();
      if (failures.length > 0) throw failures[0];
    },
    now: () => time,
    rule: (change = {}) =>
      alertRule.parse({
        name: 'Tỷ lệ thấp',
        severity: 'warning',
        condition: { kind: 'fixed', of: { indicator: 'rate' }, compare: 'below', limit: 40 },
        scope: { unit: 'HCM', level: 'region' },
        ...change,
      }),
    add(change) {
      const { number } = room.alerts.rules.add(room.rule(change), 'an');
      room.alerts.ruleChanged(number);
      return number;
    },
    reopen() {
      room.store.close();
      Object.assign(room, open());
    },
    end() {
      room.store.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
  return room;
}

/** Sees everything. */
export const ALL = { place: null, covers: () => true };
