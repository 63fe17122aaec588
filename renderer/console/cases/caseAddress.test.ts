import { expect, it } from 'vitest';
import { casesLink, readView, writeView } from './caseAddress.ts';

it('writes an address that is read as it was', () => {
  const view = {
    ...{ unit: 'HCM/KV 1', year: 2026, at: '2026-03-31T23:59:59.999+07:00', letter: 'J' as const },
    ...{ of: 'money' as const, sort: 'amount' as const, order: 'desc' as const, category: 'civil' as const },
  };
  expect(readView(writeView(view))).toEqual(view);
  expect(casesLink({ unit: 'HCM', letter: 'A' })).toBe('#cases/unit=HCM');
});

it('passes over what an address says wrongly', () => {
  expect(readView('letter=Z&sort=colour&unit=HCM&band=nothing&other=1')).toEqual({
    ...{ unit: 'HCM', letter: 'A', of: 'cases', sort: 'case', order: 'asc' },
  });
});
