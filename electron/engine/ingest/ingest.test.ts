import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../contract/calendar.ts';
import { aggregateLine, type Core, caseLine, startCore, unitLine } from './fixtures.ts';

const NOW = parseInstant('2026-11-20T10:00:00+07:00') as number;
let core: Core;
beforeEach(() => {
  core = startCore(() => NOW);
});
afterEach(() => core.close());

const F = (unit: string) => core.measures.measures({ unit, year: 2026, at: NOW }).cases.F;

describe('a push', () => {
  it('answers what became of each line, and one bad line does not stop those after it', async () => {
    const answer = await core.push(
      's1',
      unitLine('1', 'u', null, { seq: 1 }),
      'not json',
      '{"id":"3","type":"nonsense","seq":7}',
      '',
      caseLine('4', 'c', 'elsewhere', { seq: 5 }),
      caseLine('5', 'c', 'u', { seq: 4 }),
      caseLine('5', 'c', 'u', { seq: 4 }),
      '[1]',
    );
    expect(answer).toEqual({ accepted: 2, duplicates: 1, held: 1, quarantined: 3, lastSeq: 7 });
    expect(F('u')).toBe(1);
  });

  it.each([
    ['a missing field', { due: undefined }, 'due'],
    ['a negative amount', { due: -1 }, 'due'],
    ['an amount that is not a safe integer', { due: 2 ** 53 }, 'due'],
    ['a broken amount', { done: 0.5 }, 'done'],
    ['an unknown state', { state: 'gone' }, 'state'],
    ['a day that does not exist', { accepted_on: '2025-02-29' }, 'accepted_on'],
    ['an instant without offset', { at: '2025-11-03T09:00:00' }, 'at'],
    ['an empty id', { id: '' }, 'id'],
    ['an id of 129 characters', { id: 'i'.repeat(129) }, 'id'],
  ])('quarantines %s, naming the field', async (_, change, field) => {
    await core.push('s1', unitLine('1', 'u', null));
    expect(await core.push('s1', caseLine('2', 'c', 'u', change))).toMatchObject({ quarantined: 1 });
    expect(core.ingest.quarantine('s1', null, 10)?.entries).toMatchObject([
      { reason: 'invalid_field', field },
    ]);
  });

  it('takes what is unusual but valid: exponents, extra fields, hostile field names, more done than due', async () => {
    await core.push('s1', unitLine('1', 'u', null));
    const line = JSON.stringify(caseLine('2', '__proto__', 'u', { done: 2000 }))
      .replace('"due":1000', '"due":1e3,"extra":{"a":[1]},"__proto__":{"toString":1}')
      .replace('"v":1', '"v":1.0');
    expect(await core.push('s1', line)).toMatchObject({ accepted: 1 });
    expect(core.measures.measures({ unit: 'u', year: 2026, at: NOW }).money).toMatchObject({
      C: '1000',
      I: '-1000',
    });
  });

  it('refuses an instant more than a day ahead', async () => {
    await core.push('s1', unitLine('1', 'u', null));
    const answer = await core.push(
      's1',
      caseLine('2', 'a', 'u', { at: '2026-11-21T09:59:59+07:00' }),
      caseLine('3', 'b', 'u', { at: '2026-11-21T10:00:01+07:00' }),
    );
    expect(answer).toMatchObject({ accepted: 1, quarantined: 1 });
    expect(core.reasons('s1')).toEqual(['in_the_future']);
  });

  it('counts the same bad bytes in one entry and leaves their id free', async () => {
    await core.push('s1', unitLine('1', 'u', null));
    const bad = JSON.stringify(caseLine('2', 'c', 'u', { due: -5 }));
    await core.push('s1', bad, bad);
    await core.push('s1', bad);
    expect(core.ingest.quarantine('s1', null, 10)?.entries).toMatchObject([{ times: 3, line: bad }]);
    expect(await core.push('s1', caseLine('2', 'c', 'u'))).toMatchObject({ accepted: 1, duplicates: 0 });
  });

  it('knows a duplicate by its content, whatever the order of fields, and an id used twice by another', async () => {
    await core.push('s1', unitLine('1', 'u', null), caseLine('2', 'c', 'u'));
    const reversed = JSON.stringify(Object.fromEntries(Object.entries(caseLine('2', 'c', 'u')).reverse()));
    expect(await core.push('s1', reversed)).toMatchObject({ duplicates: 1 });
    expect(await core.push('s1', caseLine('2', 'c', 'u', { due: 7 }))).toMatchObject({ quarantined: 1 });
    expect(await core.push('s2', caseLine('2', 'other', 'u'))).toMatchObject({ accepted: 1 });
    expect(core.reasons('s1')).toEqual(['id_conflict']);
  });

  it('accepts both sides of a version conflict, lists both, and counts the greater id', async () => {
    await core.push('s1', unitLine('1', 'u', null));
    expect(await core.push('s1', caseLine('b', 'c', 'u', { due: 1 }))).toMatchObject({ accepted: 1 });
    expect(await core.push('s2', caseLine('a', 'c', 'u', { due: 2 }))).toMatchObject({ accepted: 1 });
    expect(core.measures.measures({ unit: 'u', year: 2026, at: NOW }).money.F).toBe('1');
    await core.push('s2', caseLine('é', 'c', 'u', { due: 3 }));
    expect(core.measures.measures({ unit: 'u', year: 2026, at: NOW }).money.F).toBe('3');
    expect(core.reasons('s1')).toEqual(['version_conflict']);
    expect(core.reasons('s2')).toEqual(['version_conflict', 'version_conflict']);
  });

  it('does not call it a conflict when two events say the same of a version', async () => {
    await core.push('s1', unitLine('1', 'u', null), caseLine('2', 'c', 'u'));
    expect(await core.push('s2', caseLine('9', 'c', 'u', { seq: 3, extra: true }))).toMatchObject({
      accepted: 1,
    });
    expect([...core.reasons('s1'), ...core.reasons('s2')]).toEqual([]);
  });
});

