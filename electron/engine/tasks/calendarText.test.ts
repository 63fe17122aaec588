import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { calendarOf } from './calendarText.ts';
import type { KeptTask } from './taskStore.ts';

const SETTING = { name: 'Việc cần làm: lan', domain: 'here.invalid', console: 'https://ioc.example' };

function kept(given: Partial<KeptTask>): KeptTask {
  return {
    ...{ position: 1, number: 7, version: 3, since: Date.UTC(2026, 2, 1, 2, 3, 4), act: 'changed' },
    ...{ by: 'lan', system: null, note: null, conflicts: [], origin: { kind: 'hand' } },
    ...{ madeBy: 'lan', maker: 1, madeAt: Date.UTC(2026, 1, 1), title: 'Soát hồ sơ', text: '' },
    ...{ priority: 'normal', state: 'open', unit: 'HCM', person: null, personId: null },
    ...{ due: { day: '2026-03-31' }, dueAt: null, doneBy: null, doneAt: null },
    ...given,
  };
}

function read(tasks: KeptTask[]) {
  const text = calendarOf(tasks, SETTING);
  const calendar = new ICAL.Component(ICAL.parse(text) as ConstructorParameters<typeof ICAL.Component>[0]);
  const events = calendar.getAllSubcomponents('vevent').map((one) => new ICAL.Event(one));
  return { text, calendar, events };
}

describe('a calendar, read by another library', () => {
  it('has a day as a whole day, whatever the reader’s time zone', () => {
    const [event] = read([kept({})]).events;
    expect(event?.startDate.isDate).toBe(true);
    expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(['2026-03-31', '2026-04-01']);
    expect(event?.uid).toBe('task-7@here.invalid');
    expect(event?.sequence).toBe(2);
  });

  it('has an instant in the city’s time, with the rules of that time', () => {
    const { calendar, events } = read([kept({ due: { at: '2026-03-31T16:30:00.000+07:00' } })]);
    const zone = calendar.getFirstSubcomponent('vtimezone');
    if (!zone) throw new Error('no time zone');
    ICAL.TimezoneService.register(zone);
    const end = events[0]?.endDate;
    expect(end?.zone.tzid).toBe('Asia/Ho_Chi_Minh');
    expect(end?.toJSDate().toISOString()).toBe('2026-03-31T09:30:00.000Z');
  });

  it('folds by octets and never within a character, ends lines with CRLF', () => {
    const { text } = read([kept({ title: 'ắ'.repeat(200) })]);
    for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(text.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(text).not.toContain('\uFFFD');
  });

  it('gives every text back as it was', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 200 })
      .filter((s) => !/\p{Cc}/u.test(s) && s.trim() === s && s.isWellFormed());
    fc.assert(
      fc.property(words, words, (title, line) => {
        const [event] = read([kept({ title, text: `${line}\n${title}` })]).events;
        expect(event?.summary).toBe(title);
        expect(event?.description).toBe(`${line}\n${title}`);
      }),
      { examples: [['a;b,c\\d\\n', 'BEGIN:VEVENT']] },
    );
  });

  it('is the same for the same tasks, and leaves out what has no deadline', () => {
    const tasks = [kept({}), kept({ number: 8, due: null })];
    expect(read(tasks).events).toHaveLength(1);
    expect(calendarOf(tasks, SETTING)).toBe(calendarOf(tasks, SETTING));
  });
});
