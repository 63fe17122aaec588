import { expect, it } from 'vitest';
import { belowEachOther } from './belowEachOther.ts';

const words = { vi: 'Nhóm', en: 'Group' };
const at = (id: string, type: string, x: number, y: number, config: Record<string, unknown> = {}) => ({
  ...{ id, type, x, y, config },
  ...{ w: 6, h: 6 },
});

it('puts widgets in reading order, and a group of figures as its figures', () => {
  const rows = [{ title: words, indicators: ['cases_completed', 'money_completed'] }];
  const stacked = belowEachOther([
    at('last', 'trend', 0, 6),
    at('second', 'figures', 6, 0, { unit: 'HCM', rows }),
    at('first', 'hero', 0, 0),
    at('broken', 'figures', 6, 6, { rows: [] }),
  ]);
  expect(stacked.map(({ id, type }) => [id, type])).toEqual([
    ['first', 'hero'],
    ['second-cases-completed', 'figure'],
    ['second-money-completed', 'figure'],
    ['last', 'trend'],
    ['broken', 'figures'],
  ]);
});