describe('a sum that 64 bits do not hold', () => {
  it('puts the lines aside that would pass it, and takes in those beside them', async () => {
    const huge = Array.from({ length: 1030 }, (_, i) =>
      caseLine(`huge ${i}`, `huge ${i}`, 'u', { due: Number.MAX_SAFE_INTEGER }),
    );
    const answer = await core.push('s1', unitLine('1', 'u', null), ...huge, caseLine('last', 'last', 'w'));
    expect(answer).toMatchObject({ accepted: 1025, quarantined: 6, held: 1 });
    expect(new Set(core.reasons('s1'))).toEqual(new Set(['sum_too_large', 'unknown_unit']));
    expect(core.measures.measures({ unit: 'u', year: 2026, at: NOW }).money.C).toBe(
      String(1024n * BigInt(Number.MAX_SAFE_INTEGER)),
    );
    expect(await core.push('s1', unitLine('2', 'w', null))).toMatchObject({ accepted: 1 });
  });
});

describe('a held line', () => {
  it('is stored by itself when its unit arrives, through parents that were held too', async () => {
    const answer = await core.push('s1', caseLine('1', 'c', 'leaf'), unitLine('2', 'leaf', 'root'));
    expect(answer).toMatchObject({ held: 2 });
    expect(await core.push('s2', caseLine('1', 'd', 'leaf'))).toMatchObject({ held: 1 });
    expect(core.reasons('s1')).toEqual(['unknown_unit', 'unknown_unit']);
    expect(await core.push('s1', caseLine('1', 'c', 'leaf'))).toMatchObject({ duplicates: 1 });
    expect(await core.push('s1', unitLine('3', 'root', null))).toMatchObject({ accepted: 1 });
    expect(F('root')).toBe(2);
    expect(core.reasons('s1')).toEqual([]);
  });
});

describe('the organisation', () => {
  it('refuses a unit that would be its own ancestor, now or at any other time', async () => {
    await core.push('s1', unitLine('1', 'a', null), unitLine('2', 'b', 'a'), unitLine('3', 'c', 'b'));
    expect(await core.push('s1', unitLine('4', 'a', 'c', { v: 2 }))).toMatchObject({ quarantined: 1 });
    expect(await core.push('s1', unitLine('5', 'd', 'd'))).toMatchObject({ quarantined: 1 });
    // b moves away in 2025: from then on, but not before, a may hang below c.
    await core.push('s1', unitLine('6', 'b', null, { v: 2, at: '2025-01-01T00:00:00+07:00' }));
    const early = unitLine('7', 'a', 'c', { v: 3, at: '2024-12-31T23:59:59+07:00' });
    const late = unitLine('8', 'a', 'c', { v: 3, at: '2025-01-01T00:00:00+07:00' });
    expect(await core.push('s1', early)).toMatchObject({ quarantined: 1 });
    expect(await core.push('s1', late)).toMatchObject({ accepted: 1 });
    expect(new Set(core.reasons('s1'))).toEqual(new Set(['unit_cycle']));
  });
});

