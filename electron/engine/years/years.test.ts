import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { MeasuresAnswer } from '../../contract/answers.ts';
import { formatInstant, yearEnd, yearStart } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from '../../contract/letters.ts';
import type { DifferencesAnswer, SealedEdition } from '../../contract/years.ts';
import { streams, UNITS, YEARS } from '../../../test/oracle/streams.ts';
import { makeBackup, restoreNewest } from '../care/backups.ts';
import { manyLines } from '../care/fixtures.ts';
import { rebuildCube } from '../care/index.ts';
import { createIngest } from '../ingest/index.ts';
import { createMeasures, type Measures, readCatalogue } from '../measures/index.ts';
import { openStore, type Store } from '../store/index.ts';
import { asCsv } from './csv.ts';
import { createYears, type Years } from './years.ts';

const CATALOGUE = readCatalogue(join(import.meta.dirname, '..', '..', '..', 'assets', 'indicators'));
const NOW = yearStart(2030);

interface Desk {
  dataDir: string;
  store: Store;
  measures: Measures;
  years: Years;
  time: { now: number };
  push(lines: readonly object[], source?: string): Promise<unknown>;
  sign(year: number, remark?: string): SealedEdition;
  audited: Set<string>;
}

function openDesk(dataDir = mkdtempSync(join(tmpdir(), 'ioc-years-'))): Desk {
  const store = openStore({ dataDir });
  store.db.pragma('synchronous = OFF');
  const time = { now: NOW };
  const measures = createMeasures(store, CATALOGUE);
  const ingest = createIngest({ store, measures, now: () => time.now });
  for (const id of ['s1', 's2']) ingest.settle({ id, kind: 'push', nature: 'operational', expectEveryS: 15 });
  const years = createYears({
    db: store.db,
    measures,
    sources: () => ingest.list(),
    program: '1.2.3',
    now: () => time.now,
  });
  const audited = new Set<string>();
  return {
    dataDir,
    store,
    measures,
    years,
    time,
    audited,
    push: (lines, source = 's1') =>
      ingest.push(source, [Buffer.from(lines.map((line) => JSON.stringify(line)).join('\n'))]),
    sign(year, remark = '') {
      const { figures } = years.preview(year);
      return years.close({ year, who: 'quantri', remark, figures, sealed: (e) => audited.add(e.digest) });
    },
  };
}

function end({ store, dataDir }: Desk): void {
  if (store.db.open) store.close();
  rmSync(dataDir, { recursive: true, force: true });
}

/** Bytes of everything that is kept of closes. */
function frozen({ store }: Desk): string {
  const rows = (table: string) => store.db.prepare(`SELECT * FROM ${table}`).all();
  return JSON.stringify([rows('year_close'), rows('year_close_unit')]);
}

/** A correction to the past: more was enforced by the end of 2025 than had been said. */
const CORRECTION: EventLine = {
  id: 'later',
  type: 'case',
  case: 'V0',
  unit: 'HCM',
  officer: null,
  initiation: 'ex_officio',
  category: 'civil',
  accepted_on: formatInstant(yearStart(2024)).slice(0, 10),
  due: 1_000_000,
  done: 123_456,
  state: 'completed',
  v: 9,
  at: formatInstant(yearStart(2025) + 1000),
};

