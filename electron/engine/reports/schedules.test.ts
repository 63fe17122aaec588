/** Reports that are made by themselves: when their period ends, once, also when the engine was off then. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { createCore } from '../../../test/oracle/engine.ts';
import type { OutgoingMessage } from '../deliveries/index.ts';
import { cityLines, YEAR } from './fixtures.ts';
import { createForms } from './forms/forms.ts';
import { createReportPrints } from './reportPrints.ts';
import { createReports } from './reports.ts';
import { createReportSchedules, periodBefore } from './schedules.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'ioc-report-schedules-'));
afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const instant = (text: string) => Date.parse(`${text}+07:00`);
const request = {
  ...{ form: 'ket-qua-don-vi', unit: 'HCM', months: [3, 6], day: 2, time: '06:30' },
  ...{ mailTo: ['phong@thads.local'], enabled: true },
};

it('finds the period that ended last', () => {
  expect(periodBefore(instant('2026-01-02T06:30:00'))).toEqual({ year: 2026, months: 3 });
  expect(periodBefore(instant('2026-10-01T00:00:00'))).toEqual({ year: 2026, months: 12 });
  expect(periodBefore(instant('2025-11-05T10:00:00'))).toEqual({ year: 2026, months: 1 });
});

describe('a schedule', () => {
  it('makes the draft and mails its files; what was missed is made up for, and nothing twice', async () => {
    const core = createCore();
    let now = instant(`${YEAR - 1}-12-15T08:00:00`);
    const put: OutgoingMessage[] = [];
    const failures: unknown[] = [];
    try {
      await core.push(cityLines(40).map((line) => ({ source: 's1', line })));
      const { db } = core.store;
      const parts = { db, measures: core.measures, now: () => now, dataDir };
      const assets = join(import.meta.dirname, '../../../assets');
      const reports = createReports({ ...parts, forms: createForms({ ...parts, assets }) });
      const schedules = createReportSchedules({
        ...{ db, reports, now: () => now, written: () => undefined },
        put: (message) => put.push(message),
        failed: (error) => failures.push(error),
      });
      const { id, nextAt } = schedules.add(request);
      expect(nextAt).toBe(`${YEAR}-01-02T06:30:00.000+07:00`);
      await schedules.look();
      expect(put).toEqual([]);
      // The engine was off at both times.
      now = instant(`${YEAR}-04-20T08:00:00`);
      await schedules.look();
      await schedules.look();
      const { reports: made } = reports.list({ limit: 50 }, () => true);
      expect(made.map(({ months, madeBy, state }) => [months, madeBy, state])).toEqual([
        [6, 'schedule:reports', 'draft'],
        [3, 'schedule:reports', 'draft'],
      ]);
      expect(put.map(({ attachments }) => attachments?.map(({ name }) => name.slice(-12)))).toEqual([
        [`-${YEAR}-03.xlsx`.slice(-12), `-${YEAR}-03.docx`.slice(-12)],
        [`-${YEAR}-06.xlsx`.slice(-12), `-${YEAR}-06.docx`.slice(-12)],
      ]);
      expect(schedules.find(id)).toMatchObject({ last: { report: made[0]?.id, why: null } });
      // One that cannot be made says why, and is not tried for ever.
      schedules.change(id, { ...request, unit: 'GONE' });
      now = instant(`${YEAR + 1}-01-03T08:00:00`);
      await schedules.look();
      expect(schedules.find(id)?.last).toMatchObject({ report: null, why: expect.stringContaining('GONE') });
      expect(failures).toEqual([]);
    } finally {
      core.end();
    }
  }, 60_000);
});

it('hands a print to its asker only, takes nothing but PDF, and gives up a wall that says nothing', () => {
  let now = 1_000;
  const prints = createReportPrints(() => now);
  const asked = prints.ask('lan', 7, {} as Parameters<typeof prints.ask>[2]);
  const id = asked?.id ?? '';
  expect(prints.find(id, 'minh')).toBeUndefined();
  expect(prints.order()?.id).toBe(id);
  expect(prints.keep(id, Buffer.from('<html>'))).toBe(false);
  expect(prints.keep(id, Buffer.from('%PDF-1.7'))).toBe(true);
  expect(prints.keep(id, Buffer.from('%PDF-1.7'))).toBe(false);
  expect(prints.file(id, 'lan')?.toString()).toBe('%PDF-1.7');
  expect(prints.order()).toBeNull();
  const other = prints.ask('lan', 7, {} as Parameters<typeof prints.ask>[2])?.id ?? '';
  prints.order();
  now += 121_000;
  expect(prints.find(other, 'lan')).toMatchObject({ state: 'failed', why: 'the wall sent nothing in time' });
  now += 31 * 60_000;
  expect(prints.find(id, 'lan')).toBeUndefined();
});
