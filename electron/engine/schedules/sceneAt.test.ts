import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY_MS, dayOf, dayStart, formatInstant, HOUR_MS, parseInstant } from '../../contract/calendar.ts';
import { type ScheduleEntry, scheduleEntryRequest } from '../../contract/schedules.ts';
import { nextChange, planOf } from './plan.ts';
import { type Conditions, sceneAt } from './sceneAt.ts';

const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];
const HOLIDAY = '2026-09-02';

function entry(id: number, change: Partial<ScheduleEntry> = {}): ScheduleEntry {
  return {
    id,
    name: `Mục ${id}`,
    scene: `scene-${id}`,
    enabled: true,
    from: '08:00',
    to: '17:00',
    weekdays: EVERY_DAY,
    firstDay: null,
    lastDay: null,
    on: [],
    off: [],
    holidays: 'as_usual',
    priority: 10,
    condition: null,
    ...change,
  };
}

const plain: Conditions = { isHoliday: (day) => day === HOLIDAY, holds: () => false };
const at = (text: string) => parseInstant(`${text}:00+07:00`) ?? Number.NaN;
const sceneOf = (entries: ScheduleEntry[], text: string, conditions = plain) =>
  sceneAt(entries, at(text), conditions).scene;

describe('the schedule', () => {
  it('wants nothing when no entry holds', () => {
    expect(sceneAt([], at('2026-08-31T09:00'), plain)).toEqual({
      scene: null,
      why: { rule: 'none', waiting: [] },
      key: 'none',
    });
    expect(sceneOf([entry(1)], '2026-08-31T07:59')).toBeNull();
    expect(sceneOf([entry(1)], '2026-08-31T17:00')).toBeNull();
  });

  it('says which entry holds, from when to when', () => {
    expect(sceneAt([entry(1)], at('2026-08-31T08:00'), plain)).toMatchObject({
      scene: 'scene-1',
      why: {
        rule: 'entry',
        entry: 1,
        from: '2026-08-31T08:00:00.000+07:00',
        to: '2026-08-31T17:00:00.000+07:00',
      },
    });
  });

  it('lets an entry pass midnight: it belongs to the day it began on', () => {
    const night = [entry(1, { from: '22:00', to: '06:00', weekdays: [1] })];
    expect(sceneOf(night, '2026-08-31T23:00')).toBe('scene-1');
    expect(sceneOf(night, '2026-09-01T05:59')).toBe('scene-1');
    expect(sceneOf(night, '2026-09-01T06:00')).toBeNull();
    expect(sceneOf(night, '2026-08-31T05:00')).toBeNull();
    expect(sceneOf([entry(1, { from: '00:00', to: '24:00' })], '2026-08-31T23:59')).toBe('scene-1');
  });

  it('takes single days before weekdays, dates and holidays, days off before days on', () => {
    const one = entry(1, {
      weekdays: [1],
      lastDay: '2026-08-31',
      holidays: 'not',
      on: ['2026-09-02'],
      off: ['2026-08-31'],
    });
    expect(sceneOf([one], '2026-08-31T09:00')).toBeNull();
    expect(sceneOf([one], '2026-09-02T09:00')).toBe('scene-1');
    expect(sceneOf([one], '2026-09-07T09:00')).toBeNull();
    expect(sceneOf([one], '2026-08-24T09:00')).toBe('scene-1');
  });

  it('knows holidays', () => {
    const off = entry(1, { holidays: 'not' });
    const only = entry(2, { holidays: 'only' });
    expect(sceneOf([off, only], '2026-09-02T09:00')).toBe('scene-2');
    expect(sceneOf([off, only], '2026-09-03T09:00')).toBe('scene-1');
  });

  it('ranks by priority, then by the later beginning, then by the lower number', () => {
    const all = [entry(3), entry(2), entry(1, { from: '07:00' }), entry(9, { from: '06:00', priority: 11 })];
    expect(sceneOf(all, '2026-08-31T09:00')).toBe('scene-9');
    expect(sceneOf(all.slice(0, 3), '2026-08-31T09:00')).toBe('scene-2');
    expect(sceneAt(all, at('2026-08-31T09:00'), plain).why).toMatchObject({ outranked: [2, 3, 1] });
  });

  it('waits for conditions, and says whether it knows how they stand', () => {
    const condition = { is: 'freshness', source: 'demo', levels: ['gone'] } as const;
    const entries = [entry(1), entry(2, { priority: 20, condition: { ...condition, levels: ['gone'] } })];
    const now = at('2026-08-31T09:00');
    expect(sceneAt(entries, now, { ...plain, holds: () => true })).toMatchObject({ scene: 'scene-2' });
    expect(sceneAt(entries, now, { ...plain, holds: () => null })).toMatchObject({
      scene: 'scene-1',
      why: { waiting: [{ entry: 2, known: false }] },
    });
  });

  it('has a next change, which is where the scene of the clock becomes another', () => {
    const entries = [entry(1), entry(2, { from: '10:00', to: '11:00', priority: 20 })];
    const isHoliday = () => false;
    const next = (text: string) => nextChange(entries, at(text), at(text) + 8 * DAY_MS, isHoliday);
    expect(next('2026-08-31T09:00')).toBe(at('2026-08-31T10:00'));
    expect(next('2026-08-31T10:30')).toBe(at('2026-08-31T11:00'));
    expect(next('2026-08-31T12:00')).toBe(at('2026-08-31T17:00'));
    expect(next('2026-08-31T18:00')).toBe(at('2026-09-01T08:00'));
    expect(nextChange([], at('2026-08-31T09:00'), at('2026-09-08T09:00'), isHoliday)).toBeNull();
  });
});