describe('closing a year', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = openDesk();
    await desk.push(manyLines(60));
  });
  afterEach(() => end(desk));

  it('freezes both tables, all indicators and the targets of every unit, as they were shown', async () => {
    const target = { indicator: 'case_completion_rate', unit: 'KV1', year: 2025, value: 84.5 };
    await desk.push([{ id: 't', type: 'target', v: 1, at: formatInstant(yearStart(2025)), ...target }]);
    const preview = desk.years.preview(2025);
    expect(preview).toMatchObject({
      obstacle: null,
      edition: 1,
      units: 2,
      differing: 0,
      tops: [{ unit: 'HCM' }],
    });
    const sealed = desk.sign(2025, 'Đã đối chiếu');
    expect(sealed).toMatchObject({
      edition: 1,
      closedBy: 'quantri',
      remark: 'Đã đối chiếu',
      program: '1.2.3',
      at: formatInstant(yearEnd(2025)),
      figures: preview.figures,
      previous: null,
      sources: [{ id: 's1', quarantined: 0, held: 0 }, { id: 's2' }],
    });
    const { units = [], edition } = desk.years.find(2025) ?? {};
    expect(edition).toEqual(sealed);
    expect(edition?.catalogue).toEqual(CATALOGUE);
    for (const { unit, cases, money, indicators } of units) {
      const at = yearEnd(2025);
      const now = desk.measures.measures({ unit, year: 2025, at });
      expect({ cases, money }).toEqual({ cases: now.cases, money: now.money });
      const keys = CATALOGUE.map(({ key }) => key);
      const { values } = desk.measures.values({ unit, year: 2025, at, indicators: keys });
      expect(indicators).toEqual(Object.fromEntries(keys.map((key) => [key, values[key]?.value])));
    }
    expect(units.map(({ unit, targets }) => [unit, targets['case_completion_rate']?.value])).toEqual([
      ['HCM', undefined],
      ['KV1', 84.5],
    ]);
  });

  it('waits for the year to be over', () => {
    desk.time.now = yearEnd(2025);
    expect(desk.years.preview(2025).obstacle).toBe('not_over');
    expect(() => desk.sign(2025)).toThrow(/not over/);
    desk.time.now += 1;
    expect(desk.sign(2025).edition).toBe(1);
  });

  it('signs only what was looked at, and nothing twice', async () => {
    const { figures } = desk.years.preview(2025);
    await desk.push([CORRECTION]);
    const sign = () =>
      desk.years.close({ year: 2025, who: 'quantri', remark: '', figures, sealed: () => undefined });
    expect(sign).toThrow(/changed since the preview/);
    desk.sign(2025);
    expect(desk.years.preview(2025).obstacle).toBe('nothing_new');
    expect(() => desk.sign(2025)).toThrow(/nothing new/);
    expect(() => desk.sign(1990)).toThrow(/no unit/);
    expect(desk.years.editions(2025)).toHaveLength(1);
  });

  it('leaves live figures free; a correction shows as a difference, and can be signed as a second edition', async () => {
    const first = desk.sign(2025);
    const kept = frozen(desk);
    await desk.push([CORRECTION]);
    expect(frozen(desk)).toBe(kept);
    const differences = desk.years.differences(desk.years.find(2025) ?? expect.fail());
    expect(differences).toMatchObject({ edition: 1, targets: [], added: [], gone: [] });
    expect(differences.letters.map(({ unit, of, letter }) => [unit, of, letter])).toContainEqual([
      'HCM',
      'cases',
      'J',
    ]);
    desk.time.now += 1000;
    const second = desk.sign(2025, 'Sau đính chính');
    expect(second).toMatchObject({ edition: 2, previous: first.digest });
    expect(desk.years.editions(2025).map(({ edition }) => edition)).toEqual([2, 1]);
    expect(desk.years.find(2025)?.edition.remark).toBe('Sau đính chính');
    expect(desk.years.find(2025, 1)?.edition).toEqual(first);
    expect(desk.years.differences(desk.years.find(2025) ?? expect.fail()).letters).toEqual([]);
    expect(desk.years.differences(desk.years.find(2025, 1) ?? expect.fail()).letters).toEqual(
      differences.letters,
    );
    expect(desk.years.verify(desk.audited)).toEqual({ closes: 2, newest: second.digest, faults: [] });
    expect(desk.years.list()).toMatchObject({ current: 2030, years: [{ year: 2029 }, {}, {}, {}, {}, {}] });
  });

  it('is all or nothing: what cannot be told to the audit trail is not signed', () => {
    const { figures } = desk.years.preview(2025);
    const sealed = () => {
      throw new Error('the trail is full');
    };
    expect(() => desk.years.close({ year: 2025, who: 'q', remark: '', figures, sealed })).toThrow('full');
    expect(desk.years.find(2025)).toBeNull();
    expect(desk.store.db.prepare('SELECT COUNT(*) FROM year_close_unit').pluck().get()).toBe(0);
  });

  it('survives a backup put in its place, and the cube made anew', async () => {
    const sealed = desk.sign(2025);
    const kept = frozen(desk);
    const folder = join(desk.dataDir, 'backups');
    await makeBackup({ db: desk.store.db, folder, reason: 'asked', program: 'test', now: Date.now });
    desk.store.close();
    expect(await restoreNewest(folder, join(desk.dataDir, 'engine.sqlite'))).not.toBeNull();
    const again = openDesk(desk.dataDir);
    rebuildCube(again.store);
    expect(frozen(again)).toBe(kept);
    expect(again.years.verify(desk.audited)).toMatchObject({ newest: sealed.digest, faults: [] });
    again.store.close();
  });
});

