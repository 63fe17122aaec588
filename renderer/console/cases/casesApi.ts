/** What the engine's API says of cases. */
import {
  type CaseAnswer,
  caseAnswer,
  type CasesAnswer,
  casesAnswer,
} from '../../../electron/contract/breakdown.ts';
import { BASE, call } from '../call.ts';
import type { CasesView } from './caseAddress.ts';

export const PAGE_ROWS = 100;

type Asked = Omit<CasesView, 'unit' | 'case'> & { unit: string };

function queryOf(asked: Record<string, string | number | undefined>): string {
  const said = Object.entries(asked).filter(([, value]) => value !== undefined);
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

export const cases = {
  page: (asked: Asked, after: string | undefined): Promise<CasesAnswer> =>
    call('GET', `/cases?${queryOf({ ...asked, after, limit: PAGE_ROWS })}`, casesAnswer),
  one: ({ case: key = '', year, at }: Pick<CasesView, 'case' | 'year' | 'at'>): Promise<CaseAnswer> =>
    call('GET', `/cases/by-key/${encodeURIComponent(key)}?${queryOf({ year, at })}`, caseAnswer),
};

/** Address of all cases of a view as a table. */
export function casesFile({ sort: _, order: __, ...asked }: Asked): string {
  return `${BASE}/cases/export?${queryOf(asked)}`;
}
