import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { officesFile, provincesFile } from '../contract/offices.ts';

const path = new URL('../../assets/offices/hcm.json', import.meta.url);
const raw: unknown = JSON.parse(readFileSync(path, 'utf8'));
const offices = officesFile.parse(raw);

test('the city has 168 wards, 113 phường, 54 xã and one special zone, each in exactly one of 19 offices', () => {
  const kinds = Object.groupBy(offices.wards, (w) => w.kind);
  expect(offices.wards).toHaveLength(168);
  expect([kinds.ward?.length, kinds.commune?.length, kinds.special_zone?.length]).toEqual([113, 54, 1]);
  expect(offices.offices.map((o) => o.unit)).toEqual(
    Array.from({ length: 19 }, (_, i) => `HCM-KV${String(i + 1).padStart(2, '0')}`),
  );
});

test('published territories have the published number of wards', () => {
  const wards = Object.groupBy(offices.wards, (w) => w.office);
  const counts = offices.offices.filter((o) => o.coverage === 'published').map((o) => wards[o.unit]?.length);
  expect(counts).toEqual([10, 12, 11, 9, 8]);
});

test('an office covers whole former districts, the ones it names', () => {
  for (const office of offices.offices) {
    const found = new Set(offices.wards.filter((w) => w.office === office.unit).map((w) => w.district));
    expect([...found].sort()).toEqual([...office.districts].sort());
  }
  const districts = offices.offices.flatMap((o) => o.districts);
  expect(new Set(districts).size).toBe(districts.length);
});

test('an assumed territory says so, and so does an invented room', () => {
  expect(offices.offices.filter((o) => o.assumed).map((o) => o.number)).toEqual([
    9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19,
  ]);
  for (const room of offices.rooms) expect(room.illustrative).toBe(room.name.endsWith('(minh họa)'));
});

test('a broken file is refused with the field at fault', () => {
  const broken = structuredClone(offices);
  const first = broken.wards[0];
  if (first) first.office = 'HCM-KV99';
  expect(officesFile.safeParse(broken).error?.issues[0]).toMatchObject({ path: ['wards', 0, 'office'] });
});

test('the other 33 provinces have an agency each', () => {
  const file = new URL('../../assets/offices/provinces.json', import.meta.url);
  const { provinces } = provincesFile.parse(JSON.parse(readFileSync(file, 'utf8')));
  expect(new Set(provinces.map((p) => p.unit)).size).toBe(33);
});
