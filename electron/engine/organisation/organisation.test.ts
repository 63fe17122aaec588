import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dayStart } from '../../contract/calendar.ts';
import { circlesIn } from './checking.ts';
import {
  fileOf,
  type Organised,
  pushed,
  soundRows,
  startOrganised,
  text,
  unitLine,
  type UnitRow,
} from './fixtures.ts';
import { entityAt } from './standing.ts';

let house: Organised;
beforeEach(() => {
  house = startOrganised();
});
afterEach(() => house.close());

/** Runs with an organisation of its own. */
async function alone(run: (one: Organised) => Promise<void>): Promise<void> {
  const one = startOrganised();
  try {
    await run(one);
  } finally {
    one.close();
  }
}

/** Circles of the tree at any instant at which anything in it changed. */
function circles({ organisation }: Organised): string[][] {
  const { unit } = organisation();
  const instants = new Set([...unit.values()].flatMap(({ versions }) => versions.map(({ at }) => at)));
  return [...instants].flatMap((at) =>
    circlesIn([...unit.keys()], (key) => entityAt(unit.get(key), at)?.above ?? null),
  );
}

const noChange = {
  counts: expect.objectContaining({ added: 0, changed: 0, ended: 0, refused: 0 }),
  absent: [],
};
const DELIMITERS = [',', ';', '\t'] as const;

describe('whatever was pushed', () => {
  it('comes back from its own CSV file without a change', () =>
    fc.assert(
      fc.asyncProperty(pushed, fc.constantFrom('vi', 'en'), (events, language) =>
        alone(async (one) => {
          await one.push(...events);
          for (const kind of ['unit', 'officer'] as const)
            expect(await one.bring(one.csv(kind, language))).toMatchObject(noChange);
        }),
      ),
      { numRuns: 30 },
    ));

  it(
    'comes back from its own workbook without a change',
    () =>
      fc.assert(
        fc.asyncProperty(pushed, (events) =>
          alone(async (one) => {
            await one.push(...events);
            expect(await one.bring(await one.workbook())).toMatchObject(noChange);
          }),
        ),
        { numRuns: 6 },
      ),
    60_000,
  );

  it('becomes what a sound file says, to the letter, or the file is refused', () =>
    fc.assert(
      fc.asyncProperty(pushed, soundRows, fc.constantFrom(...DELIMITERS), (events, rows, delimiter) =>
        alone(async (one) => {
          await one.push(...events);
          const preview = await one.bring(fileOf(rows, delimiter));
          if (preview.counts.refused > 0) return;
          if (preview.counts.added + preview.counts.changed > 0) one.apply(preview);
          expect(await one.bring(fileOf(rows, delimiter))).toMatchObject({
            counts: { unchanged: rows.length, refused: 0 },
          });
          for (const row of rows) {
            const state = entityAt(one.organisation().unit.get(row.unit), one.time.now);
            expect(state).toMatchObject({
              above: row.parent || null,
              level: row.level,
              from: row.from || null,
              lat: row.lat === '' ? null : Number(row.lat),
            });
            expect(state?.name.trim()).toBe(row.name);
          }
          expect(circles(one)).toEqual([]);
        }),
      ),
      { numRuns: 30 },
    ));
});

describe('a sound file', () => {
  it('is what the export gives once it is applied', () =>
    fc.assert(
      fc.asyncProperty(soundRows, fc.constantFrom(...DELIMITERS), (rows, delimiter) =>
        alone(async (one) => {
          const preview = await one.bring(fileOf(rows, delimiter));
          expect(preview.rows.flatMap(({ faults }) => faults)).toEqual([]);
          one.apply(preview);
          const units = [...one.organisation().unit.keys()].sort();
          expect(units).toEqual(rows.map(({ unit }) => unit).sort());
          expect(await one.bring(one.csv('unit'))).toMatchObject(noChange);
        }),
      ),
      { numRuns: 25 },
    ));

  it('with any rows broken writes nothing', () =>
    fc.assert(
      fc.asyncProperty(
        soundRows,
        fc.array(fc.tuple(fc.nat(), fc.constantFrom<keyof typeof DAMAGE>(...DAMAGES)), {
          minLength: 1,
          maxLength: 4,
        }),
        (rows, damages) =>
          alone(async (one) => {
            await one.push(unitLine('u1', 'HCM', null));
            const broken = rows.map((row) => ({ ...row }));
            for (const [i, damage] of damages) DAMAGE[damage](broken[i % broken.length] as UnitRow);
            const before = one.stored();
            const preview = await one.bring(fileOf(broken));
            const damaged = new Set(damages.map(([i]) => i % broken.length));
            const refused = preview.rows.flatMap(({ became }, i) => (became === 'refused' ? [i] : []));
            for (const i of damaged) expect(refused).toContain(i);
            for (const row of preview.rows)
              for (const fault of row.faults) expect(fault.detail).toMatch(/^Row \d+, .+: .+: .+\.$/s);
            expect(() => one.apply(preview)).toThrow(/cannot be taken in, so none is/);
            expect(one.stored()).toEqual(before);
          }),
      ),
      { numRuns: 30 },
    ));
});

