import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { yearEnd, yearStart } from '../contract/calendar.ts';
import { event, type Event } from '../contract/events.ts';
import { frozen } from './pace.ts';
import { LiveFeed } from './live.ts';
import { SectorStream } from './stream.ts';

const FIRST_YEAR = 2026;

function linesUntil(seed: string, asOf: number, cases = 1200): string[] {
  const stream = new SectorStream({ seed, cases, firstYear: FIRST_YEAR });
  const feed = new LiveFeed(stream, asOf, frozen(), () => asOf);
  return feed.after(0, feed.head);
}
const digest = (lines: readonly string[]) => createHash('sha256').update(lines.join('\n')).digest('hex');

const spring = Date.parse('2027-03-31T17:00:00+07:00');
const lines = linesUntil('a', spring);
const events = lines.map((line): Event => event.parse(JSON.parse(line)));

test('the same seed and instant give the same bytes, another seed does not', () => {
  expect(digest(linesUntil('a', spring))).toBe(digest(lines));
  expect(digest(linesUntil('b', spring))).not.toBe(digest(lines));
});

test('what was said by an instant is said again when the stream is read further', () => {
  const later = linesUntil('a', Date.parse('2027-10-20T12:00:00+07:00'));
  expect(later.length).toBeGreaterThan(lines.length);
  expect(digest(later.slice(0, lines.length))).toBe(digest(lines));
});

test('events come in order of time, numbered from 1, with ids of their own, none after the instant asked for', () => {
  expect(events.map((e) => e.seq)).toEqual(events.map((_, i) => i + 1));
  expect(events.every((e, i) => i === 0 || e.at >= (events[i - 1]?.at ?? 0))).toBe(true);
  expect(new Set(events.map((e) => e.id)).size).toBe(events.length);
  expect(events.at(-1)?.at).toBeLessThanOrEqual(spring);
});

test('versions of a case follow one another, end it once, and never undo what was enforced', () => {
  const ended = new Set(['completed', 'discontinued', 'entrusted_out', 'withdrawn']);
  const last = new Map<string, { v: number; done: number; state: string; due: number; accepted: string }>();
  for (const e of events) {
    if (e.type !== 'case') continue;
    const before = last.get(e.case);
    expect(e.v).toBe((before?.v ?? 0) + 1);
    expect(e.done).toBeLessThanOrEqual(e.due);
    if (before) {
      expect(ended.has(before.state)).toBe(false);
      expect(e.done).toBeGreaterThanOrEqual(before.done);
      expect([e.due, e.accepted_on]).toEqual([before.due, before.accepted]);
    }
    last.set(e.case, { v: e.v, done: e.done, state: e.state, due: e.due, accepted: e.accepted_on });
  }
});

test('every case accepted before the first year has an opening version before it', () => {
  const first = new Map<string, number>();
  for (const e of events) {
    if (e.type !== 'case' || e.v !== 1) continue;
    first.set(e.case, e.at);
    const acceptedEarlier = e.accepted_on < `${FIRST_YEAR - 1}-10-01`;
    expect(acceptedEarlier).toBe(e.at < yearStart(FIRST_YEAR));
  }
  expect(first.size).toBeGreaterThan(1200);
});

test('it speaks of everything a sector speaks of', () => {
  const seen = new Set(
    events.map((e) => {
      if (e.type === 'case') return `case ${e.state}`;
      if (e.type === 'decision') return `decision ${e.kind}`;
      if (e.type === 'receipt') return `receipt ${e.converts === null ? e.status : 'converting'}`;
      return e.type;
    }),
  );
  for (const state of [
    'completed',
    'discontinued',
    'not_eligible',
    'set_aside',
    'postponed',
    'entrusted_out',
  ]) {
    expect(seen).toContain(`case ${state}`);
  }
  for (const kind of ['enforcement', 'entrustment', 'postponement', 'not_eligible', 'discontinuance']) {
    expect(seen).toContain(`decision ${kind}`);
  }
  for (const what of ['issued', 'cancelled', 'converting']) expect(seen).toContain(`receipt ${what}`);
  const moved = new Map<string, Set<string>>();
  for (const e of events) {
    if (e.type === 'case') moved.set(e.case, (moved.get(e.case) ?? new Set()).add(e.unit));
  }
  expect([...moved.values()].some((units) => units.size > 1)).toBe(true);
});

test('the root and every room and region have targets for both years', () => {
  const targets = events.flatMap((e) => (e.type === 'target' ? [e] : []));
  for (const year of [FIRST_YEAR, FIRST_YEAR + 1]) {
    const units = targets.filter((t) => t.year === year && t.indicator === 'case_completion_rate');
    expect(units).toHaveLength(26);
    expect(units.find((t) => t.unit === 'HCM')?.value).toBeGreaterThan(83.9);
  }
});

test('people are invented, and it shows', () => {
  for (const e of events) if (e.type === 'officer') expect(e.name).toMatch(/^CHV mẫu \d{3}$/);
});

test('little happens at night and on Sundays, but never nothing', () => {
  const weekday = (at: number) => new Date(at + 7 * 3_600_000).getUTCDay();
  const year = events.filter((e) => e.at > yearStart(FIRST_YEAR) && e.at < yearEnd(FIRST_YEAR));
  const sundays = year.filter((e) => weekday(e.at) === 0);
  const wednesdays = year.filter((e) => weekday(e.at) === 3);
  expect(sundays.length).toBeGreaterThan(0);
  expect(sundays.length).toBeLessThan(wednesdays.length / 10);
  expect(sundays.every((e) => e.type === 'receipt')).toBe(true);
});
