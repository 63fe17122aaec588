import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { query } from '../../contract/questions.ts';
import type { UnitNode } from '../../contract/answers.ts';
import { readCatalogue } from '../measures/index.ts';
import { createFields } from './field.ts';
import { ASSETS, type Hall, openHall } from './fixtures/hall.ts';
import { wordsOf } from './fold.ts';
import { oneEditApart } from './oneEdit.ts';
import { readLexicon } from './lexicon.ts';
import { timesIn } from './periods.ts';
import { understand } from './understand.ts';

const FILE = join(import.meta.dirname, '..', '..', '..', 'test', 'bench', 'questions', 'development.jsonl');
const written = z.object({
  n: z.int(),
  text: z.string(),
  previous: query.optional(),
  expect: z.union([z.object({ query }), z.object({ choose: z.string() }), z.object({ cannot: z.string() })]),
});
const DEVELOPMENT = readFileSync(FILE, 'utf8')
  .trim()
  .split('\n')
  .map((line) => written.parse(JSON.parse(line)));

let hall: Hall;
beforeAll(async () => {
  hall = await openHall();
});
afterAll(() => hall.close());

describe('questions of the field', () => {
  it.each(DEVELOPMENT.map((one) => [one.text, one] as const))(
    '%s',
    async (text, { previous, expect: wanted }) => {
      const answer = await hall.ask(text, previous && { previous });
      if ('query' in wanted) expect(answer).toMatchObject({ query: wanted.query });
      else if ('choose' in wanted) expect(answer).toMatchObject({ outcome: 'choose', about: wanted.choose });
      else expect(answer).toMatchObject({ outcome: 'cannot', reason: wanted.cannot });
    },
  );

  it('does not let words fall under the table unsaid', async () => {
    const answer = await hall.ask('tỷ lệ việc xong kv3 blabla');
    expect(answer).toMatchObject({ outcome: 'answered', ignored: ['blabla'] });
    expect(answer.words.vi).toContain('“blabla”');
    // A ranking cannot be of one category: that it is left out is told.
    const ranked = await hall.ask('đơn vị nào xong nhiều việc hình sự nhất');
    expect(ranked).toMatchObject({ outcome: 'answered', ignored: ['hình'] });
  });
});

describe('what cannot be one query', () => {
  it.each([
    'số việc xong của KV3 không tính tháng 5',
    'số việc xong của KV3 và KV5 so với cùng kỳ',
    'việc xong theo loại việc của từng khu vực',
    'việc xong từng tháng theo loại việc',
    'đơn vị nào tăng nhiều việc xong nhất so với cùng kỳ',
    'tỷ lệ việc xong của KV3 có cao hơn trung bình không',
  ])('%s is not answered by half', async (text) => {
    expect(await hall.ask(text)).toMatchObject({ outcome: 'cannot', reason: 'too_complex' });
  });

  it.each(['tỷ lệ việc và tỷ lệ tiền của KV3', 'kv3 xong bao nhiêu việc và bao nhiêu tiền'])(
    '%s asks which comes first',
    async (text) => {
      expect(await hall.ask(text)).toMatchObject({
        outcome: 'choose',
        about: 'table',
        choices: { length: 2 },
      });
    },
  );
});

