import fc from 'fast-check';
import { expect, it } from 'vitest';
import { ROLES } from '../contract/live.ts';
import { step } from './moving.ts';
import type { Moving } from './moving.ts';
import type { Placement } from './wallPlan.ts';

const five = (): Placement[] =>
  [...ROLES, null].map((role, i) => ({
    display: {
      id: `d${i}`,
      label: '',
      serial: '',
      bounds: { x: 1920 * i, y: 0, width: 1920, height: 1080 },
      scale: 1,
    },
    roles: role === null ? [] : [role],
    extra: role === null ? { kind: 'dark' } : null,
  }));
const typed = (...digits: number[]) =>
  digits.reduce<Moving>((moving, digit) => step(moving, { digit }), { placements: five(), picked: null });
const shown = ({ placements }: Moving) => placements.map(({ roles }) => roles[0] ?? 'none');

it('changes the places of two monitors that are named one after the other', () => {
  expect(shown(typed(2, 4))).toEqual(['statistics', 'operations', 'trends', 'map', 'none']);
  expect(typed(2)).toMatchObject({ picked: 2 });
  expect(typed(2, 4).placements.map(({ display }) => display.id)).toEqual(['d0', 'd1', 'd2', 'd3', 'd4']);
});

it('moves a role to an extra monitor, which changes places with it', () => {
  expect(shown(typed(5, 1))).toEqual(['none', 'map', 'trends', 'operations', 'statistics']);
  expect(typed(5, 1).placements[0]?.extra).toEqual({ kind: 'dark' });
});

it('puts a monitor back that is named twice, and knows no monitor beyond the last', () => {
  expect(typed(3, 3)).toEqual({ placements: five(), picked: null });
  expect(typed(9)).toEqual({ placements: five(), picked: null });
});

it('loses and doubles nothing, whatever is typed', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 30 }), (digits) => {
      expect(shown(typed(...digits)).sort()).toEqual([...ROLES, 'none'].sort());
    }),
  );
});