const DAMAGE = {
  level: (row: UnitRow) => (row.level = 'cấp lạ'),
  noLevel: (row: UnitRow) => (row.level = ''),
  day: (row: UnitRow) => (row.from = '31/02/2026'),
  end: (row: UnitRow) => Object.assign(row, { from: '2026-02-01', to: '2026-01-31' }),
  parent: (row: UnitRow) => (row.parent = 'không có ở đâu'),
  self: (row: UnitRow) => (row.parent = row.unit),
  name: (row: UnitRow) => (row.name = ''),
  degrees: (row: UnitRow) => (row.lat = '90.5'),
};
const DAMAGES = Object.keys(DAMAGE) as (keyof typeof DAMAGE)[];

it('never has a circle, whatever files say one after the other, from whatever day', () => {
  const keys = ['A', 'B', 'C', 'D', 'E'];
  const file = fc.array(
    fc.record({ unit: fc.constantFrom(...keys), parent: fc.constantFrom('', ...keys), level: fc.nat(3) }),
    { minLength: 1, maxLength: 5 },
  );
  const levels = ['national', 'province', 'region', 'room'];
  const day = fc.option(fc.constantFrom('2026-11-15', '2026-11-01', '2026-06-30'));
  return fc.assert(
    fc.asyncProperty(fc.array(fc.tuple(file, day), { minLength: 1, maxLength: 6 }), (files) =>
      alone(async (one) => {
        const top = { at: '2024-01-01T00:00:00+07:00', level: 'room' };
        await one.push(...keys.map((k, i) => unitLine(`u${i}`, k, keys[i - 1] ?? null, top)));
        for (const [rows, from] of files) {
          one.time.now += 3_600_000;
          const cells = { name: 'x', from: '', to: '', lat: '', lon: '' };
          const unique = [...new Map(rows.map((row) => [row.unit, row])).values()];
          let preview = await one.bring(
            fileOf(unique.map((row) => ({ ...cells, ...row, level: levels[row.level] ?? '' }))),
          );
          if (from !== null)
            preview = one.imports.choose(preview.number, { day: from, ends: null }, () => undefined);
          const before = one.stored();
          try {
            one.apply(preview);
          } catch {
            expect(one.stored()).toEqual(before);
          }
          expect(circles(one)).toEqual([]);
          expect(one.reasons()).toEqual([]);
        }
      }),
    ),
    { numRuns: 40 },
  );
});

it(
  'reads any bytes as a file, or says in one sentence why not',
  () =>
    fc.assert(
      fc.asyncProperty(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }).map((bytes) => Buffer.from(bytes)),
          fc
            .uint8Array({ maxLength: 200 })
            .map((bytes) => Buffer.concat([Buffer.from('PK\u0003\u0004'), bytes])),
          fc
            .array(fc.array(text, { maxLength: 9 }), { maxLength: 9 })
            .map((rows) =>
              Buffer.from(`unit,name,level,parent\n${rows.map((row) => row.join(',')).join('\n')}`),
            ),
        ),
        async (bytes) => {
          const refusal = await house.bring(bytes).then(
            () => null,
            (error: unknown) => error,
          );
          if (refusal === null) return;
          expect(refusal).toMatchObject({
            statusCode: 400,
            field: 'file',
            message: expect.stringMatching(/^[A-Z].+\.$/s),
          });
        },
      ),
      { numRuns: 30 },
    ),
  60_000,
);

const HEAD = 'Mã đơn vị;Tên đơn vị;Cấp;Mã đơn vị cấp trên;Từ ngày;Đến hết ngày';
const faultsOf = async (csv: string) =>
  (await house.bring(csv)).rows.flatMap(({ n, faults }) =>
    faults.map(({ code, column }) => [n, code, column]),
  );