describe('a signed copy', () => {
  let desk: Desk;
  beforeEach(async () => {
    desk = openDesk();
    await desk.push(manyLines(20));
    desk.sign(2025);
    await desk.push([CORRECTION]);
    desk.sign(2025);
    desk.sign(2026);
  });
  afterEach(() => end(desk));

  it.each([
    'DELETE FROM year_close',
    'DELETE FROM year_close_unit WHERE place = 1',
    "UPDATE year_close SET text = '{}'",
    "UPDATE year_close_unit SET text = '{}'",
    "INSERT INTO year_close_unit VALUES (1, 99, '{}')",
    "INSERT OR REPLACE INTO year_close_unit VALUES (1, 0, '{}')",
    "INSERT INTO year_close (year, edition, text, digest, previous) VALUES (2024, 1, '{}', 'x', NULL)",
    "INSERT OR REPLACE INTO year_close SELECT n, year, edition, '{}', digest, previous FROM year_close WHERE n = 1",
  ])('is never changed: %s', (sql) => {
    const kept = frozen(desk);
    expect(() => desk.store.db.exec(sql)).toThrow(/never changed|follows the one before/);
    expect(frozen(desk)).toBe(kept);
  });

  it.each([
    [
      'a figure',
      'UPDATE year_close_unit SET text = replace(text, \'"A":\', \'"A":1\') WHERE close = 2 AND place = 1',
      'figures_changed',
      2025,
      2,
    ],
    [
      'the remark',
      'UPDATE year_close SET text = replace(text, \'"remark":""\', \'"remark":"x"\') WHERE n = 1',
      'text_changed',
      2025,
      1,
    ],
    ['the year', 'UPDATE year_close SET year = 2024 WHERE n = 3', 'text_changed', 2024, 1],
    ['text that is no JSON', "UPDATE year_close SET text = 'x' WHERE n = 2", 'text_changed', 2025, 2],
    [
      'a close taken out',
      'DELETE FROM year_close_unit WHERE close = 2; DELETE FROM year_close WHERE n = 2',
      'chain_broken',
      2026,
      1,
    ],
    [
      'the newest taken out',
      'DELETE FROM year_close_unit WHERE close = 3; DELETE FROM year_close WHERE n = 3',
      'gone',
      null,
      null,
    ],
    [
      'a unit taken out',
      'DELETE FROM year_close_unit WHERE close = 3 AND place = 1',
      'figures_changed',
      2026,
      1,
    ],
  ])('changed behind the engine’s back is found out: %s', (_, sql, fault, year, edition) => {
    expect(desk.years.verify(desk.audited).faults).toEqual([]);
    desk.store.close();
    const db = new Database(join(desk.dataDir, 'engine.sqlite'));
    const triggers = db.prepare(
      "SELECT name FROM sqlite_schema WHERE type = 'trigger' AND name LIKE 'year%'",
    );
    for (const name of triggers.pluck().all()) db.exec(`DROP TRIGGER ${String(name)}`);
    db.exec(sql);
    db.close();
    const again = openDesk(desk.dataDir);
    const { faults } = again.years.verify(desk.audited);
    expect(faults).toContainEqual({ year, edition, fault, digest: expect.any(String) });
    again.store.close();
  });

  it('put in unseen, with digests that fit, is not in the audit trail', () => {
    desk.audited.clear();
    expect(desk.years.verify(desk.audited).faults).toHaveLength(3);
    expect(desk.years.verify(desk.audited).faults[0]).toMatchObject({ fault: 'not_in_audit' });
  });

  it('has the digest that any program computes of its exported text', () => {
    const { edition, lines } = desk.years.find(2025) ?? expect.fail();
    const file = lines.map((line) => `${line}\n`).join('');
    expect(createHash('sha256').update(file).digest('hex')).toBe(edition.digest);
  });

  it('is a table for spreadsheets: exact, quoted, and without formulas', async () => {
    const name = '=HYPERLINK("http://evil")';
    const unit = { type: 'unit', v: 1, unit: 'X', name, parent: 'HCM', level: 'room' };
    await desk.push([{ id: 'x', at: formatInstant(yearStart(2024)), ...unit }]);
    desk.sign(2025);
    const csv = asCsv(desk.years.find(2025) ?? expect.fail());
    expect(csv.startsWith('\uFEFFunit,name,parent,level,cases_A,')).toBe(true);
    const rows = csv.trimEnd().split('\r\n');
    expect(rows).toHaveLength(4);
    expect(rows.find((row) => row.startsWith('X,'))).toContain(
      `X,"'=HYPERLINK(""http://evil"")",HCM,room,0,`,
    );
    const { money } = desk.measures.measures({ unit: 'HCM', year: 2025, at: yearEnd(2025) });
    expect(rows[1]?.split(',')).toContain(money.F);
  });
});

