import {
  type CaseLetter,
  COUNT_LETTERS,
  type CountLetter,
  MONEY_LETTERS,
  type MoneyLetter,
} from '../../contract/letters.ts';
import type { Sums } from './cubeReader.ts';

/** Both tables of measures, exact; `null` is unknown. */
export interface Tables {
  cases: Record<CountLetter, bigint | null>;
  money: Record<MoneyLetter, bigint | null>;
}

/** Tables in which nothing happened. */
export function emptyTables(): Tables {
  return {
    cases: Object.fromEntries(COUNT_LETTERS.map((l) => [l, 0n])) as Tables['cases'],
    money: Object.fromEntries(MONEY_LETTERS.map((l) => [l, 0n])) as Tables['money'],
  };
}

/** Adds letter by letter; a sum with an unknown part is unknown. */
export function addTables(into: Tables, more: Tables): void {
  for (const letter of COUNT_LETTERS) into.cases[letter] = plus(into.cases[letter], more.cases[letter]);
  for (const letter of MONEY_LETTERS) into.money[letter] = plus(into.money[letter], more.money[letter]);
}

function plus(a: bigint | null, b: bigint | null): bigint | null {
  return a === null || b === null ? null : a + b;
}

/** The letters of a unit fed by cases. J of money is all that was collected in A and what completion wrote off. */
export function tablesOf(s: Sums): Tables {
  return {
    cases: {
      ...lettersOf({
        B: s.nB,
        C: s.nC,
        D: s.nD,
        E: s.nE,
        J: s.nJ,
        I: s.nI,
        P: s.nP,
        S: s.nS,
        O: s.nO,
        H: s.nH,
        R: s.nR,
      }),
      N: s.sN,
      Q: s.nQ,
      U: s.nU,
      X: s.nX,
    },
    money: {
      ...lettersOf({
        B: s.mB,
        C: s.mC,
        D: s.mD,
        E: s.mE,
        J: s.mT + s.mJ,
        I: s.mI,
        P: s.mP,
        S: s.mS,
        O: s.mO,
        H: s.mH,
        R: s.mR,
      }),
      Q: s.mQ,
    },
  };
}

type Base = 'B' | 'C' | 'D' | 'E' | 'J' | 'I' | 'P' | 'S' | 'O' | 'H' | 'R';

/** All the letters of a table from the independent ones. */
export function lettersOf(b: Record<Base, bigint>): Record<CaseLetter, bigint> {
  const A = b.B + b.C;
  const F = A - b.D - b.E;
  const G = b.J + b.I + b.P + b.S + b.O;
  return { ...b, A, F, G, K: F - b.J };
}