const FIRST = dayStart('2026-08-28');
const someDay = fc.nat(13).map((n) => dayOf(FIRST + n * DAY_MS));
const someDays = fc.uniqueArray(someDay, { maxLength: 3 });
const clock = fc
  .tuple(fc.nat(23), fc.constantFrom('00', '15', '30'))
  .map(([hour, minute]) => `${String(hour).padStart(2, '0')}:${minute}`);
const someEntry = fc.record({
  name: fc.constant('Mục'),
  scene: fc.constantFrom('default', 'briefing', 'panorama'),
  enabled: fc.boolean(),
  from: clock,
  to: fc.oneof(clock, fc.constant('24:00')),
  weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 7 }),
  firstDay: fc.option(someDay),
  lastDay: fc.option(someDay),
  on: someDays,
  off: someDays,
  holidays: fc.constantFrom('as_usual' as const, 'not' as const, 'only' as const),
  priority: fc.integer({ min: 0, max: 3 }),
  condition: fc.option(
    fc.record({
      is: fc.constant('freshness' as const),
      source: fc.constantFrom('a', 'b', 'c'),
      levels: fc.constant('gone' as const).map((level) => [level]),
    }),
  ),
});
const someEntries = fc
  .array(someEntry, { maxLength: 8 })
  .map((all) => all.map((one, i): ScheduleEntry => ({ ...one, id: i + 1 })));
const someInstant = fc.integer({ min: FIRST, max: FIRST + 14 * DAY_MS });
const someHolidays = someDays;
/** `b` holds, `c` cannot be told. */
const HOLDS: Record<string, boolean | null> = { a: false, b: true, c: null };
const conditionsOf = (holidays: readonly string[]): Conditions => ({
  isHoliday: (day) => holidays.includes(day),
  holds: (condition) => (condition.is === 'freshness' ? (HOLDS[condition.source] ?? null) : null),
});

/** By the machine's own time zones, without the calendar of the contract. */
const cityClock = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Ho_Chi_Minh',
  dateStyle: 'short',
  timeStyle: 'short',
});

/** Since when an entry is on, in minutes of the city's clock as text; `null` when it is not. Written anew, minute by minute. */
function onSince(one: ScheduleEntry, instant: number, isHoliday: (day: string) => boolean): number | null {
  for (let back = 0; back < 24 * 60; back += 1) {
    const minute = Math.floor(instant / 60_000) * 60_000 - back * 60_000;
    const [day = '', time = ''] = cityClock.format(minute).split(' ');
    if (time !== one.from) continue;
    const length = (([h = 0, m = 0]) => h * 60 + m)(one.to.split(':').map(Number));
    const begins = (([h = 0, m = 0]) => h * 60 + m)(one.from.split(':').map(Number));
    const lasts = length > begins ? length - begins : length - begins + 24 * 60;
    if (back >= lasts) return null;
    const weekday = new Date(`${day}T12:00:00Z`).getUTCDay();
    const usual =
      (one.firstDay === null || one.firstDay <= day) &&
      (one.lastDay === null || day <= one.lastDay) &&
      one.weekdays.includes(weekday === 0 ? 7 : weekday) &&
      !(one.holidays === 'not' && isHoliday(day)) &&
      !(one.holidays === 'only' && !isHoliday(day));
    return one.enabled && !one.off.includes(day) && (one.on.includes(day) || usual) ? minute : null;
  }
  return null;
}