describe('a file made by hand', () => {
  it('is read with its headings in either language, without diacritics, under a title, in any parting', async () => {
    for (const csv of [
      `${HEAD}\nHCM;Thi hành án TP.HCM;Tỉnh, thành phố;;;\nKV1;Khu vực 1;Khu vực;HCM;1/7/2025;`,
      '\uFEFFMA DON VI,TEN DON VI,CAP,TRUC THUOC,TU NGAY\r\nHCM,Thi hành án TP.HCM,tinh,,\r\nKV1,Khu vực 1,KHU VUC,HCM,01-07-2025\r\n',
      'Danh sách đơn vị\n\nCode\tName\tLevel\tParent\tFrom\nHCM\tThi hành án TP.HCM\tprovince\t\t\nKV1\tKhu vực 1\tregion\tHCM\t2025-07-01',
    ]) {
      const preview = await house.bring(csv);
      expect(preview.counts).toMatchObject({ added: 2, refused: 0 });
      expect(preview.rows[1]?.changes).toEqual([
        { field: 'name', before: null, after: 'Khu vực 1' },
        { field: 'level', before: null, after: 'region' },
        { field: 'parent', before: null, after: 'HCM' },
        { field: 'from', before: null, after: '2025-07-01' },
      ]);
    }
  });

  it('says of each row which column is wrong', async () => {
    await house.push(
      unitLine('u1', 'HCM', null, { level: 'province' }),
      unitLine('u2', 'KV1', 'HCM'),
      unitLine('u3', 'KV1-P1', 'KV1', { level: 'room' }),
    );
    expect(
      await faultsOf(
        [
          HEAD,
          ';Không mã;Phòng;HCM;;',
          'P1;;Phòng;HCM;;',
          'P2;Phòng 2;cấp lạ;HCM;;',
          'P3;Phòng 3;Phòng;KV99;;',
          'P4;Phòng 4;Phòng;HCM;2026-13-01;mai',
          'P5;Phòng 5;Phòng;HCM;2/1/2026;1/1/2026',
          'P6;Phòng 6;Phòng;HCM;;',
          'P6;Phòng 6 nữa;Phòng;HCM;;',
          'P7;Phòng 7;Tỉnh;HCM;;',
          'KV1;Khu vực 1;Khu vực;HCM;;31/12/2026',
          'A;A;Khu vực;B;;',
          'B;B;Khu vực;A;;',
        ].join('\n'),
      ),
    ).toEqual([
      [2, 'missing', 'Mã đơn vị'],
      [3, 'missing', 'Tên đơn vị'],
      [4, 'unknown_level', 'Cấp'],
      [5, 'unknown_unit', 'Mã đơn vị cấp trên'],
      [6, 'not_a_day', 'Từ ngày'],
      [6, 'not_a_day', 'Đến hết ngày'],
      [7, 'ends_before_start', 'Đến hết ngày'],
      [9, 'duplicate', 'Mã đơn vị'],
      [10, 'level_order', 'Cấp'],
      [11, 'child_goes_on', 'Đến hết ngày'],
      [12, 'cycle', 'Mã đơn vị cấp trên'],
      [12, 'level_order', 'Cấp'],
      [13, 'cycle', 'Mã đơn vị cấp trên'],
      [13, 'level_order', 'Cấp'],
    ]);
  });

  it('may change what was wrong before only where it touches it', async () => {
    // A region below a region, pushed by some system.
    await house.push(unitLine('u1', 'KV1', null), unitLine('u2', 'KV2', 'KV1'));
    const preview = await house.bring(house.csv('unit').replace('KV2,KV2', 'KV2,Khu vực hai'));
    expect(preview.counts).toMatchObject({ changed: 1, refused: 0 });
    expect(preview.rows[1]?.remarks.map(({ code }) => code)).toEqual(['level_order']);
  });

  it('swaps who is above whom', async () => {
    const level = (one: string) => ({ level: one });
    await house.push(unitLine('u1', 'A', null, level('region')), unitLine('u2', 'B', 'A', level('room')));
    house.apply(await house.bring('unit,name,level,parent\nA,A,room,B\nB,B,region,'));
    const parents = house.measures.units(house.time.now).map(({ unit, parent }) => [unit, parent]);
    expect(new Map(parents as [string, string | null][])).toEqual(
      new Map([
        ['A', 'B'],
        ['B', null],
      ]),
    );
  });

  it.each([
    ['', 'empty', /empty/],
    ['Tên;Số\nx;1', 'no_table', /Mã đơn vị/],
    ['Mã đơn vị;Tên;Cấp trên\nx;y;', 'column_missing', /"Cấp" \(level\)/],
    ['unit,code,name,level,parent\n', 'column_twice', /"code"/],
    [`${HEAD}\n"P1;Phòng 1;Phòng;HCM;;`, 'broken_row', /Row 2 .* quotation mark/],
    [
      Buffer.from([...Buffer.from(`${HEAD}\nP1;Ph`), 0xf2, 0x6e, 0x67]),
      'not_utf8',
      /Row 2 .*Windows-1258.*CSV UTF-8/,
    ],
    [Buffer.from(`\uFEFF${HEAD}`, 'utf16le'), 'not_utf8', /CSV UTF-8/],
    [Buffer.from('PK\u0003\u0004 no archive'), 'unreadable', /workbook/],
  ])('is refused as a whole with the remedy: %j', async (file, reason, words) => {
    await expect(house.bring(file)).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringMatching(words),
      more: { reason },
    });
  });
});

