import { expect, it } from 'vitest';
import { readDays, writeDays } from './dayList.ts';

it('days are read as they are written', () => {
  const days = ['2026-09-02', '2026-09-03'];
  expect(readDays(writeDays([...days].reverse()))).toEqual({ days, wrong: null });
  expect(readDays('')).toEqual({ days: [], wrong: null });
  expect(readDays('2/9/2026; 02-09-2026,')).toEqual({ days: ['2026-09-02'], wrong: null });
});

it('what is no day is named', () => {
  expect(readDays('02/09/2026, 31/02/2026')).toEqual({ days: ['2026-09-02'], wrong: '31/02/2026' });
});
