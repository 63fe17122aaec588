import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isNormal, NORMAL, type Policy, type Reading, type Standing, step, turnsAt } from './machine.ts';

const MINUTE = 60_000;
const BREACH: Reading = { is: 'breach' };
const CLEAR: Reading = { is: 'clear' };
const BETWEEN: Reading = { is: 'between' };
const NO_DATA: Reading = { is: 'no_data' };
const ERROR: Reading = { is: 'error', error: 'failed' };

const policies: fc.Arbitrary<Policy> = fc.record({
  forMs: fc.constantFrom(0, MINUTE, 10 * MINUTE),
  recoverMs: fc.constantFrom(0, MINUTE, 10 * MINUTE),
  noData: fc.constantFrom('keep', 'normal', 'alert'),
});
const looks = fc.array(
  fc.record({
    reading: fc.constantFrom<Reading>(BREACH, CLEAR, BETWEEN, NO_DATA, ERROR),
    after: fc.integer({ min: 1, max: 15 * MINUTE }),
  }),
  { maxLength: 60 },
);

interface Seen {
  at: number;
  reading: Reading;
  before: Standing;
  standing: Standing;
  turn: ReturnType<typeof step>['turn'];
}

function run(policy: Policy, given: readonly { reading: Reading; after: number }[]): Seen[] {
  let standing = NORMAL;
  let at = 0;
  return given.map(({ reading, after }) => {
    at += after;
    const before = standing;
    const stepped = step(before, reading, at, policy);
    standing = stepped.standing;
    return { at, reading, before, standing, turn: stepped.turn };
  });
}

describe('where a rule stands with a unit', () => {
  it('opens and closes in turn, and an alert is open exactly between the two', () => {
    fc.assert(
      fc.property(policies, looks, (policy, given) => {
        let open = false;
        for (const { standing, turn } of run(policy, given)) {
          if (turn === 'opened') expect(open).toBe(false);
          if (turn === 'closed') expect(open).toBe(true);
          if (turn !== null) open = turn === 'opened';
          expect(standing.open !== null).toBe(open);
        }
      }),
    );
  });

  it('fires only after the condition held for its whole time, and is over only after it was over for its own', () => {
    fc.assert(
      fc.property(policies, looks, (policy, given) => {
        let heldSince: number | null = null;
        let overSince: number | null = null;
        const isNoData = (reading: Reading) => reading.is === 'no_data' && policy.noData === 'normal';
        for (const { at, reading, before, standing } of run(policy, given)) {
          const is = isNoData(reading) ? 'clear' : reading.is;
          heldSince = is === 'breach' ? (heldSince ?? at) : null;
          overSince = is === 'clear' ? (overSince ?? at) : null;
          if (before.phase !== 'firing' && before.phase !== 'recovering' && standing.phase === 'firing')
            expect(at - (heldSince ?? Number.NaN)).toBeGreaterThanOrEqual(policy.forMs);
          const wasOpen = before.phase === 'firing' || before.phase === 'recovering';
          if (wasOpen && standing.phase === 'normal')
            expect(at - (overSince ?? Number.NaN)).toBeGreaterThanOrEqual(policy.recoverMs);
        }
      }),
    );
  });

  it('is frozen by what cannot be told: an alert neither comes of a gap nor goes by it', () => {
    fc.assert(
      fc.property(policies, looks, (policy, given) => {
        for (const { reading, before, standing } of run({ ...policy, noData: 'keep' }, given)) {
          if (reading.is !== 'no_data') continue;
          expect(standing.phase).toBe(before.phase);
          expect(standing.open).toBe(before.open);
          expect(standing.trouble).toBe('no_data');
        }
      }),
    );
  });

  it('does not change between the two limits while it is firing or normal', () => {
    fc.assert(
      fc.property(policies, looks, (policy, given) => {
        for (const { reading, before, standing } of run(policy, given)) {
          if (reading.is !== 'between') continue;
          if (before.phase === 'firing' || before.phase === 'normal')
            expect(standing.phase).toBe(before.phase);
        }
      }),
    );
  });

  it('turns by the clock alone exactly when it says so', () => {
    fc.assert(
      fc.property(policies, looks, (policy, given) => {
        for (const { at, reading, standing } of run(policy, given)) {
          const turns = turnsAt(standing, policy);
          if (turns === null || turns <= at) continue;
          expect(step(standing, reading, turns - 1, policy).standing).toEqual(standing);
          const then = step(standing, reading, turns, policy);
          expect(then.standing).not.toEqual(standing);
        }
      }),
    );
  });

  it('forgets everything once all has been well for long enough', () => {
    fc.assert(
      fc.property(policies, looks, (policy, given) => {
        const last = run(policy, given).at(-1);
        if (!last) return;
        const well = step(last.standing, CLEAR, last.at + 1, policy).standing;
        const later = step(well, CLEAR, last.at + 1 + policy.recoverMs, policy).standing;
        expect(isNormal(later)).toBe(true);
      }),
    );
  });

  it('alerts of a gap itself where the rule says so, and of every error', () => {
    const policy: Policy = { forMs: MINUTE, recoverMs: 0, noData: 'alert' };
    const gap = run(policy, [
      { reading: NO_DATA, after: 1 },
      { reading: NO_DATA, after: MINUTE },
      { reading: CLEAR, after: 1 },
    ]);
    expect(gap.map(({ turn }) => turn)).toEqual([null, 'opened', 'closed']);
    expect(gap[1]?.standing).toMatchObject({ open: 'no_data', phase: 'normal' });
    const error = run({ ...policy, noData: 'keep', forMs: 0 }, [{ reading: ERROR, after: 1 }]);
    expect(error[0]).toMatchObject({ turn: 'opened', standing: { open: 'error' } });
  });
});
