/** Forms as data: what is shipped can be used, and whatever is wrong with one is said at its place. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FormError } from './compile.ts';
import { readForm } from './readForm.ts';

const ASSETS = join(import.meta.dirname, '..', '..', '..', '..', 'assets', 'forms');
const words = (text: string) => ({ vi: text, en: text });

function small(change: object = {}): object {
  return {
    ...{ schema: 1, code: 'thu', version: 1, number: 'T-1', title: words('Thử') },
    columns: [
      { code: 'a', label: words('A'), unit: 'case', formula: 'cases.F' },
      { code: 'b', label: words('B'), unit: 'case', formula: 'cases.G' },
      { code: 'r', label: words('R'), unit: 'percent', decimals: 2, formula: '100 * [,b] / [,a]' },
    ],
    rows: [
      { code: '0', label: words('Tổng') },
      { code: '1', label: words('Dân sự'), where: { category: 'civil' } },
      { code: 'u', label: words('Đơn vị'), each: 'subordinate' },
    ],
    ...change,
  };
}

function faultsOf(document: unknown) {
  try {
    readForm(document);
    return [];
  } catch (error) {
    if (error instanceof FormError)
      return error.faults.map(({ field, row, column, check, detail }) => ({
        field,
        row,
        column,
        check,
        detail,
      }));
    throw error;
  }
}
const column = (code: string, formula: string, more: object = {}) => ({
  ...{ code, label: words(code), unit: 'case', formula },
  ...more,
});

describe('shipped forms', () => {
  it.each(readdirSync(ASSETS))('%s can be used', (file) => {
    const { form } = readForm(JSON.parse(readFileSync(join(ASSETS, file), 'utf8')));
    expect(form.checks.length).toBeGreaterThan(0);
    // No number and no title of a legal text until its annex is entered.
    expect(JSON.stringify(form)).not.toMatch(/TK-THA|Thông tư|BCB-TP/);
  });
});

describe('a form', () => {
  it('that is whole is taken', () => expect(faultsOf(small())).toEqual([]));

  it.each<[string, object, object]>([
    ['an unknown letter', { columns: [column('a', 'cases.Z')] }, { column: 'a', field: 'columns.0.formula' }],
    ['đồng of enforcers', { columns: [column('a', 'money.N')] }, { column: 'a', field: 'columns.0.formula' }],
    [
      'an unknown column',
      { columns: [column('a', '[,z] + 1')] },
      { column: 'a', detail: 'there is no column z' },
    ],
    ['an unknown row', { columns: [column('a', '[9,a] + 1')] }, { column: 'a', detail: 'there is no row 9' }],
    ['a bad formula', { columns: [column('a', 'cases.F +')] }, { column: 'a', field: 'columns.0.formula' }],
    ['itself', { columns: [column('a', 'cases.F'), column('b', '[,]')] }, { column: 'b' }],
    ['an unknown filter', { columns: [column('a', 'cases.F{category=space}')] }, { column: 'a' }],
    [
      'columns in a circle',
      { columns: [column('a', '[,b]'), column('b', '[,c]'), column('c', '[,a] + 1')] },
      { field: 'cells', row: '0', column: 'a' },
    ],
    [
      'rows in a circle',
      {
        rows: [
          { code: '0', label: words('0'), formula: '[1,]' },
          { code: '1', label: words('1'), formula: 'sum([0:1,])' },
        ],
      },
      { field: 'cells', row: '0', column: 'a' },
    ],
    ['two columns of a code', { columns: [column('a', 'cases.F'), column('a', 'cases.G')] }, { column: 'a' }],
    [
      'two rows of a code',
      {
        rows: [
          { code: '0', label: words('0') },
          { code: '0', label: words('1') },
        ],
      },
      { row: '0', field: 'rows.1.code' },
    ],
    [
      'filters that no case passes',
      { columns: [column('a', 'cases.F', { where: { category: 'family' } })] },
      { row: '1', column: 'a' },
    ],
    ['many rows as one', { columns: [column('a', '[u,b]'), column('b', 'cases.F')] }, { column: 'a' }],
    [
      'a cell that is not there',
      { cells: [{ row: '7', column: 'a', formula: null }] },
      { row: '7', field: 'cells.0.row' },
    ],
    [
      'a check without a comparison',
      { checks: [{ code: 'x', says: words('x'), formula: '[,a] + [,b]' }] },
      { check: 'x', field: 'checks.0.formula' },
    ],
    [
      'a check over a letter',
      { checks: [{ code: 'x', says: words('x'), formula: '[,a] = cases.F' }] },
      { check: 'x' },
    ],
    [
      'behind two letters',
      { columns: [column('a', '[,b]', { behind: 'cases.F + cases.G' }), column('b', '1')] },
      { column: 'a' },
    ],
    [
      'a field nobody knows',
      { columns: [{ ...column('a', 'cases.F'), colour: 'red' }] },
      { column: 'a', field: 'columns.0.colour' },
    ],
    [
      'a row without words',
      { rows: [{ code: '0', label: { vi: 'x' } }] },
      { row: '0', field: 'rows.0.label.en' },
    ],
    [
      'units made of cells',
      {
        rows: [
          { code: '0', label: words('0') },
          { code: 'u', label: words('u'), each: 'subordinate', formula: '[0,]' },
        ],
      },
      { row: 'u' },
    ],
  ])('with %s is refused at its place', (_, change, fault) => {
    expect(faultsOf(small(change))).toContainEqual(expect.objectContaining(fault));
  });

  it('says all that is wrong at once', () => {
    const faults = faultsOf(
      small({ columns: [column('a', 'cases.Z'), column('b', 'money.U'), column('c', '[,q]')] }),
    );
    expect(new Set(faults.map((one) => one.column))).toEqual(new Set(['a', 'b', 'c']));
  });
});
