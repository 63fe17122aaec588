/** What the sources of a test say: the same at every start, as a real source's records are. */
import { formatInstant, yearStart } from '../../electron/contract/calendar.ts';
import { enforcementCase, receipt } from '../contract/lines.ts';

/** Every so many lines one is broken. */
const BROKEN_EVERY = 50;
const BROKEN_AT = 25;
/** Cases of a source; each comes again in later versions, in other units and with more money done. */
const CASES = 700;
const UNITS = 4;

export function isBroken(n: number): boolean {
  return n % BROKEN_EVERY === BROKEN_AT;
}

/** Line `n` (from 1) of a source of events. */
export function lineOf(source: string, n: number): string {
  if (isBroken(n)) return `{"broken":"${source} ${n}"`;
  const common = { id: `${n}`, seq: n, unit: `u${(n * 7) % UNITS}`, at: formatInstant(instantOf(n)) };
  if (n % 10 === 3) return JSON.stringify({ ...receipt(`${source} ${n}`, { amount: n * 1000 }), ...common });
  const v = 1 + Math.floor(n / CASES);
  const other = { v, due: 1_000_000 + n, done: n, state: n % 9 === 0 ? 'completed' : 'in_progress' } as const;
  return JSON.stringify({ ...enforcementCase(`${source} ${n % CASES}`, other), ...common });
}

function instantOf(n: number): number {
  return yearStart(2026) + n * 2_000_000;
}

/** What row `n` (from 1) of a table says; a broken one has no amount. */
export function rowOf(source: string, n: number) {
  return {
    case: `${source} ${n}`,
    unit: `u${(n * 5) % UNITS}`,
    due: isBroken(n) ? null : 2_000_000 + n,
    done: n,
  };
}

/** The event that a mapping makes of such a row. */
export function lineOfRow(source: string, n: number): object {
  const { due, ...row } = rowOf(source, n);
  return { ...enforcementCase(row.case, { ...row, due: due ?? 0, at: '2025-11-03T00:00:00+07:00' }) };
}

/** The mapping of such rows. `mark` is a column that ends every whole row. */
export const ROW_MAPPING = {
  event: 'case',
  where: [{ from: 'mark', in: ['civil.'] }],
  fields: {
    case: 'case',
    unit: 'unit',
    officer: { const: null },
    initiation: { const: 'ex_officio' },
    category: { from: 'mark', map: { 'civil.': 'civil' } },
    accepted_on: { const: '2025-11-03' },
    due: 'due',
    done: 'done',
    state: { const: 'in_progress' },
  },
  at: { const: '2025-11-03' },
};
