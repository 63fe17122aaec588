import { expect, it } from 'vitest';
import { exactFigure, shortFigure } from './formats.ts';

const MONEY = { unit: 'dong', decimals: 0 } as const;

it.each([
  ['999999', '999.999 đồng', '999,999 đồng'],
  ['381231000', '381,2 triệu đồng', '381.2 million đồng'],
  ['1191525000', '1,19 tỷ đồng', '1.19 billion đồng'],
  ['3000000000001', '3.000 tỷ đồng', '3.00 trillion đồng'],
  ['278000000000000', '278.000 tỷ đồng', '278.0 trillion đồng'],
  ['-1005000000', '−1,01 tỷ đồng', '−1.01 billion đồng'],
])('an amount of %s is read as on the screens', (dong, vi, en) => {
  expect(shortFigure(dong, MONEY, 'vi')).toBe(vi);
  expect(shortFigure(dong, MONEY, 'en')).toBe(en);
});

it('says the exact amount beside a rounded one', () => {
  expect(exactFigure('1191525000', MONEY, 'vi')).toBe('1,19 tỷ đồng (1.191.525.000 đồng)');
  expect(exactFigure('999999', MONEY, 'vi')).toBe('999.999 đồng');
});
