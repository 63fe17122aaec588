import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readHolidays } from './holidays.ts';

const ASSETS = join(import.meta.dirname, '..', '..', '..', 'assets');

describe('the holidays that come with the product', () => {
  const { file, nameOf, fault } = readHolidays(ASSETS, '/nowhere');

  it('name their source, and the days that the law names in every year', () => {
    expect(fault).toBeNull();
    expect(file.source.title).toContain('45/2019/QH14');
    const years = [...new Set(file.days.map(({ day }) => day.slice(0, 4)))];
    expect(years.length).toBeGreaterThanOrEqual(3);
    for (const year of years) {
      for (const day of ['01-01', '04-30', '05-01', '09-02']) expect(nameOf.has(`${year}-${day}`)).toBe(true);
      const named = (name: string) =>
        file.days.filter((one) => one.day.startsWith(year) && one.name.vi === name);
      // New Year 1 day, Lunar New Year 5, the Hùng Kings 1, National Day 2 (Labour Code, article 112).
      expect(['Tết Nguyên đán', 'Giỗ Tổ Hùng Vương', 'Quốc khánh'].map((name) => named(name).length)).toEqual(
        [5, 1, 2],
      );
    }
  });

  it('know the lunar days of 2026', () => {
    expect(nameOf.get('2026-02-17')?.vi).toBe('Tết Nguyên đán');
    expect(nameOf.get('2026-04-26')?.vi).toBe('Giỗ Tổ Hùng Vương');
  });
});