describe('for any schedule', () => {
  it('the winner is on, its condition holds, and nothing of a higher rank is on', () => {
    fc.assert(
      fc.property(someEntries, someInstant, someHolidays, (entries, instant, holidays) => {
        const conditions = conditionsOf(holidays);
        const holding = entries.flatMap((one) => {
          const since = onSince(one, instant, conditions.isHoliday);
          const holds = one.condition === null || conditions.holds(one.condition) === true;
          return since !== null && holds ? [{ one, since }] : [];
        });
        const found = sceneAt(entries, instant, conditions);
        if (found.why.rule === 'none') {
          expect(holding).toEqual([]);
          return;
        }
        const { entry: id } = found.why;
        const winner = holding.find(({ one }) => one.id === id);
        expect(winner?.one.scene).toBe(found.scene);
        expect(found.why.from).toBe(formatInstant(winner?.since ?? Number.NaN));
        for (const { one, since } of holding) {
          if (one.id === id || !winner) continue;
          const higher =
            one.priority > winner.one.priority ||
            (one.priority === winner.one.priority &&
              (since > winner.since || (since === winner.since && one.id < id)));
          expect(higher).toBe(false);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('the order of the entries does not matter', () => {
    fc.assert(
      fc.property(
        someEntries.chain((all) =>
          fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })),
        ),
        someInstant,
        ([entries, shuffled], instant) => {
          const conditions = conditionsOf([]);
          expect(sceneAt(shuffled, instant, conditions)).toEqual(sceneAt(entries, instant, conditions));
        },
      ),
    );
  });

  it('the plan of a week says at every instant what the schedule wants then', () => {
    fc.assert(
      fc.property(
        someEntries,
        fc.integer({ min: FIRST, max: FIRST + 7 * DAY_MS - 1 }),
        someHolidays,
        (entries, instant, holidays) => {
          const plan = planOf(entries, dayOf(FIRST), 7, (day) =>
            holidays.includes(day) ? { vi: 'lễ', en: 'holiday' } : null,
          );
          const stretches = plan.days.flatMap((one) => one.stretches);
          stretches.slice(1).forEach((one, i) => expect(one.from).toBe(stretches[i]?.to));
          const here = stretches.find(
            (one) => Date.parse(one.from) <= instant && instant < Date.parse(one.to),
          );
          const conditions = conditionsOf(holidays);
          const none = sceneAt(entries, instant, { ...conditions, holds: () => false });
          expect([here?.scene, here?.entry ?? null]).toEqual([
            none.scene,
            none.why.rule === 'entry' ? none.why.entry : null,
          ]);
          const all = sceneAt(entries, instant, { ...conditions, holds: () => true });
          const best = here?.may[0] ?? here?.entry ?? null;
          expect(best).toBe(all.why.rule === 'entry' ? all.why.entry : null);
        },
      ),
    );
  });

  it('nothing changes before the next change', () => {
    fc.assert(
      fc.property(someEntries, someInstant, (entries, instant) => {
        const conditions = conditionsOf([]);
        const keyAt = (when: number) => sceneAt(entries, when, { ...conditions, holds: () => false }).key;
        const next = nextChange(entries, instant, instant + 8 * DAY_MS, conditions.isHoliday);
        const end = next ?? instant + 8 * DAY_MS;
        for (let when = instant; when < end; when += 5 * HOUR_MS) expect(keyAt(when)).toBe(keyAt(instant));
        expect(keyAt(end - 1)).toBe(keyAt(instant));
        if (next !== null) expect(keyAt(next)).not.toBe(keyAt(instant));
      }),
    );
  });
});

describe('an entry as asked for', () => {
  const { id: _, ...good } = entry(1);
  it.each<[object, string]>([
    [{ from: '24:00' }, 'from'],
    [{ to: '25:00' }, 'to'],
    [{ weekdays: [] }, 'weekdays'],
    [{ weekdays: [1, 1] }, 'weekdays'],
    [{ weekdays: [8] }, 'weekdays.0'],
    [{ firstDay: '2026-02-30' }, 'firstDay'],
    [{ firstDay: '2026-03-02', lastDay: '2026-03-01' }, 'lastDay'],
    [{ on: ['2026-03-02'], off: ['2026-03-02'] }, 'off'],
    [{ priority: 101 }, 'priority'],
    [{ scene: 'Ngày' }, 'scene'],
    [{ condition: { is: 'freshness', source: 'demo', levels: [] } }, 'condition.levels'],
    [
      { condition: { is: 'indicator', unit: 'HCM', indicator: 'x', compare: 'equals', value: 1 } },
      'condition.compare',
    ],
  ])('is refused with %j, naming %s', (change, field) => {
    const read = scheduleEntryRequest.safeParse({ ...good, ...change });
    expect(read.error?.issues[0]?.path.join('.')).toBe(field);
  });

  it('is taken when it is good', () => {
    expect(scheduleEntryRequest.safeParse(good).success).toBe(true);
  });
});
