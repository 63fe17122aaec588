/** The closed year recounted naively from the lines, against the published record. */
import { expect, test } from 'vitest';
import { dayStart, yearEnd, yearStart } from '../contract/calendar.ts';
import { event, type CaseState } from '../contract/events.ts';
import { frozen } from './pace.ts';
import { LiveFeed } from './live.ts';
import { HANDLED } from './record.ts';
import { SectorStream } from './stream.ts';

const YEAR = 2026;
const CASES = 18_000;

interface State {
  at: number;
  unit: string;
  due: number;
  done: number;
  state: CaseState;
  accepted: number;
}

const stream = new SectorStream({ seed: 'calibration', cases: CASES, firstYear: YEAR });
const feed = new LiveFeed(stream, yearEnd(YEAR), frozen(), () => yearEnd(YEAR));
const versions = new Map<string, State[]>();
for (const line of feed.after(0, feed.head)) {
  const e = event.parse(JSON.parse(line));
  if (e.type !== 'case') continue;
  const { at, unit, due, done, state } = e;
  const list = versions.get(e.case) ?? [];
  list.push({ at, unit, due, done, state, accepted: dayStart(e.accepted_on) });
  versions.set(e.case, list);
}

type Letters = Record<string, number>;
const LETTER: Record<CaseState, string> = {
  completed: 'J',
  discontinued: 'J',
  in_progress: 'I',
  postponed: 'P',
  suspended: 'S',
  eligible_other: 'O',
  not_eligible: 'H',
  set_aside: 'R',
  entrusted_out: 'D',
  withdrawn: 'E',
};
const gone = new Set<CaseState>(['completed', 'discontinued', 'entrusted_out', 'withdrawn', 'set_aside']);

function lettersAt(t: number, unit: string | null): { cases: Letters; money: Letters } {
  const cases: Letters = {};
  const money: Letters = {};
  const add = (letter: string, n: number, đồng: number) => {
    cases[letter] = (cases[letter] ?? 0) + n;
    money[letter] = (money[letter] ?? 0) + đồng;
  };
  for (const list of versions.values()) {
    const now = list.findLast((s) => s.at <= t);
    if (!now || now.accepted > t || (unit !== null && now.unit !== unit)) continue;
    const before = list.findLast((s) => s.at < yearStart(YEAR));
    const carried = now.accepted < yearStart(YEAR);
    const resting = carried && before !== undefined && gone.has(before.state);
    if (resting && gone.has(now.state)) continue;
    const owed = now.due - (before?.done ?? 0);
    const paid = now.done - (before?.done ?? 0);
    add(carried && !resting ? 'B' : 'C', 1, owed);
    add('A', 1, owed);
    const letter = LETTER[now.state];
    if (letter !== 'J') add(letter, 1, owed - paid);
    add('J', letter === 'J' ? 1 : 0, paid + (letter === 'J' ? owed - paid : 0));
  }
  for (const table of [cases, money]) {
    const sum = (letters: string) => [...letters].reduce((s, l) => s + (table[l] ?? 0), 0);
    table['F'] = sum('A') - sum('DE');
    table['G'] = sum('JIPSO');
    expect(table['F']).toBe(table['G'] + sum('HR'));
  }
  return { cases, money };
}

const close = lettersAt(yearEnd(YEAR), null);
const scale = CASES / HANDLED;

const PUBLISHED: [string, number][] = [
  ['A', 179_995],
  ['B', 72_136],
  ['C', 107_859],
  ['D', 2_172],
  ['E', 64],
  ['F', 177_759],
  ['G', 97_151],
  ['H', 61_909],
  ['R', 18_699],
  ['J', 81_977],
];
test.each(PUBLISHED)('%s closes within half a hundredth, or one case, of the published %i', (letter, n) => {
  const allowed = Math.max(1, 0.005 * n * scale);
  expect(Math.abs((close.cases[letter] ?? 0) - n * scale)).toBeLessThanOrEqual(allowed);
});

const PUBLISHED_MONEY: [string, number][] = [
  ['A', 278_301_002_060_663],
  ['B', 134_322_335_540_828],
  ['C', 143_978_666_519_835],
  ['J', 55_773_000_000_000],
  ['G', 98_941_000_000_000],
];
test.each(PUBLISHED_MONEY)('money %s closes within half a hundredth of the published %i', (letter, đồng) => {
  expect(Math.abs((close.money[letter] ?? 0) / (đồng * scale) - 1)).toBeLessThan(0.005);
});

const rate = (t: number, unit: string | null = null) => {
  const { cases } = lettersAt(t, unit);
  return (100 * (cases['J'] ?? 0)) / (cases['G'] ?? 0);
};

test('the year closes at 84.38 % of cases and 56.37 % of money', () => {
  expect(rate(yearEnd(YEAR))).toBeCloseTo(84.38, 1);
  expect((100 * (close.money['J'] ?? 0)) / (close.money['G'] ?? 0)).toBeCloseTo(56.37, 1);
});

test.each([
  ['2026-02-28', 36],
  ['2026-03-31', 45],
])('by %s the completion rate is about %i in a hundred', (day, percent) => {
  expect(Math.abs(rate(dayStart(day) + 86_399_999) - percent)).toBeLessThan(1);
});

test('some regional offices are clearly ahead and some behind', () => {
  const rates = Array.from({ length: 19 }, (_, i) => {
    return rate(yearEnd(YEAR), `HCM-KV${String(i + 1).padStart(2, '0')}`);
  });
  expect(Math.max(...rates)).toBeGreaterThan(89);
  expect(Math.min(...rates)).toBeLessThan(76);
  expect(Math.min(...rates)).toBeGreaterThan(55);
});

test('a few cases hold much of the money', () => {
  const due = [...versions.values()].map((list) => list.at(-1)?.due ?? 0).sort((a, b) => b - a);
  const sum = due.reduce((s, x) => s + x, 0);
  const top = due.slice(0, Math.round(due.length / 1000)).reduce((s, x) => s + x, 0);
  expect(top / sum).toBeGreaterThan(0.3);
});
