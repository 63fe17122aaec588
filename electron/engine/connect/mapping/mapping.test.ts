import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Mapping, mapping, mappings } from '../../../contract/mapping.ts';
import { newSource } from '../../../contract/sources.ts';
import { instantOf, NotADate } from './dates.ts';
import { itemsOf, lineOf, type Row } from './index.ts';
import { NotANumber, realOf, wholeOf } from './numbers.ts';

const NOW = Date.parse('2026-04-10T08:00:00+07:00');

function row(values: object, tabular = true): Row {
  return { values, tabular, place: 'row 2 of a.csv', seq: null, line: lineOf(JSON.stringify(values)) };
}

const CASES: Mapping = mapping.parse({
  event: 'case',
  where: [{ from: 'Trạng thái', notIn: ['Nháp'] }],
  fields: {
    case: { template: '{Đơn vị}/{Số thụ lý}' },
    unit: 'Đơn vị',
    officer: 'Chấp hành viên',
    initiation: { from: 'Diện', map: { 'Chủ động': 'ex_officio', 'Theo yêu cầu': 'on_request' } },
    category: { from: 'Loại', map: { 'Dân sự': 'civil', 'Hình sự': 'criminal' }, otherwise: 'other' },
    accepted_on: { from: 'Ngày thụ lý', date: 'dd/MM/yyyy' },
    due: { from: 'Phải thi hành', number: { decimal: ',', thousands: '.' } },
    done: {
      from: 'Đã thi hành',
      number: { decimal: ',', thousands: '.', words: { tỷ: 1_000_000_000, triệu: 1_000_000 } },
      whenEmpty: 0,
    },
    state: { from: 'Trạng thái', map: { 'Đang thi hành': 'in_progress', Xong: 'completed' } },
  },
  at: { from: 'Cập nhật', date: 'dd/MM/yyyy HH:mm' },
});

const ROW = {
  'Đơn vị': 'KV01',
  'Số thụ lý': 17,
  'Chấp hành viên': ' ',
  Diện: ' Chủ động ',
  Loại: 'Hôn nhân',
  'Ngày thụ lý': '05/01/2026',
  'Phải thi hành': '1.234.567.890',
  'Đã thi hành': '1,5 triệu',
  'Trạng thái': 'Đang thi hành',
  'Cập nhật': '31/03/2026 16:45',
};

function mapped(values: object, by: Mapping = CASES) {
  return itemsOf(row(values), [by], NOW).map((item) => ('versioned' in item ? item.versioned(3) : item));
}

describe('a row', () => {
  it('becomes the event its mapping describes', () => {
    const [reading] = mapped(ROW);
    expect(reading && 'event' in reading && reading.event).toEqual({
      id: 'case/KV01/17/3',
      type: 'case',
      v: 3,
      at: Date.parse('2026-03-31T16:45:00+07:00'),
      case: 'KV01/17',
      unit: 'KV01',
      officer: null,
      initiation: 'ex_officio',
      category: 'other',
      accepted_on: '2026-01-05',
      due: 1_234_567_890,
      done: 1_500_000,
      state: 'in_progress',
    });
  });

  it('is passed over where a condition does not hold', () => {
    expect(mapped({ ...ROW, 'Trạng thái': 'Nháp' })).toEqual([]);
  });

  it.each([
    ['Diện', 'Khác', 'initiation', 'the map does not name'],
    ['Phải thi hành', '1.23', 'due', 'not a number written'],
    ['Phải thi hành', '1,5', 'due', 'not a whole number'],
    ['Phải thi hành', '', 'due', 'is empty'],
    ['Phải thi hành', '9.999.999.999.999.999', 'due', 'too large'],
    ['Ngày thụ lý', '31/02/2026', 'accepted_on', 'no day of the calendar'],
    ['Cập nhật', '31/03/2026', 'at', 'no date written'],
    ['Đơn vị', '', 'case', 'is empty'],
    ['Đơn vị', { a: 1 }, 'case', 'holds an object'],
    ['Cập nhật', '31/03/2027 00:00', 'at', 'more than a day after'],
  ])('with %s = %j is refused, naming field and reason', (column, value, field, reason) => {
    const [reading] = mapped({ ...ROW, [column]: value });
    expect(reading).toMatchObject({ refusal: { field, detail: expect.stringContaining(reason) } });
    expect(reading).toMatchObject({ refusal: { detail: expect.stringContaining('row 2 of a.csv') } });
  });

  it('names the columns there are where one is missing', () => {
    const { Diện: _, ...rest } = ROW;
    expect(mapped(rest)).toMatchObject([
      { refusal: { detail: expect.stringContaining('no column "Diện"; there are') } },
    ]);
  });

  it('has the same content exactly while its fields are the same', () => {
    const digest = (values: object) => {
      const [item] = itemsOf(row(values), [CASES], NOW);
      return item && 'digest' in item ? item.digest.toString('hex') : item;
    };
    expect(digest({ ...ROW, Ghi_chú: 'khác' })).toBe(digest(ROW));
    expect(digest({ ...ROW, 'Đã thi hành': '1.500.000' })).toBe(digest(ROW));
    expect(digest({ ...ROW, 'Đã thi hành': '1.500.001' })).not.toBe(digest(ROW));
  });

  it('may be a JSON object whose values are found by pointers', () => {
    const target = mapping.parse({
      event: 'target',
      fields: { indicator: '/a/chỉ tiêu', unit: '/a/x~1y/0', year: { const: 2026 }, value: 'v' },
      at: { const: '2025-10-01' },
      v: { from: 'rev' },
      id: { template: 'T{rev}' },
    });
    const values = { a: { 'chỉ tiêu': 'k', 'x/y': ['U'] }, v: 83.93, rev: 7 };
    expect(itemsOf(row(values, false), [target], NOW)).toMatchObject([
      { event: { id: 'T7', v: 7, indicator: 'k', unit: 'U', year: 2026, value: 83.93 } },
    ]);
  });
});