describe('a unit', () => {
  it('fed by cases sends its aggregates to quarantine, whichever came first', async () => {
    await core.push('s1', unitLine('1', 'u', null), unitLine('2', 'w', null), aggregateLine('3', 'u'));
    expect(F('u')).toBe(100);
    expect(await core.push('s1', caseLine('4', 'c', 'u'))).toMatchObject({ accepted: 1 });
    expect(F('u')).toBe(1);
    expect(await core.push('s1', aggregateLine('5', 'u', { month: 2 }))).toMatchObject({ quarantined: 1 });
    expect(core.reasons('s1')).toEqual(['fed_by_cases', 'fed_by_cases']);
    // The version that made it so loses its place to one of another unit: the aggregates count again.
    await core.push('s2', caseLine('9', 'c', 'w'));
    expect([F('u'), F('w')]).toEqual([100, 1]);
  });

  it('fed by aggregates gives unknown letters as unknown, and refuses those that break the relations', async () => {
    await core.push('s1', unitLine('1', 'u', null));
    expect(
      await core.push('s1', aggregateLine('2', 'u', { values: { F: 10, G: 8, H: 3, R: 0 } })),
    ).toMatchObject({
      quarantined: 1,
    });
    await core.push('s1', aggregateLine('3', 'u'));
    const { cases, money } = core.measures.measures({ unit: 'u', year: 2026, at: NOW });
    expect(cases).toMatchObject({ F: 100, K: 60, A: null, N: null });
    expect(money).toMatchObject({ J: '5637', F: null });
  });
});

describe('a quarantined line', () => {
  it('becomes an event when it is corrected, and stays listed as resolved', async () => {
    await core.push('s1', unitLine('1', 'u', null), caseLine('2', 'c', 'u', { due: -5 }));
    const [entry] = core.ingest.quarantine('s1', null, 10)?.entries ?? [];
    const n = entry?.n ?? 0;
    expect(core.ingest.replay('s1', n)).toMatchObject({ refusal: { field: 'due' } });
    const corrected = JSON.stringify(caseLine('2', 'c', 'u', { due: 5 }));
    expect(core.ingest.replay('s1', n, corrected)).toMatchObject({ status: 'resolved', event: '2' });
    expect(core.measures.measures({ unit: 'u', year: 2026, at: NOW }).money.F).toBe('5');
    expect(core.ingest.replay('s1', n, corrected)).toBe('unknown');
  });

  it('is listed page by page, held lines after the others', async () => {
    await core.push('s1', 'x', 'y', 'z', caseLine('1', 'c', 'nowhere'), caseLine('2', 'd', 'nowhere'));
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page = core.ingest.quarantine('s1', after, 2);
      seen.push(...(page?.entries.map((e) => e.reason) ?? []));
      after = page?.next ?? null;
      if (after === null) break;
    }
    expect(seen).toEqual(['invalid_json', 'invalid_json', 'invalid_json', 'unknown_unit', 'unknown_unit']);
  });
});

describe('a push that fails in the middle', () => {
  it('leaves nothing behind, and counts once when it comes again', async () => {
    await core.push('s1', unitLine('1', 'u', null));
    core.store.db.exec(
      "CREATE TEMP TRIGGER full BEFORE INSERT ON cube WHEN NEW.span = 1 BEGIN SELECT RAISE(ABORT, 'disk is full'); END",
    );
    await expect(core.push('s1', caseLine('2', 'c', 'u'))).rejects.toThrow('disk is full');
    core.store.db.exec('DROP TRIGGER full');
    expect(F('u')).toBe(0);
    expect(await core.push('s1', caseLine('3', 'd', 'u'))).toMatchObject({ accepted: 1 });
    expect(F('u')).toBe(1);
    expect(await core.push('s1', caseLine('2', 'c', 'u'))).toMatchObject({ accepted: 1 });
    expect(F('u')).toBe(2);
  });
});
