import { expect, it } from 'vitest';
import { dayStart } from '../../contract/calendar.ts';
import { periodWords } from './periodWords.ts';

const NOW = dayStart('2026-11-29') + 12 * 3_600_000;

it.each([
  ['2026-10-01', '2026-10-31', 'trong tháng 10/2026'],
  ['2026-11-01', '2026-11-29', 'từ đầu tháng 11/2026 đến nay'],
  ['2026-10-01', '2026-11-29', 'từ đầu năm 2027 đến nay'],
  ['2025-10-01', '2026-03-31', 'trong 6 tháng đầu năm 2026'],
  ['2025-10-01', '2025-11-14', 'từ đầu năm 2026 đến hết ngày 14/11/2025'],
  ['2025-10-01', '2026-09-30', 'năm 2026'],
  ['2026-04-01', '2026-06-30', 'trong quý 2/2026'],
  ['2026-06-16', '2026-06-16', 'trong ngày 16/06/2026'],
  ['2026-06-08', '2026-06-14', 'từ 08/06/2026 đến 14/06/2026'],
])('%s to %s: %s', (from, to, words) => {
  expect(periodWords({ from, to }, NOW).vi).toBe(words);
});
