/** Whatever the contract takes as a mapping, and whatever a row holds: an event, or a refusal that says why. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Mapping, mapping, TARGET_FIELDS } from '../../../contract/mapping.ts';
import { itemsOfPiece, type Piece } from '../pieces.ts';
import { lineOf } from './index.ts';

const NOW = Date.parse('2026-03-31T17:00:00+07:00');
const RUNS = Number(process.env['CONTRACT_RUNS'] ?? 60) * 20;

const names = fc.constantFrom(
  'a',
  'b',
  'Đơn vị',
  '/x/y',
  '/l/0',
  '__proto__',
  'constructor',
  '$file',
  'không có',
);
const scalar = fc.oneof(
  fc.constantFrom<string | number | null>(
    ...[
      '',
      ' ',
      '0',
      '-1',
      '1e999',
      '9007199254740993',
      '1.234.567',
      '1,5 tỷ',
      '31/02/2026',
      '2026-03-31',
      'infinity',
    ],
    ...[
      '-infinity',
      '0001-01-01',
      '294277-01-01',
      '2026-03-31 17:00:00+07',
      'NaN',
      '#REF!',
      '\u0000',
      '\ud800',
    ],
    ...[0, -0, 0.1, 1e308, 2 ** 53, Number.MAX_SAFE_INTEGER, 46027, 46027.99, -1e15, 8.64e15, null],
  ),
  fc.string({ unit: 'binary', maxLength: 20 }),
  fc.double(),
);
const constant = fc.oneof(
  fc.string({ maxLength: 20 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constant(null),
);
const reading = fc.record(
  {
    slice: fc.tuple(fc.integer({ min: -9, max: 9 }), fc.integer({ min: -9, max: 9 })),
    map: fc.dictionary(fc.string({ maxLength: 5 }), constant, { maxKeys: 3 }),
    otherwise: constant,
    number: fc.record(
      {
        decimal: fc.constantFrom('.', ','),
        thousands: fc.constantFrom(' ', "'"),
        times: fc.constantFrom(1, 1000, 1_000_000_000_000),
        words: fc.constant({ tỷ: 1_000_000_000 }),
      },
      { requiredKeys: [] },
    ),
    date: fc.constantFrom('iso', 'excel', 'epoch_s', 'epoch_ms', 'dd/MM/yyyy', 'yyyy-M-d HH:mm:ss'),
    clock: fc.constantFrom('start', 'end'),
    whenEmpty: constant,
  },
  { requiredKeys: [] },
);
const value = fc.oneof(
  names,
  fc.record({ const: constant }),
  fc.tuple(names, reading).map(([from, more]) => ({ from, ...more })),
  fc
    .tuple(fc.constantFrom('{a}', '{a}/{b}', 'x', '{/x/y}{l}'), reading)
    .map(([template, more]) => ({ template, ...more })),
);
const document = fc.constantFrom(...(Object.keys(TARGET_FIELDS) as Mapping['event'][])).chain((event) =>
  fc.record(
    {
      event: fc.constant(event),
      fields: fc.record(Object.fromEntries(Object.keys(TARGET_FIELDS[event]).map((name) => [name, value]))),
      at: fc.oneof(value, fc.constantFrom('received', 'month_end')),
      v: value,
      id: value,
      where: fc.array(
        fc.record(
          { from: names, notIn: fc.constant(['x']), filled: fc.boolean() },
          { requiredKeys: ['from'] },
        ),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['event', 'fields', 'at'] },
  ),
);
const row = fc.record(
  {
    a: scalar,
    b: scalar,
    'Đơn vị': scalar,
    x: fc.oneof(scalar, fc.record({ y: fc.oneof(scalar, fc.jsonValue()) })),
    l: fc.oneof(fc.array(scalar, { maxLength: 2 }), fc.boolean(), fc.bigInt()),
  },
  { requiredKeys: [] },
);

it('any mapping makes of any row events or refusals with their reason, and nothing else', () => {
  let taken = 0;
  fc.assert(
    fc.property(document, row, fc.boolean(), (given, values, tabular) => {
      const read = mapping.safeParse(given);
      if (!read.success) return;
      taken += 1;
      const line = lineOf(
        JSON.stringify(values, (_, it: unknown) => (typeof it === 'bigint' ? `${it}` : it)),
      );
      const piece: Piece = {
        place: 'row 1',
        line,
        row: { values, tabular, place: 'row 1', seq: null, line },
      };
      for (const item of itemsOfPiece(piece, [read.data], NOW)) {
        const one = 'versioned' in item ? item.versioned(1) : item;
        if ('refusal' in one) {
          expect(one.refusal.detail).toContain('row 1');
          expect(one.refusal.detail.length).toBeLessThan(5000);
        } else expect(Number.isSafeInteger(one.event.at)).toBe(true);
      }
    }),
    { numRuns: RUNS },
  );
  // Most of what is tried is a mapping.
  expect(taken).toBeGreaterThan(RUNS / 5);
});
