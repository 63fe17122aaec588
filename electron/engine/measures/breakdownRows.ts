import type { BreakdownAnswer, CaseFilter, Dimension } from '../../contract/breakdown.ts';
import { type CountLetter, COUNT_ONLY_LETTERS, type MoneyLetter } from '../../contract/letters.ts';
import { COLUMN } from '../store/index.ts';
import type { PaperLetter } from './aggregates.ts';
import { type Description, passes } from './described.ts';
import type { Exact } from './exact.ts';
import { emptyTables, lettersOf, type Tables } from './tables.ts';

const BASE = ['B', 'C', 'D', 'E', 'J', 'I', 'P', 'S', 'O', 'H', 'R'] as const;
type Base = Record<(typeof BASE)[number], bigint>;

interface Row {
  keys: Record<string, string | null>;
  cases: Base;
  money: Base;
  papers: Record<PaperLetter, bigint>;
  /** Q in đồng. */
  receipts: bigint;
  /** Whether anything counts that is not a case. */
  hasPapers: boolean;
}

/** Rows of a breakdown as they fill. */
export interface BreakdownRows {
  /** Adds sums of cases by number of column. */
  addCases(described: Description, amounts: readonly Exact[]): void;
  /** Adds papers or enforcers to their letter; `money` to Q in đồng. */
  addPapers(described: Description, letter: PaperLetter, count: bigint, money: bigint): void;
  /** Rows with anything that counts, in the order of their keys. */
  told(letters: readonly CountLetter[]): BreakdownAnswer['rows'];
}

export function createRows(by: readonly Dimension[], filter: CaseFilter): BreakdownRows {
  const rows = new Map<string, Row>();

  /** The row that something belongs to; `undefined` if it is not asked for. */
  function rowOf(described: Description): Row | undefined {
    if (!passes(described, filter)) return undefined;
    const id = JSON.stringify(by.map((dimension) => described[dimension]));
    let row = rows.get(id);
    if (!row) {
      const keys = Object.fromEntries(by.map((dimension) => [dimension, described[dimension]]));
      rows.set(id, (row = emptyRow(keys)));
    }
    return row;
  }

  return {
    addCases(described, amounts) {
      const row = rowOf(described);
      if (!row) return;
      const { cases, money } = row;
      for (const letter of BASE) {
        cases[letter] += BigInt(amounts[COLUMN[`n${letter}`]] ?? 0);
        money[letter] += BigInt(amounts[COLUMN[`m${letter}`]] ?? 0);
      }
      // What was collected is J, whatever became of the case.
      money.J += BigInt(amounts[COLUMN.mT] ?? 0);
    },
    addPapers(described, letter, count, money) {
      const row = rowOf(described);
      if (!row) return;
      row.papers[letter] += count;
      row.receipts += money;
      row.hasPapers = true;
    },
    told: (letters) =>
      [...rows]
        .filter(([, { cases, hasPapers }]) => hasPapers || cases.B + cases.C > 0n)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, row]) => toldRow(row, letters)),
  };
}

function emptyRow(keys: Row['keys']): Row {
  const nothing = () => Object.fromEntries(BASE.map((l) => [l, 0n])) as Base;
  return {
    keys,
    cases: nothing(),
    money: nothing(),
    papers: { N: 0n, Q: 0n, U: 0n, X: 0n },
    receipts: 0n,
    hasPapers: false,
  };
}

function toldRow(row: Row, letters: readonly CountLetter[]): BreakdownAnswer['rows'][number] {
  const { keys, papers, receipts } = row;
  const cases: Tables['cases'] = { ...emptyTables().cases, ...lettersOf(row.cases), ...papers };
  const money: Tables['money'] = { ...emptyTables().money, ...lettersOf(row.money), Q: receipts };
  return {
    keys,
    cases: Object.fromEntries(letters.map((l) => [l, Number(cases[l])])),
    money: Object.fromEntries(letters.filter(isOfMoney).map((l) => [l, String(money[l])])),
  };
}

function isOfMoney(letter: CountLetter): letter is MoneyLetter {
  return !(COUNT_ONLY_LETTERS as readonly string[]).includes(letter);
}
