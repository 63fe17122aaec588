import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../contract/calendar.ts';
import type { EventLine } from '../../contract/events.ts';
import { caseLine, type Core, startCore, unitLine } from '../ingest/fixtures.ts';

const NOW = parseInstant('2026-01-20T10:00:00+07:00') as number;
const IN_YEAR = '2025-12-01T08:00:00+07:00';
const asked = { unit: 'top', at: NOW };

let core: Core;
let sent = 0;
beforeEach(async () => {
  core = startCore(() => NOW);
  await core.push(
    's1',
    unitLine('u', 'top', null, { level: 'province' }),
    unitLine('ua', 'a', 'top'),
    unitLine('ub', 'b', 'top'),
    unitLine('uc', 'c', null),
  );
  core.measures.changed({ units: true, aggregates: true, targets: true });
});
afterEach(() => core.close());

function entrustment(key: string, more: object = {}): EventLine {
  return {
    ...{ id: `d${++sent}`, type: 'decision', v: 1, at: IN_YEAR, decision: key, unit: 'a', case: null },
    ...{ kind: 'entrustment', to_unit: 'Đồng Nai' },
    ...more,
  };
}
const gone = (key: string, more: object = {}) =>
  caseLine(`c${++sent}`, key, 'a', { v: 2, at: IN_YEAR, state: 'entrusted_out', ...more });

describe('entrustments', () => {
  it('carry what is left of the cases that went with them as a whole', async () => {
    await core.push(
      's1',
      gone('k1', { due: 900_000_000_000_000, done: 1 }),
      gone('k2', { due: 500, done: 200 }),
      caseLine('going on', 'k3', 'a', { due: 700 }),
      ...[entrustment('d1', { case: 'k1' }), entrustment('d2', { case: 'k2' })],
      // Part of a case that goes on, no case, one that nobody sent: no sum is known.
      ...[entrustment('d3', { case: 'k3' }), entrustment('d4'), entrustment('d5', { case: 'nobody' })],
      entrustment('d6', { to_unit: 'Long An', case: 'k3' }),
    );
    const { flows } = core.measures.flows(asked);
    expect(
      flows.map(({ to, decisions, money, withoutMoney }) => [to, decisions, money, withoutMoney]),
    ).toEqual([
      ['Đồng Nai', 5, '900000000000299', 3],
      ['Long An', 1, null, 1],
    ]);
    expect(core.measures.measures(asked).money.D).toBe('900000000000299');
  });

  it('count a case once, with the last decision that names it, and not after it was taken back', async () => {
    await core.push(
      's1',
      gone('k1', { due: 400 }),
      entrustment('d1', { case: 'k1' }),
      entrustment('d2', { case: 'k1', to_unit: 'Long An', at: '2026-01-05T08:00:00+07:00' }),
    );
    const told = (at: number) =>
      core.measures.flows({ unit: 'top', at }).flows.map(({ to, money }) => [to, money]);
    expect(told(parseInstant('2025-12-31T00:00:00+07:00') as number)).toEqual([['Đồng Nai', '400']]);
    expect(told(NOW)).toEqual([
      ['Đồng Nai', null],
      ['Long An', '400'],
    ]);
    await core.push('s1', gone('k1', { v: 3, at: '2026-01-10T08:00:00+07:00', state: 'in_progress' }));
    core.measures.changed({ units: false, aggregates: false, targets: false });
    expect(told(NOW).map(([, money]) => money)).toEqual([null, null]);
  });

  it('are of the part of the organisation that is asked about, cases too', async () => {
    await core.push('s1', gone('k1', { unit: 'c', due: 400 }), entrustment('d1', { case: 'k1' }));
    expect(core.measures.flows(asked).flows).toMatchObject([{ from: 'a', money: null, withoutMoney: 1 }]);
    expect(core.measures.flows({ ...asked, unit: 'b' }).flows).toEqual([]);
  });

  it('carry together what D counts, where every case that went has its decision', () =>
    fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.record({
            unit: fc.constantFrom('a', 'b'),
            to: fc.constantFrom('Đồng Nai', 'Long An', 'c'),
            due: fc.integer({ min: 0, max: 2 ** 50 }),
            done: fc.integer({ min: 0, max: 2 ** 50 }),
            went: fc.boolean(),
          }),
          { maxLength: 12 },
        ),
        async (cases) => {
          const own = startCore(() => NOW);
          try {
            await own.push(
              's1',
              ...[unitLine('u', 'top', null), unitLine('ua', 'a', 'top'), unitLine('ub', 'b', 'top')],
              ...cases.flatMap(({ unit, to, due, done, went }, i) => [
                gone(`k${i}`, { unit, due, done, ...(!went && { state: 'postponed' }) }),
                entrustment(`d${i}`, { unit, to_unit: to, case: `k${i}` }),
              ]),
            );
            own.measures.changed({ units: true, aggregates: true, targets: true });
            for (const unit of ['top', 'a', 'b']) {
              const { flows } = own.measures.flows({ unit, at: NOW });
              const money = flows.reduce((sum, flow) => sum + BigInt(flow.money ?? 0), 0n);
              expect(`${money}`).toBe(own.measures.measures({ unit, at: NOW }).money.D);
              const its = cases.filter((one) => unit === 'top' || one.unit === unit);
              const known = flows.reduce((sum, one) => sum + one.decisions - one.withoutMoney, 0);
              expect(known).toBe(its.filter(({ went }) => went).length);
            }
          } finally {
            own.close();
          }
        },
      ),
      { numRuns: 15 },
    ));
});
