import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { yearEnd } from '../contract/calendar.ts';
import { event, type Event } from '../contract/events.ts';

const folder = new URL('../../assets/published/', import.meta.url);
const lines = readdirSync(folder).flatMap((file) =>
  readFileSync(new URL(file, folder), 'utf8')
    .split('\n')
    .filter((line) => line !== ''),
);
const events = lines.map((line): Event => event.parse(JSON.parse(line)));

interface Figures {
  readonly values: Partial<Record<string, number>>;
  readonly money: Partial<Record<string, number>>;
}

function published(unit: string, year: number): Figures {
  const found = events.findLast(
    (e) => e.type === 'aggregate' && e.unit === unit && e.year === year && e.month === 12,
  );
  if (found?.type !== 'aggregate') throw new Error(`no record of ${unit} ${year}`);
  return found;
}

function rate(figures: Partial<Record<string, number>>): number {
  return Math.round((10_000 * (figures['J'] ?? Number.NaN)) / (figures['G'] ?? Number.NaN)) / 100;
}

test.each([
  ['CB-HCM', 2025, 84.38, 56.37],
  ['CB-VN', 2020, 81.41, 40.09],
  ['CB-VN', 2023, 83.25, 46.78],
  ['CB-VN', 2024, 83.88, 51.84],
  ['CB-VN', 2025, 84.25, 56.13],
])('%s %i has the published rates %d and %d', (unit, year, cases, money) => {
  const record = published(unit, year);
  expect([rate(record.values), rate(record.money)]).toEqual([cases, money]);
});

test('the record of TP.HCM adds up', () => {
  const { values: n, money: m } = published('CB-HCM', 2025);
  const of = (figures: typeof n, letter: string) => figures[letter] ?? Number.NaN;
  expect(of(n, 'B') + of(n, 'C')).toBe(of(n, 'A'));
  expect(of(n, 'A') - of(n, 'D') - of(n, 'E')).toBe(of(n, 'F'));
  expect(of(n, 'F') - of(n, 'G') - of(n, 'H')).toBe(18_699);
  expect(of(m, 'B') + of(m, 'C')).toBe(of(m, 'A'));
});

test('letters that were not published are left out', () => {
  expect(published('CB-HCM', 2025).money).not.toHaveProperty('F');
  expect(published('CB-VN', 2022).values).toEqual({});
});

test('every record but a unit names its source, every period ends with its last second', () => {
  for (const line of lines) {
    const raw = JSON.parse(line) as { type: string; source?: string[]; at: string };
    if (raw.type === 'unit') continue;
    expect(raw.source?.every((address) => address.startsWith('https://'))).toBe(true);
    if (raw.type === 'aggregate') expect(raw.at).toMatch(/T23:59:59\+07:00$/);
  }
  for (const e of events) {
    if (e.type === 'aggregate' && e.month === 12) expect(e.at).toBe(yearEnd(e.year) - 999);
  }
});

test('ids and keys are unique', () => {
  expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
});