describe('what a file does not name', () => {
  beforeEach(async () => {
    await house.push(
      unitLine('u1', 'HCM', null, { level: 'province' }),
      unitLine('u2', 'KV1', 'HCM'),
      unitLine('u3', 'KV2', 'HCM'),
      unitLine('u4', 'KV9', 'HCM', { to: '2025-06-30' }),
      {
        id: 'o1',
        type: 'officer',
        v: 1,
        at: '2025-01-01T00:00:00+07:00',
        officer: 'CHV1',
        name: 'A',
        unit: 'KV2',
      },
    );
  });
  const only = 'unit,name,level,parent\nHCM,TP.HCM,province,\nKV1,KV1,region,HCM\n';

  it('is listed, and goes on unless it is ended on a chosen day', async () => {
    const first = await house.bring(only);
    // What has ended already is no question, and officers are none of this file.
    expect(first.absent).toEqual([{ kind: 'unit', key: 'KV2', name: 'KV2', unit: 'HCM' }]);
    expect(first.counts).toEqual({ added: 0, changed: 1, ended: 0, unchanged: 1, refused: 0 });
    const ends = { lastDay: '2026-11-30', units: ['KV2'], officers: [] };
    const chosen = house.imports.choose(first.number, { day: null, ends }, () => undefined);
    expect(chosen.absent).toEqual([]);
    expect(chosen.rows.at(-1)).toMatchObject({
      n: null,
      key: 'KV2',
      became: 'ended',
      changes: [{ field: 'to', before: null, after: '2026-11-30' }],
      remarks: [{ code: 'officer_goes_on', other: 'CHV1' }],
    });
    house.apply(chosen);
    const shown = entityAt(house.organisation().unit.get('KV2'), house.time.now);
    expect(shown).toMatchObject({ name: 'KV2', to: '2026-11-30' });
  });

  it('is not ended while what is below it goes on', async () => {
    const preview = await house.bring('unit,name,level,parent\nKV1,KV1,region,HCM\nKV2,KV2,region,HCM');
    const ends = { lastDay: '2026-11-30', units: ['HCM'], officers: [] };
    const { rows } = house.imports.choose(preview.number, { day: null, ends }, () => undefined);
    expect(rows.at(-1)).toMatchObject({
      became: 'refused',
      faults: [{ code: 'child_goes_on' }, { code: 'child_goes_on' }],
    });
  });

  it('keeps what the file has no column for', async () => {
    await house.push(unitLine('u9', 'KV1', 'HCM', { v: 2, lat: 10.5, lon: 106.5, from: '2025-07-01' }));
    house.apply(await house.bring('unit,name,level,parent\nKV1,Khu vực 1,region,HCM'));
    expect(entityAt(house.organisation().unit.get('KV1'), house.time.now)).toMatchObject({
      name: 'Khu vực 1',
      lat: 10.5,
      from: '2025-07-01',
    });
  });
});

