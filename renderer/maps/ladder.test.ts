import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { BOTTOM, climb, type Ladder, patience, type Step } from './ladder.ts';

const through = (...steps: Step[]): Ladder => steps.reduce(climb, BOTTOM);

describe('the way back of the map', () => {
  it('opens again after a loss, and is forgiven after a while', () => {
    expect(through('drawn')).toEqual({ rung: 'drawn', attempts: 0 });
    expect(through('drawn', 'lost')).toEqual({ rung: 'waiting', attempts: 1 });
    expect(through('drawn', 'lost', 'waited')).toEqual({ rung: 'opening', attempts: 1 });
    expect(through('drawn', 'lost', 'waited', 'drawn', 'waited')).toEqual({ rung: 'drawn', attempts: 0 });
  });

  it('stays plain after three losses, and tries once more much later', () => {
    const plain = through('lost', 'waited', 'lost', 'waited', 'lost');
    expect(plain.rung).toBe('plain');
    expect(patience(plain)).toBeGreaterThanOrEqual(10 * 60_000);
    const again = climb(plain, 'waited');
    expect(again.rung).toBe('opening');
    expect(climb(again, 'lost').rung).toBe('plain');
  });

  it('takes a map that never draws for lost', () => {
    expect(climb(BOTTOM, 'waited')).toEqual({ rung: 'waiting', attempts: 1 });
  });

  it('never rests on a rung without a way on, except where it draws', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom<Step>('drawn', 'lost', 'waited')), (steps) => {
        const ladder = through(...steps);
        if (ladder.rung !== 'drawn') expect(patience(ladder)).not.toBeNull();
        expect(ladder.attempts).toBeLessThanOrEqual(3);
      }),
    );
  });
});
