/** Which cases are looked at, as it stands in the page's address: a link from any figure leads to what is behind it. */
import { z } from 'zod';
import { CASE_ORDERS, caseFilter } from '../../../electron/contract/breakdown.ts';
import { CASE_LETTERS, type CaseLetter } from '../../../electron/contract/letters.ts';

const view = z.object({
  unit: z.string().min(1).optional(),
  year: z.coerce.number().int().optional(),
  /** Instant of the figure; without one, that of the data clock. */
  at: z.string().min(1).optional(),
  letter: z.enum(CASE_LETTERS).default('A'),
  of: z.enum(['cases', 'money']).default('cases'),
  sort: z.enum(CASE_ORDERS).default('case'),
  order: z.enum(['asc', 'desc']).default('asc'),
  ...caseFilter.shape,
  /** One case, with its history. */
  case: z.string().min(1).optional(),
});
export type CasesView = z.infer<typeof view>;

/** What the address behind `#cases/` asks for; what it says wrongly is left out. */
export function readView(query: string): CasesView {
  const given = Object.entries(Object.fromEntries(new URLSearchParams(query)));
  const good = given.filter(
    ([name, value]) => name in view.shape && view.partial().safeParse({ [name]: value }).success,
  );
  return view.parse(Object.fromEntries(good));
}

/** The address of a view, without what is so anyway. */
export function writeView(of: Partial<CasesView>): string {
  const usual = { letter: 'A', of: 'cases', sort: 'case', order: 'asc' };
  const said = Object.entries(of).filter(
    ([name, value]) => value !== undefined && value !== Reflect.get(usual, name),
  );
  return new URLSearchParams(said.map(([name, value]) => [name, String(value)])).toString();
}

/** A link to what is behind a figure. */
export function casesLink(of: Partial<CasesView>): string {
  return `#cases/${writeView(of)}`;
}

/** Letters that count cases have a list of cases behind them. */
export function isCaseLetter(letter: string): letter is CaseLetter {
  return (CASE_LETTERS as readonly string[]).includes(letter);
}
