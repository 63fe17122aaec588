import type {
  BreakdownAnswer,
  CaseFilter,
  CasesAnswer,
  Dimension,
  StandingCase,
} from '../../contract/breakdown.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { CASE_LETTERS, type CaseLetter } from '../../contract/letters.ts';
import { type CaseScan, type FoundCase, valueIn } from './caseScan.ts';
import type { CaseStanding } from './caseStanding.ts';
import { type Question, QuestionError } from './question.ts';
import { lettersOf } from './tables.ts';
import { momentOf } from './tablesAt.ts';
import { subtree, type UnitTrees } from './unitTree.ts';

export interface BreakdownQuestion extends Question {
  by: readonly Dimension[];
  filter: CaseFilter;
}

export interface CasesQuestion extends Question {
  /** Only cases that this letter counts; left out, all of A. */
  letter?: CaseLetter | undefined;
  filter: CaseFilter;
  after?: string | undefined;
  limit: number;
}

export interface WayDown {
  breakdown(question: BreakdownQuestion): Promise<BreakdownAnswer>;
  cases(question: CasesQuestion): Promise<CasesAnswer>;
}

type Base = Parameters<typeof lettersOf>[0];
const BASE = ['B', 'C', 'D', 'E', 'J', 'I', 'P', 'S', 'O', 'H', 'R'] as const;

/** From a number down to its parts and its cases. Only units fed by cases have them. */
export function createWayDown(scan: CaseScan, trees: () => UnitTrees): WayDown {
  function place(question: Question) {
    const moment = momentOf(question);
    const tree = trees().at(moment.at);
    if (!tree.has(question.unit))
      throw new QuestionError(
        'unit',
        `There is no unit "${question.unit}" at that instant: ask /units for those there are.`,
      );
    const units = subtree(tree, question.unit).map((u) => u.n);
    return { ...moment, units, unitKey: (n: number) => trees().keyOf(n) ?? '' };
  }

  return {
    async breakdown(question) {
      const { units, year, at, unitKey } = place(question);
      const rows = new Map<string, { keys: Record<string, string | null>; cases: Base; money: Base }>();
      for await (const { state, standing } of scan({ units, year, at, filter: question.filter })) {
        const keys = Object.fromEntries(question.by.map((d) => [d, valueIn(d, state, unitKey(state.unit))]));
        const id = JSON.stringify(Object.values(keys));
        let row = rows.get(id);
        if (!row) {
          row = { keys, cases: nothing(), money: nothing() };
          rows.set(id, row);
        }
        count(row.cases, row.money, standing);
      }
      return {
        unit: question.unit,
        year,
        at: formatInstant(at),
        by: [...question.by],
        rows: [...rows.entries()]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([, { keys, cases, money }]) => ({
            keys,
            cases: table(cases, Number),
            money: table(money, String),
          })),
      };
    },

    async cases(question) {
      const { units, year, at, unitKey } = place(question);
      const found: StandingCase[] = [];
      let next: string | null = null;
      for await (const one of scan({ units, year, at, filter: question.filter, after: question.after })) {
        if (!counts(question.letter, one.standing)) continue;
        if (found.length === question.limit) {
          next = found.at(-1)?.case ?? null;
          break;
        }
        found.push(described(one, unitKey(one.state.unit)));
      }
      return { unit: question.unit, year, at: formatInstant(at), cases: found, next };
    },
  };
}

/** Letters made of others. */
const MADE_OF: Partial<Record<CaseLetter, string>> = { F: 'JIPSOHR', G: 'JIPSO', K: 'IPSOHR' };

/** Whether a letter counts a case that stands so. */
function counts(letter: CaseLetter | undefined, { intake, letter: own }: CaseStanding): boolean {
  if (letter === undefined || letter === 'A') return true;
  if (letter === 'B' || letter === 'C') return intake === letter;
  return MADE_OF[letter]?.includes(own) ?? letter === own;
}

function count(cases: Base, money: Base, { intake, letter, w, p, r }: CaseStanding): void {
  cases[intake] += 1n;
  cases[letter] += 1n;
  money[intake] += BigInt(w);
  money[letter] += BigInt(r);
  // What was collected is J, whatever became of the case.
  money.J += BigInt(p);
}

function nothing(): Base {
  return Object.fromEntries(BASE.map((l) => [l, 0n])) as Base;
}

function table<T>(base: Base, write: (n: bigint) => T): Record<CaseLetter, T> {
  const letters = lettersOf(base);
  return Object.fromEntries(CASE_LETTERS.map((l) => [l, write(letters[l])])) as Record<CaseLetter, T>;
}

function described({ state, standing }: FoundCase, unit: string): StandingCase {
  const { intake, letter, w, p, r } = standing;
  return {
    case: state.key,
    unit,
    officer: state.officer,
    initiation: state.initiation,
    category: state.category,
    accepted_on: state.accepted_on,
    state: state.state,
    intake,
    letter,
    due: String(state.due),
    done: String(state.done),
    w: String(w),
    p: String(p),
    r: String(r),
  };
}