describe('a row of monthly figures', () => {
  const AGGREGATE = mapping.parse({
    event: 'aggregate',
    fields: {
      unit: 'Đơn vị',
      year: { const: 2026 },
      month: 'Tháng',
      'values.F': 'F',
      'money.J': { from: 'Tiền J', number: { decimal: ',', times: 1000 } },
    },
  });
  it('becomes an aggregate at the end of its month; letters left empty are not given', () => {
    const [reading] = mapped({ 'Đơn vị': 'U', Tháng: 1, F: '', 'Tiền J': '5,637' }, AGGREGATE);
    expect(reading).toMatchObject({
      event: {
        month: 1,
        year: 2026,
        values: {},
        money: { J: 5637 },
        at: Date.parse('2025-10-31T23:59:59.999+07:00'),
      },
    });
  });
  it('of a month that still runs is of the moment it is read', () => {
    expect(mapped({ 'Đơn vị': 'U', Tháng: 7, F: 1, 'Tiền J': '' }, AGGREGATE)).toMatchObject([
      { event: { at: NOW } },
    ]);
  });
});

describe('numbers', () => {
  it('are read exactly, or refused', () => {
    expect(wholeOf('1.234.567', { thousands: '.', decimal: ',' })).toBe(1_234_567);
    expect(wholeOf('1,234.50', { thousands: ',', times: 100 })).toBe(123_450);
    expect(wholeOf('2,75 tỷ', { decimal: ',', words: { tỷ: 1e9 } })).toBe(2_750_000_000);
    expect(wholeOf(0.1, { times: 1_000_000 })).toBe(100_000);
    expect(wholeOf('−5')).toBe(-5);
    for (const [text, format] of [
      ['1.234', {}],
      ['12.34', { thousands: '.', decimal: ',' }],
      ['1.23.456', { thousands: '.', decimal: ',' }],
      ['0x10', {}],
      ['1e5', {}],
      ['', {}],
      ['9007199254740992', {}],
      ['NaN', {}],
    ] as const)
      expect(() => wholeOf(text, format), text).toThrow(NotANumber);
    expect(realOf('83,93', { decimal: ',' })).toBe(83.93);
  });

  it('come back whatever way they were written', () => {
    const format = fc.constantFrom(
      { decimal: ',', thousands: '.' } as const,
      { decimal: '.', thousands: ',' } as const,
    );
    fc.assert(
      fc.property(fc.maxSafeInteger(), format, (n, { decimal, thousands }) => {
        const grouped = String(n).replace(/\B(?=(\d{3})+(?!\d))/g, thousands);
        expect(wholeOf(grouped, { decimal, thousands })).toBe(n);
        expect(wholeOf(`${grouped}${decimal}00`, { decimal, thousands })).toBe(n);
      }),
    );
  });

  it('are refused in no other way, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.double()), (value) => {
        try {
          expect(Number.isSafeInteger(wholeOf(value, { thousands: '.', decimal: ',' }))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(NotANumber);
        }
      }),
    );
  });
});

