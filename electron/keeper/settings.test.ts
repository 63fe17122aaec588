import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isQuiet } from './quiet.ts';
import { Refusal } from './refusal.ts';
import { readSettings } from './settings.ts';
import { endsInARow, isFinal, restartDelay } from './wall/pace.ts';

describe('settings', () => {
  it('have defaults', () => {
    expect(readSettings({ IOC_WALL_UPDATE_FROM: '' })).toMatchObject({
      dataDir: '/var/lib/ioc-wall/data',
      updateFrom: '/var/lib/ioc-wall/updates',
      quiet: { from: '02:00', until: '04:00' },
      trialS: 120,
      flags: [],
    });
  });
  it.each([
    ['IOC_WALL_HOME', 'here'],
    ['IOC_WALL_UPDATE_FROM', 'ftp://a'],
    ['IOC_WALL_UPDATE_FROM', 'folder'],
    ['IOC_WALL_QUIET_FROM', '24:00'],
    ['IOC_WALL_TRIAL_S', '0'],
    ['IOC_WALL_TRIAL_S', 'long'],
    ['IOC_WALL_LOCALE', 'fr'],
  ])('refuse %s=%s, naming it', (name, text) => {
    const read = () => readSettings({ [name]: text });
    expect(read).toThrow(Refusal);
    expect(read).toThrow(name);
  });
});

describe('quiet hours', () => {
  const at = (time: string) => Date.parse(`2026-11-29T${time}:00+07:00`);
  it.each([
    ['02:00', '04:00', '01:59', false],
    ['02:00', '04:00', '02:00', true],
    ['02:00', '04:00', '04:00', false],
    ['22:00', '05:00', '23:30', true],
    ['22:00', '05:00', '04:59', true],
    ['22:00', '05:00', '12:00', false],
    ['00:00', '00:00', '12:00', true],
  ])('from %s until %s: %s is %s', (from, until, time, quiet) => {
    expect(isQuiet(at(time), { from, until })).toBe(quiet);
  });
});

describe('starting again', () => {
  it('waits longer in a series, and never for more than a minute', () => {
    fc.assert(
      fc.property(fc.nat(200), (row) => {
        expect(restartDelay(row + 1)).toBeGreaterThanOrEqual(restartDelay(row));
        expect(restartDelay(row)).toBeLessThanOrEqual(60_000);
      }),
    );
    expect(endsInARow(5, 600_000)).toBe(1);
    expect(endsInARow(5, 599_999)).toBe(6);
  });
  it('is of no use after an end that was asked for, or a refusal', () => {
    expect([0, 64, 69, 70, 73, 75, null].map(isFinal)).toEqual([true, true, false, false, true, true, false]);
  });
});
