import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ROLES } from '../../../electron/contract/live.ts';
import type { Monitor } from '../../../electron/contract/wall.ts';
import { draftOf, hangRole, rolesOn, sameDraft, scaledTo, showExtra, swapMonitors } from './draft.ts';

const monitor = (place: number, roles: Monitor['roles']): Monitor => ({
  id: `m${place}`,
  label: '',
  x: 1920 * (place - 1),
  y: 0,
  width: 1920,
  height: 1080,
  scale: 1,
  position: { place, row: 1, rows: 1, column: place, columns: 5 },
  roles,
  extra: roles.length === 0 ? { kind: 'dark' } : null,
});
const five = [...ROLES.map((role, i) => monitor(i + 1, [role])), monitor(5, [])];
const two = [monitor(1, ['statistics', 'map', 'trends']), monitor(2, ['operations'])];

describe('what is wanted of the monitors', () => {
  it('begins with what is', () => {
    expect(draftOf(five)).toEqual({
      roles: { statistics: 'm1', map: 'm2', trends: 'm3', operations: 'm4' },
      extras: { m5: { kind: 'dark' } },
    });
  });
  it('exchanges monitors where each role has its own', () => {
    const draft = hangRole(draftOf(five), 'map', 'm4', 5);
    expect(draft.roles).toEqual({ statistics: 'm1', map: 'm4', trends: 'm3', operations: 'm2' });
    expect(hangRole(draft, 'trends', 'm5', 5)).toMatchObject({
      roles: { trends: 'm5' },
      extras: { m3: { kind: 'dark' } },
    });
  });
  it('lets a role join others where there are fewer monitors, and leaves none of them empty', () => {
    expect(rolesOn(hangRole(draftOf(two), 'map', 'm2', 2), 'm2')).toEqual(['map', 'operations']);
    const swapped = hangRole(draftOf(two), 'operations', 'm1', 2);
    expect(rolesOn(swapped, 'm1')).toEqual(['operations']);
    expect(rolesOn(swapped, 'm2')).toEqual(['statistics', 'map', 'trends']);
  });
  it('knows when nothing has changed', () => {
    const draft = draftOf(five);
    expect(sameDraft(draft, swapMonitors(swapMonitors(draft, 'm1', 'm3'), 'm3', 'm1'))).toBe(true);
    expect(sameDraft(draft, showExtra(draft, 'm5', { kind: 'role', role: 'map' }))).toBe(false);
  });
  it('keeps every monitor busy and every role in one place, whatever is done', () => {
    const act = fc.record({ role: fc.constantFrom(...ROLES), to: fc.nat(4) });
    fc.assert(
      fc.property(fc.constantFrom(five, two), fc.array(act, { maxLength: 20 }), (monitors, acts) => {
        const draft = acts.reduce(
          (now, { role, to }) =>
            hangRole(now, role, monitors[to % monitors.length]?.id ?? '', monitors.length),
          draftOf(monitors),
        );
        const counts = monitors.map(({ id }) => rolesOn(draft, id).length);
        expect(counts.reduce((a, b) => a + b, 0)).toBe(ROLES.length);
        if (monitors.length >= ROLES.length) expect(Math.max(...counts)).toBe(1);
        else expect(Math.min(...counts)).toBeGreaterThan(0);
      }),
    );
  });
});

describe('the picture of the monitors', () => {
  it('is to scale', () => {
    const places = [
      { x: -1080, y: 0, width: 1080, height: 1920 },
      { x: 0, y: 0, width: 3840, height: 2160 },
    ];
    expect(scaledTo(492, places)).toEqual({
      height: 216,
      places: [
        { left: 0, top: 0, width: 108, height: 192 },
        { left: 108, top: 0, width: 384, height: 216 },
      ],
    });
  });
});