describe('dates', () => {
  it.each([
    ['05/01/2026', 'dd/MM/yyyy', '2026-01-05T00:00:00+07:00'],
    ['5/1/2026', 'd/M/yyyy', '2026-01-05T00:00:00+07:00'],
    ['2026-01-05 16:30', 'yyyy-MM-dd HH:mm', '2026-01-05T16:30:00+07:00'],
    ['2026-01-05T16:30:00.000', 'dd/MM/yyyy', '2026-01-05T16:30:00+07:00'],
    ['2026-03-31 17:00:00.123456+07', 'iso', '2026-03-31T17:00:00.123+07:00'],
    ['2026-03-31T10:00:00Z', 'iso', '2026-03-31T17:00:00+07:00'],
    [46_027, 'excel', '2026-01-05T00:00:00+07:00'],
    ['46027.6875', 'excel', '2026-01-05T16:30:00+07:00'],
    [1, 'excel', '1900-01-01T00:00:00+07:00'],
    [1_767_546_000, 'epoch_s', '2026-01-05T00:00:00+07:00'],
    ['1767546000000', 'epoch_ms', '2026-01-05T00:00:00+07:00'],
  ])('%s as %s is %s', (value, format, instant) => {
    expect(instantOf(value, format)).toBe(Date.parse(instant));
  });

  it('without a time of day may mean the end of the day', () => {
    expect(instantOf('31/03/2026', 'dd/MM/yyyy', 'end')).toBe(Date.parse('2026-04-01T00:00:00+07:00') - 1);
  });

  it('are refused in no other way, whatever the value', () => {
    const formats = fc.constantFrom(
      'iso',
      'excel',
      'epoch_s',
      'epoch_ms',
      'dd/MM/yyyy',
      'd.M.yyyy',
      'yyyyMMdd',
    );
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.double(), fc.stringMatching(/^[\d/.:T -]{1,20}$/)),
        formats,
        (value, format) => {
          try {
            expect(Number.isSafeInteger(instantOf(value, format))).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(NotADate);
          }
        },
      ),
    );
  });
});

describe('a mapping document', () => {
  it('is refused with the field and the remedy', () => {
    const problems = (given: object) =>
      mapping.safeParse(given).error?.issues.map((i) => `${i.path.join('.')} ${i.message}`);
    expect(problems({ event: 'officer', fields: { officer: 'a', name: 'b', unti: 'c' } })).toEqual([
      'fields.unti is no field of officer; there are officer, name, unit, from, to',
      'fields.unit is missing: say where the unit of a officer comes from',
      'at is missing: name the column of the date, or write "received"',
    ]);
    expect(problems({ event: 'unit', fields: {}, at: { from: 'x', date: 'mm/dd/yy' } })?.[0]).toContain('at');
  });

  it('of any shape is read or refused, and a row it takes never fails in another way', () => {
    const value = fc.oneof(
      fc.string(),
      fc.record({ from: fc.string() }),
      fc.record({ const: fc.oneof(fc.string(), fc.integer(), fc.constant(null)) }),
      fc.record({ template: fc.string(), number: fc.record({ thousands: fc.constantFrom('.', ',') }) }),
      fc.record({
        from: fc.constantFrom('a', 'b', '/c/0'),
        date: fc.constantFrom('iso', 'excel', 'dd/MM/yyyy'),
      }),
    );
    const document = fc.record(
      {
        event: fc.constantFrom('unit', 'case', 'aggregate', 'receipt', 'nothing'),
        fields: fc.dictionary(
          fc.constantFrom('unit', 'name', 'parent', 'level', 'year', 'month', 'values.F', 'x'),
          value,
        ),
        at: fc.oneof(value, fc.constantFrom('received', 'month_end')),
        v: value,
        where: fc.array(fc.record({ from: fc.string(), filled: fc.boolean() })),
      },
      { requiredKeys: ['event', 'fields'] },
    );
    fc.assert(
      fc.property(fc.oneof(document, fc.jsonValue()), fc.object(), fc.boolean(), (given, values, tabular) => {
        const read = mappings.safeParse([given]);
        if (!read.success) return;
        for (const item of itemsOf(row(values, tabular), read.data, NOW))
          if ('versioned' in item) item.versioned(1);
      }),
    );
  });
});

describe('the document about data sources', () => {
  it('shows mappings and sources that can be made', () => {
    const text = readFileSync(new URL('../../../../docs/data-sources.md', import.meta.url), 'utf8');
    const shown = [...text.matchAll(/```json\n(.*?)```/gs)].map(
      ([, json = '']) => JSON.parse(json) as object,
    );
    const documents = shown.filter((one) => 'event' in one).map((one) => mapping.parse(one));
    expect(documents).toHaveLength(2);
    const sources = shown.filter((one) => 'kind' in one);
    expect(sources).toHaveLength(3);
    for (const source of sources)
      newSource.parse({ ...source, ...('mappings' in source && { mappings: documents }) });
  });
});
