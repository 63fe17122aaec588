import { expect, it } from 'vitest';
import type { OrganisationUnit } from '../../../electron/contract/organisation.ts';
import { found, placed, turning } from './foundUnits.ts';

function unit(key: string, parent: string | null, more: Partial<OrganisationUnit> = {}): OrganisationUnit {
  const common = { level: 'region', from: null, to: null, standing: 'open', officers: 0 } as const;
  return { ...common, unit: key, name: key, parent, ...more };
}
const UNITS = [
  unit('HCM', null),
  unit('KV1', 'HCM', { name: 'Phòng THADS khu vực 1 – Đồng Khởi' }),
  unit('KV1-P1', 'KV1', { to: '2026-11-30' }),
  unit('KV2', 'HCM', { from: '2026-12-01', standing: 'not_begun' }),
];

it('finds by name without diacritics, or by code, and shows what lies above', () => {
  const seek = (words: string) =>
    found(placed(UNITS), words, () => true).map(({ unit: key, depth, hit }) => [key, depth, hit]);
  expect(seek('dong khoi')).toEqual([
    ['HCM', 0, false],
    ['KV1', 1, true],
  ]);
  expect(seek('kv1-')).toEqual([
    ['HCM', 0, false],
    ['KV1', 1, false],
    ['KV1-P1', 2, true],
  ]);
  expect(seek('')).toHaveLength(4);
  expect(found(placed(UNITS), '', ({ standing }) => standing === 'open').map(({ unit: key }) => key)).toEqual(
    ['HCM', 'KV1', 'KV1-P1'],
  );
});

it('names what begins and ends around a day', () => {
  const around = (day: string) =>
    turning(UNITS, day, 30).map(({ unit: { unit: key }, begins }) => [key, begins]);
  expect(around('2026-11-15')).toEqual([
    ['KV1-P1', false],
    ['KV2', true],
  ]);
  expect(around('2026-10-01')).toEqual([]);
});
