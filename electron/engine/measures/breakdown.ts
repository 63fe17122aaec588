import type { BreakdownAnswer, CaseFilter, Dimension } from '../../contract/breakdown.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { CASE_LETTERS, type CaseLetter, type CountLetter } from '../../contract/letters.ts';
import type { PaperLetter } from './aggregates.ts';
import { type BreakdownRows, createRows } from './breakdownRows.ts';
import { createBreakdownSums, type KeepSums } from './breakdownSums.ts';
import type { CubeReader } from './cubeReader.ts';
import { createDescribe, neededFor } from './described.ts';
import { readDimensionCode } from './dimensions.ts';
import type { Enforcers } from './enforcers.ts';
import { createEntityReader } from './entityReader.ts';
import { addPapers, addUnitSums } from './paperSums.ts';
import type { Place } from './place.ts';
import type { Question } from './question.ts';
import type { Snapshots } from './snapshots.ts';
import { createTurns, type Turns } from './turns.ts';

export interface BreakdownQuestion extends Question {
  by: readonly Dimension[];
  filter: CaseFilter;
  /** Left out, those of cases: N, Q, U and X are counted one by one, which takes longer. */
  letters?: readonly CountLetter[] | undefined;
}

/** Measures by dimensions. Only what is counted from events has parts; what an aggregate gives is in no row. */
export function createBreakdown(parts: {
  snapshots: Snapshots;
  keepSums: KeepSums;
  cube: CubeReader;
  enforcers: Enforcers;
  place: (question: Question) => Place;
  revision: () => number;
}): (question: BreakdownQuestion) => Promise<BreakdownAnswer> {
  const { snapshots, keepSums, cube, enforcers, place: placeOf, revision } = parts;

  async function addCases(
    rows: BreakdownRows,
    place: Place,
    sumsOf: ReturnType<typeof createBreakdownSums>,
    turns: Turns,
  ): Promise<void> {
    for (const n of place.byCases) {
      if (turns.over()) await turns.pass();
      const unit = place.unitKey(n);
      for (const [code, amounts] of sumsOf(n, place.year, place.at)) {
        const { officer, ...values } = readDimensionCode(code);
        rows.addCases({ unit, officer: enforcers.keyOf(officer), ...values }, amounts);
      }
    }
  }

  return async (question) => {
    const { by, filter, letters = CASE_LETTERS } = question;
    const place = placeOf(question);
    const papers = new Set(letters.filter(isPaperLetter));
    const rows = createRows(by, filter);
    const needed = neededFor(by, filter);
    const turns = createTurns();
    const unitsAlone = [...needed].every((dimension) => dimension === 'unit');
    if (unitsAlone && papers.size > 0) addUnitSums(rows, place, papers, cube.at(place.year, place.at));
    const asOf = revision();
    const { db, end } = snapshots.take();
    try {
      if (letters.some((letter) => !isPaperLetter(letter))) {
        // Sums of a state that is over would never be dropped.
        const keep: KeepSums = (made) => revision() === asOf && keepSums(made);
        await addCases(rows, place, createBreakdownSums(db, keep), turns);
      }
      if (!unitsAlone && papers.size > 0) {
        const reader = createEntityReader(db, place.year, place.at);
        const describe = createDescribe({ reader, enforcers, unitKey: place.unitKey, needed });
        await addPapers(rows, place, papers, { reader, describe, turns });
      }
    } finally {
      end();
    }
    return {
      unit: question.unit,
      year: place.year,
      at: formatInstant(place.at),
      by: [...by],
      rows: rows.told(letters),
    };
  };
}

const OF_CASES: ReadonlySet<CountLetter> = new Set<CaseLetter>(CASE_LETTERS);

function isPaperLetter(letter: CountLetter): letter is PaperLetter {
  return !OF_CASES.has(letter);
}