/** What somebody finds who writes the figures down and compares by hand. */
function writtenDown(measures: Measures, year: number): Map<string, MeasuresAnswer> {
  const found = new Map<string, MeasuresAnswer>();
  for (const unit of UNITS)
    try {
      found.set(unit, measures.measures({ unit, year, at: yearEnd(year) }));
    } catch {
      // Not there at that instant.
    }
  return found;
}

function compared(then: Map<string, MeasuresAnswer>, now: Map<string, MeasuresAnswer>): string[] {
  const found: string[] = [];
  for (const [unit, was] of then) {
    const is = now.get(unit);
    if (!is) continue;
    for (const l of COUNT_LETTERS)
      if (was.cases[l] !== is.cases[l]) found.push(`${unit} cases ${l} ${was.cases[l]} ${is.cases[l]}`);
    for (const l of MONEY_LETTERS)
      if (was.money[l] !== is.money[l]) found.push(`${unit} money ${l} ${was.money[l]} ${is.money[l]}`);
  }
  return found.sort();
}

const told = ({ letters }: DifferencesAnswer) =>
  letters.map(({ unit, of, letter, signed, live }) => `${unit} ${of} ${letter} ${signed} ${live}`).sort();

it('after a close any stream of corrections leaves the copy as it is, and every difference is told', async () => {
  await fc.assert(
    fc.asyncProperty(streams, streams, fc.constantFrom(...YEARS), async (before, later, year) => {
      const desk = openDesk();
      try {
        for (const { source, line } of before) await desk.push([line], source);
        const signed = desk.sign(year);
        const then = writtenDown(desk.measures, year);
        const kept = frozen(desk);
        for (const { source, line } of later) await desk.push([{ ...line, id: `later-${line.id}` }], source);
        const now = writtenDown(desk.measures, year);
        const close = desk.years.find(year) ?? expect.fail();
        const differences = desk.years.differences(close);
        expect(frozen(desk)).toBe(kept);
        expect(told(differences)).toEqual(compared(then, now));
        expect(differences.added.map(({ unit }) => unit).sort()).toEqual(
          [...now.keys()].filter((unit) => !then.has(unit)).sort(),
        );
        expect(differences.gone.map(({ unit }) => unit).sort()).toEqual(
          [...then.keys()].filter((unit) => !now.has(unit)).sort(),
        );
        expect(desk.years.verify(desk.audited)).toEqual({ closes: 1, newest: signed.digest, faults: [] });
      } finally {
        end(desk);
      }
    }),
    { numRuns: Number(process.env['ORACLE_RUNS'] ?? 60) },
  );
}, 120_000);