describe('applying', () => {
  const file = 'unit,name,level,parent\nHCM,TP.HCM,province,\nKV1,Khu vực 1,region,HCM\n';

  it('is refused once the organisation has changed, and goes on with the new preview', async () => {
    const preview = await house.bring(file);
    await house.push(unitLine('u1', 'KV1', null, { name: 'khác' }));
    const before = house.stored();
    expect(() => house.apply(preview)).toThrow(/changed after this preview/);
    expect(house.stored()).toEqual(before);
    house.apply(house.imports.preview(preview.number, () => undefined));
    expect(house.measures.units(house.time.now).map(({ name }) => name)).toEqual(['TP.HCM', 'Khu vực 1']);
    expect(() => house.apply(preview)).toThrow(/applied already/);
    expect(house.imports.list()[0]).toMatchObject({ applied: { added: 1, changed: 1, by: 'lan' } });
  });

  it('gives versions above all others, waiting ones too, and lets in what waited', async () => {
    await house.push(unitLine('u1', 'KV1', 'HCM', { v: 7, name: 'chờ' }));
    await house.push(unitLine('u2', 'X', null, { v: 3 }));
    house.apply(await house.bring(`${file}X,Ít,room,KV1`));
    const { unit } = house.organisation();
    expect([...unit.values()].map(({ key, versions }) => [key, versions.map(({ v }) => v)])).toEqual([
      ['HCM', [1]],
      ['KV1', [7, 8]],
      ['X', [3, 4]],
    ]);
    expect(house.reasons()).toEqual([]);
    expect(entityAt(unit.get('KV1'), house.time.now)?.name).toBe('Khu vực 1');
  });

  it('is in force from the chosen day, and from no day to come', async () => {
    const { number } = await house.bring(file);
    expect(() => house.imports.choose(number, { day: '2026-11-16', ends: null }, () => undefined)).toThrow(
      /2026-11-15/,
    );
    house.apply(house.imports.choose(number, { day: '2025-10-01', ends: null }, () => undefined));
    expect(house.measures.units(dayStart('2025-10-01'))).toHaveLength(2);
    expect(house.measures.units(dayStart('2025-10-01') - 1)).toHaveLength(0);
    expect(await house.bring(house.csv('unit'))).toMatchObject(noChange);
  });

  it('counts officers at once, and moves them', async () => {
    house.apply(await house.bring(file));
    house.apply(
      await house.bring('Mã chấp hành viên;Họ và tên;Mã đơn vị;Từ ngày\nCHV1;Nguyễn Văn A;KV1;1/10/2025'),
    );
    const enforcers = (unit: string) =>
      house.measures.measures({ unit, at: house.time.now, year: 2027 }).cases.N;
    expect(enforcers('KV1')).toBe(1);
    house.time.now += 1;
    house.apply(await house.bring('Mã chấp hành viên;Họ và tên;Mã đơn vị\nCHV1;Nguyễn Văn A;HCM'));
    expect(enforcers('KV1')).toBe(0);
    expect(enforcers('HCM')).toBe(1);
    expect(await faultsOf('Mã chấp hành viên;Họ và tên;Mã đơn vị\nCHV2;;KV7')).toEqual([
      [2, 'missing', 'Họ và tên'],
      [2, 'unknown_unit', 'Mã đơn vị'],
    ]);
  });

  it('leaves nothing of a whole batch whose last line the store refuses', async () => {
    const before = house.stored();
    house.ingest.add({ id: 's3', kind: 'push', nature: 'operational', expectEveryS: 15 });
    const lines = [unitLine('a', 'A', null), unitLine('b', 'B', 'A'), unitLine('c', 'C', 'nowhere')];
    const also = () => expect.unreachable();
    expect(() => house.ingest.takeWhole('s3', lines, also)).toThrow(/not known/);
    expect(() =>
      house.ingest.takeWhole('s3', [lines[0] ?? unitLine('', '', null), unitLine('b', 'B', 'B')], also),
    ).toThrow(/own ancestor/);
    expect(house.stored()).toEqual(before);
    expect(house.ingest.quarantine('s3', null, 9)?.entries).toEqual([]);
    // Nothing of it is remembered either.
    expect(await house.push(unitLine('b', 'B', 'A'))).toMatchObject({ held: 1 });
  });
});

it('does what the example of the guide says', async () => {
  const guide = readFileSync(new URL('../../../docs/operations/organisation.md', import.meta.url), 'utf8');
  const example = /(?: {4}Mã đơn vị;.*\n)(?: {4}.*\n)+/.exec(guide)?.[0].replaceAll(/^ {4}/gm, '') ?? '';
  const from = { from: '2025-07-01' };
  await house.push(
    unitLine('u1', 'HCM', null, { level: 'province' }),
    unitLine('u2', 'HCM-KV2', 'HCM', { ...from, name: 'Phòng THADS khu vực 2' }),
    unitLine('u3', 'HCM-KV3', 'HCM', { ...from, name: 'Phòng THADS khu vực 3' }),
    unitLine('u4', 'HCM-KV3-P1', 'HCM-KV3', { level: 'room', name: 'Phòng Nghiệp vụ' }),
    unitLine('u5', 'HCM-KV4', 'HCM', from),
  );
  const preview = await house.bring(example);
  expect(preview.counts).toEqual({ refused: 0, added: 0, changed: 1, ended: 1, unchanged: 1 });
  expect(preview.absent.map(({ key }) => key)).toEqual(['HCM', 'HCM-KV4']);
  const without = await house.bring(example.replace(/HCM-KV3-P1.*\n/, ''));
  expect(without.rows.flatMap(({ faults }) => faults)).toMatchObject([
    { code: 'child_goes_on', other: 'HCM-KV3-P1' },
  ]);
});
