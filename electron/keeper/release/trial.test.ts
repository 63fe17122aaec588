import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Pulse } from '../../contract/release.ts';
import { afterEnd, afterPulse, ailmentOf, beginTrial, type TrialTerms, verdictOf } from './trial.ts';

const TERMS: TrialTerms = { version: '1.1.0', figures: 3, wellFor: 120_000, patience: 300_000 };
const WELL: Pulse = { version: '1.1.0', windows: 4, painting: 4, figures: 3, engine: true, refused: false };

it('passes after it was well for its time, and not before', () => {
  let state = beginTrial(0);
  for (let now = 3_000; now < 123_000; now += 3_000) {
    expect(verdictOf(state, TERMS, now).is).toBe('open');
    state = afterPulse(state, WELL, TERMS, now);
  }
  state = afterPulse(state, WELL, TERMS, 123_000);
  expect(verdictOf(state, TERMS, 123_000)).toEqual({ is: 'passed' });
});

it.each([
  [{ version: '1.0.0' }, 'it says it is version 1.0.0'],
  [{ engine: false }, 'its engine does not answer'],
  [{ windows: 0, painting: 0, figures: 0 }, 'it shows no window'],
  [{ painting: 3 }, '1 of its windows do not paint'],
  [{ figures: 1 }, '2 windows that had figures have none'],
])('is not well with %j', (over, why) => {
  expect(ailmentOf({ ...WELL, ...over }, TERMS)).toBe(why);
});

it('fails when its time is over, in the words of what was wrong last', () => {
  const state = afterPulse(beginTrial(0), { ...WELL, engine: false }, TERMS, 299_000);
  expect(verdictOf(state, TERMS, 300_000)).toEqual({ is: 'failed', why: 'its engine does not answer' });
});

it('fails at once when its engine refuses to run', () => {
  const state = afterPulse(beginTrial(0), { ...WELL, engine: false, refused: true }, TERMS, 3_000);
  expect(verdictOf(state, TERMS, 3_000)).toEqual({ is: 'failed', why: 'its engine refuses to run' });
});

it('fails when its wall ends again and again', () => {
  let state = beginTrial(0);
  for (let end = 0; end < 3; end += 1) state = afterEnd(state, 70);
  expect(verdictOf(state, TERMS, 1_000)).toEqual({
    is: 'failed',
    why: 'its wall ended with code 70, 3 times',
  });
});

it('never passes without a stretch of health as long as was asked for', () => {
  const step = fc.record({ after: fc.integer({ min: 1, max: 10_000 }), ill: fc.boolean() });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      let state = beginTrial(0);
      let now = 0;
      let since: number | null = null;
      for (const { after, ill } of steps) {
        now += after;
        state = afterPulse(state, { ...WELL, engine: !ill }, TERMS, now);
        since = ill ? null : (since ?? now);
        const well = since === null ? 0 : now - since;
        const verdict = verdictOf(state, TERMS, now);
        if (verdict.is === 'passed') expect(well).toBeGreaterThanOrEqual(TERMS.wellFor);
        if (verdict.is === 'failed') expect(now).toBeGreaterThanOrEqual(TERMS.patience);
      }
    }),
  );
});
