import { setImmediate } from 'node:timers/promises';
import type {
  BreakdownAnswer,
  CaseFilter,
  CasesAnswer,
  Dimension,
  StandingCase,
} from '../../contract/breakdown.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { CASE_LETTERS, type CaseLetter } from '../../contract/letters.ts';
import { acceptedOn, COLUMN } from '../store/index.ts';
import type { Aggregates } from './aggregates.ts';
import type { DimensionSums } from './breakdownSums.ts';
import type { CaseScan, FoundCase } from './caseScan.ts';
import type { CaseStanding } from './caseStanding.ts';
import { bandOf, type DimensionValues, readDimensionCode } from './dimensions.ts';
import type { Enforcers } from './enforcers.ts';
import type { Exact } from './exact.ts';
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

interface Row {
  keys: Record<string, string | null>;
  cases: Base;
  money: Base;
}

/** After this long others have their turn. */
const TURN_MS = 10;

/** From a number down to its parts and its cases. Only units fed by cases have them. */
export function createWayDown(parts: {
  scan: CaseScan;
  sums: (unit: number, year: number, at: number) => DimensionSums;
  enforcers: Enforcers;
  trees: () => UnitTrees;
  aggregates: () => Aggregates;
  revision: () => number;
}): WayDown {
  const { scan, sums, enforcers, trees, revision } = parts;

  function place(question: Question) {
    const moment = momentOf(question);
    const tree = trees().at(moment.at);
    if (!tree.has(question.unit))
      throw new QuestionError(
        'unit',
        `There is no unit "${question.unit}" at that instant: ask /units for those there are.`,
      );
    const units = subtree(tree, question.unit)
      .map((u) => u.n)
      .filter((n) => !parts.aggregates().feeds(n, moment.year));
    return { ...moment, units, unitKey: (n: number) => trees().keyOf(n) ?? '' };
  }

  function passes(values: DimensionValues, filter: CaseFilter): boolean {
    return (
      (filter.officer === undefined || enforcers.numberOf(filter.officer) === values.officer) &&
      (filter.category === undefined || values.category === filter.category) &&
      (filter.initiation === undefined || values.initiation === filter.initiation) &&
      (filter.band === undefined || values.band === filter.band)
    );
  }

  function valueIn(dimension: Dimension, values: DimensionValues, unit: string): string | null {
    if (dimension === 'unit') return unit;
    return dimension === 'officer' ? enforcers.keyOf(values.officer) : values[dimension];
  }

  /** Adds what a unit's cases come to, to the rows they belong to. */
  function addUnit(
    rows: Map<string, Row>,
    question: BreakdownQuestion,
    unit: string,
    its: DimensionSums,
  ): void {
    for (const [code, amounts] of its) {
      const values = readDimensionCode(code);
      if (!passes(values, question.filter)) continue;
      const named = question.by.map((dimension) => valueIn(dimension, values, unit));
      const id = JSON.stringify(named);
      let row = rows.get(id);
      if (!row) {
        const keys = Object.fromEntries(question.by.map((dimension, i) => [dimension, named[i] ?? null]));
        rows.set(id, (row = { keys, cases: nothing(), money: nothing() }));
      }
      addAmounts(row, amounts);
    }
  }

  /** Rows of all units, or `null` if anything changed between two turns. */
  async function rowsOf(question: BreakdownQuestion, patient: boolean): Promise<Map<string, Row> | null> {
    const { units, year, at, unitKey } = place(question);
    const rows = new Map<string, Row>();
    const begun = revision();
    let turn = performance.now();
    for (const unit of units) {
      addUnit(rows, question, unitKey(unit), sums(unit, year, at));
      if (!patient || performance.now() - turn < TURN_MS) continue;
      await setImmediate();
      if (revision() !== begun) return null;
      turn = performance.now();
    }
    return rows;
  }

  return {
    async breakdown(question) {
      const { year, at } = momentOf(question);
      // A case that moves between two units must not be missed or counted twice: with data coming in, all at once.
      const rows = (await rowsOf(question, true)) ?? (await rowsOf(question, false));
      return {
        unit: question.unit,
        year,
        at: formatInstant(at),
        by: [...question.by],
        rows: [...(rows ?? [])]
          .filter(([, { cases }]) => cases.B + cases.C > 0n)
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
      for await (const one of scan({ units, year, at, after: question.after })) {
        const { state, standing } = one;
        if (!counts(question.letter, standing)) continue;
        if (!passes({ ...state, band: bandOf(state.due) }, question.filter)) continue;
        if (found.length === question.limit) {
          next = found.at(-1)?.case ?? null;
          break;
        }
        found.push(described(one, unitKey(state.unit), enforcers.keyOf(state.officer)));
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

function addAmounts({ cases, money }: Row, amounts: readonly Exact[]): void {
  for (const letter of BASE) {
    cases[letter] += BigInt(amounts[COLUMN[`n${letter}`]] ?? 0);
    money[letter] += BigInt(amounts[COLUMN[`m${letter}`]] ?? 0);
  }
  // What was collected is J, whatever became of the case.
  money.J += BigInt(amounts[COLUMN.mT] ?? 0);
}

function nothing(): Base {
  return Object.fromEntries(BASE.map((l) => [l, 0n])) as Base;
}

function table<T>(base: Base, write: (n: bigint) => T): Record<CaseLetter, T> {
  const letters = lettersOf(base);
  return Object.fromEntries(CASE_LETTERS.map((l) => [l, write(letters[l])])) as Record<CaseLetter, T>;
}

function described({ key, state, standing }: FoundCase, unit: string, officer: string | null): StandingCase {
  const { intake, letter, w, p, r } = standing;
  return {
    case: key,
    unit,
    officer,
    initiation: state.initiation,
    category: state.category,
    accepted_on: acceptedOn(state),
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
