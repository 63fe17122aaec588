import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SourceHealth } from '../../contract/answers.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { FRESHNESS } from '../../contract/schedules.ts';
import { heldMeasures } from '../fixtures/measures.ts';
import { compared, holdsNow } from './conditions.ts';

const NOW = 1_760_000_000_000;
const source = (change: Partial<SourceHealth>): SourceHealth => ({
  id: 'demo',
  kind: 'push',
  name: 'Nguồn mẫu',
  nature: 'operational',
  state: 'on_time',
  heardAt: formatInstant(NOW - 1000),
  ageS: 1,
  lastEventAt: null,
  lastSeq: 0,
  behind: null,
  lastError: null,
  counts: { accepted: 0, duplicates: 0, held: 0, quarantined: 0, conflicts: 0 },
  ...change,
});

describe('a comparison', () => {
  it('is exact, for đồng of any size as well', () => {
    expect(compared('9007199254740993', 'above', 9_007_199_254_740_992)).toBe(true);
    expect(compared('9007199254740992', 'above', 9_007_199_254_740_992)).toBe(false);
    expect(compared(84.38, 'at_least', 84.38)).toBe(true);
    expect(compared(null, 'below', 1)).toBeNull();
  });

  it('has one of below, equal and above, and the others follow', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer(), fc.bigInt().map(String), fc.double({ noNaN: true })),
        fc.oneof(fc.integer(), fc.double({ noNaN: true })),
        (value, than) => {
          const [below, atMost, atLeast, above] = (['below', 'at_most', 'at_least', 'above'] as const).map(
            (compare) => compared(value, compare, than),
          );
          expect(below).toBe(!atLeast);
          expect(above).toBe(!atMost);
          expect(below && above).toBe(false);
        },
      ),
    );
  });
});

describe('a condition', () => {
  const level = (change: Partial<SourceHealth>) =>
    FRESHNESS.filter((one) =>
      holdsNow({ is: 'freshness', source: 'demo', levels: [one] }, NOW, {
        measures: heldMeasures(),
        sources: () => [source(change)],
      }),
    );
  const silent = (s: number) => ({ state: 'late' as const, heardAt: formatInstant(NOW - s * 1000) });

  it('on a source holds at exactly one level, that of the wall', () => {
    expect(level({})).toEqual(['fresh']);
    expect(level(silent(60))).toEqual(['late']);
    expect(level(silent(700))).toEqual(['stale']);
    expect(level(silent(90_000))).toEqual(['gone']);
    expect(level({ state: 'paused' })).toEqual([]);
    expect(level({ state: 'connecting', heardAt: null })).toEqual([]);
  });

  it('on an indicator holds by its value; without unit or indicator nobody knows', () => {
    const holds = (unit: string, indicator: string) =>
      holdsNow({ is: 'indicator', unit, indicator, compare: 'at_least', value: 1 }, NOW, {
        measures: heldMeasures(),
        sources: () => [],
      });
    expect(holds('HCM', 'cases_to_enforce')).toBe(true);
    expect(holds('HCM', 'money_completed')).toBe(true);
    expect(holds('NOWHERE', 'cases_to_enforce')).toBeNull();
    expect(holds('HCM', 'none')).toBeNull();
  });
});