describe('a country', () => {
  const node = (unit: string, name: string, parent: string | null, level: UnitNode['level']): UnitNode => ({
    ...{ unit, name, parent, level, lat: null, lon: null, nature: 'operational' },
  });
  const units = [
    node('VN', 'Cục Quản lý Thi hành án dân sự', null, 'national'),
    ...['Hà Nội', 'Cần Thơ'].flatMap((name, i) => [
      node(`P${i}`, `THADS TP. ${name}`, 'VN', 'province'),
      ...[1, 2, 3].map((n) => node(`P${i}-${n}`, `Phòng THADS khu vực ${n}`, `P${i}`, 'region')),
    ]),
  ];
  const fields = createFields({
    lexicon: readLexicon(ASSETS),
    offices: [],
    catalogue: readCatalogue(join(ASSETS, 'indicators')),
  });
  const asked = (text: string, place: string | null = null) => {
    const covers = (unit: string) => place === null || unit.startsWith(place);
    const field = fields(units, { place, covers }, '2026-06-17');
    if (!field) throw new Error('no organisation');
    return understand(text, field);
  };

  it('asks which office of a number is meant, unless its province is named or the asker sees one only', () => {
    expect(asked('tỷ lệ việc xong khu vực 3')).toMatchObject({
      is: 'choose',
      about: 'unit',
      queries: { length: 2 },
    });
    expect(asked('tỷ lệ việc xong khu vực 3 Cần Thơ')).toMatchObject({ query: { unit: 'P1-3' } });
    expect(asked('tỷ lệ việc xong khu vực 3', 'P0')).toMatchObject({ query: { unit: 'P0-3' } });
  });

  it('ranks provinces where nothing else is said, and the offices of a province that is named', () => {
    expect(asked('đơn vị nào tỷ lệ việc xong thấp nhất')).toMatchObject({
      query: { unit: 'VN', level: 'province' },
    });
    expect(asked('đơn vị nào của Hà Nội tỷ lệ việc xong thấp nhất')).toMatchObject({
      query: { kind: 'ranking', unit: 'P0', level: 'region' },
    });
    expect(asked('tỷ lệ tiền xong cả nước')).toMatchObject({ query: { unit: 'VN' } });
  });
});

describe('times', () => {
  const TODAY = '2026-06-17';
  it.each([
    ['6 tháng đầu năm', '2025-10-01', '2026-03-31'],
    ['9 tháng năm 2025', '2024-10-01', '2025-06-30'],
    ['6 tháng cuối năm 2025', '2025-04-01', '2025-09-30'],
    ['nửa đầu năm 2025', '2024-10-01', '2025-03-31'],
    ['quý 1', '2026-01-01', '2026-03-31'],
    ['quý IV', '2025-10-01', '2025-12-31'],
    ['Q2/2025', '2025-04-01', '2025-06-30'],
    ['năm 2025', '2024-10-01', '2025-09-30'],
    ['năm ngoái', '2024-10-01', '2025-09-30'],
    ['tháng 7', '2025-07-01', '2025-07-31'],
    ['tháng hai', '2026-02-01', '2026-02-28'],
    ['tháng 2/2024', '2024-02-01', '2024-02-29'],
    ['tháng sáu', '2026-06-01', '2026-06-30'],
    ['tuần này', '2026-06-15', '2026-06-21'],
    ['tuần trước', '2026-06-08', '2026-06-14'],
    ['hôm qua', '2026-06-16', '2026-06-16'],
    ['ngày 15 tháng 5 năm 2026', '2026-05-15', '2026-05-15'],
    ['2026-05-15', '2026-05-15', '2026-05-15'],
    ['20/12', '2025-12-20', '2025-12-20'],
    ['từ 1/5 đến 15/5/2026', '2026-05-01', '2026-05-15'],
    ['tháng 1 đến tháng 3', '2026-01-01', '2026-03-31'],
    ['tính đến hết tháng 3', '2025-10-01', '2026-03-31'],
    ['đến 31/12/2025', '2025-10-01', '2025-12-31'],
    ['7 ngày qua', '2026-06-11', '2026-06-17'],
    ['last 2 weeks', '2026-06-04', '2026-06-17'],
    ['from 1/1/2026 to 31/1/2026', '2026-01-01', '2026-01-31'],
    ['tháng sau', '2026-07-01', '2026-07-31'],
  ])('%s', (text, from, to) => {
    expect(timesIn(wordsOf(text), TODAY).map(({ period }) => period)).toEqual([{ from, to }]);
  });

  it('does not take the number of an office for a length of time', () => {
    const [time] = timesIn(wordsOf('khu vực 8 tuần trước'), TODAY);
    expect(time?.period).toEqual({ from: '2026-06-08', to: '2026-06-14' });
  });

  it.each(['31/02/2026', 'ngày 99/99/9999', '999999999999999/1/2026', 'tháng 13', 'quý 5'])(
    '%s is no time',
    (text) => {
      expect(timesIn(wordsOf(text), TODAY)).toEqual([]);
    },
  );
});

describe('slips', () => {
  it.each([
    ['xog', 'xong', true],
    ['xogn', 'xong', true],
    ['xonng', 'xong', true],
    ['xung', 'xong', true],
    ['xong', 'xong', false],
    ['xg', 'xong', false],
  ])('%s for %s: %s', (a, b, apart) => expect(oneEditApart(a, b)).toBe(apart));
});
