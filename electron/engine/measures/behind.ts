import type {
  BreakdownAnswer,
  CaseFilter,
  CaseListing,
  CasesAnswer,
  DecisionsAnswer,
  OfficersAnswer,
  ReceiptsAnswer,
} from '../../contract/breakdown.ts';
import { formatInstant } from '../../contract/calendar.ts';
import { type CaseOrder, createLeading, placeIn, readPlace, writePlace } from './caseOrder.ts';
import type { BreakdownQuestion } from './breakdown.ts';
import { type CaseRow, isBehind, rowTold } from './caseRows.ts';
import { createDescribe, type Describe, neededFor, passes } from './described.ts';
import type { Enforcers } from './enforcers.ts';
import { createEntityReader, type Found, type FoundType } from './entityReader.ts';
import { type Place, unitsCounting } from './place.ts';
import type { Question } from './question.ts';
import { scan } from './scan.ts';
import type { Snapshots } from './snapshots.ts';
import { createTurns } from './turns.ts';

/** A question for one page of what a number counts. */
export interface PageQuestion extends Question {
  filter: CaseFilter;
  /** Only keys greater than this one. */
  after?: string | undefined;
  limit: number;
}

/** What is not said is as in `caseListing`. */
export type CasesQuestion = PageQuestion & Partial<CaseListing>;
/** `letter`: only decisions that it counts; left out, those of both. */
export type DecisionsQuestion = PageQuestion & { letter?: 'U' | 'X' | undefined };

/** From a number to what it counts, page by page in the order of keys. */
export interface Behind {
  /** In the order of their keys, or in the one that is asked for. */
  cases(question: CasesQuestion): Promise<CasesAnswer>;
  /** All of them in the order of their keys, read from one state. */
  caseRows(question: Omit<CasesQuestion, 'after' | 'limit'>): AsyncGenerator<CaseRow>;
  /** The receipts that Q counts. */
  receipts(question: PageQuestion): Promise<ReceiptsAnswer>;
  decisions(question: DecisionsQuestion): Promise<DecisionsAnswer>;
  /** The enforcers that N counts. */
  officers(question: PageQuestion): Promise<OfficersAnswer>;
}

export function createBehind(parts: {
  snapshots: Snapshots;
  enforcers: Enforcers;
  place: (question: Question) => Place;
  breakdown: (question: BreakdownQuestion) => Promise<BreakdownAnswer>;
}): Behind {
  const { snapshots, enforcers, place: placeOf, breakdown } = parts;

  /** One page of what counts, told by `tell`, which passes over what it tells as `undefined`. */
  async function page<T extends FoundType, Told>(
    question: PageQuestion,
    type: T,
    unitsOf: (place: Place) => readonly number[],
    tell: (found: Found[T], place: Place) => Told | undefined,
  ) {
    const { filter, after, limit } = question;
    const place = placeOf(question);
    const { db, end } = snapshots.take();
    try {
      const reader = createEntityReader(db, place.year, place.at);
      const needed = neededFor([], filter);
      const describe: Describe[T] = createDescribe({ reader, enforcers, unitKey: place.unitKey, needed })[
        type
      ];
      const told: Told[] = [];
      let last: string | null = null;
      let next: string | null = null;
      for await (const found of scan(reader, createTurns(), { type, units: unitsOf(place), after })) {
        const one = tell(found, place);
        if (one === undefined || !passes(describe(found), filter)) continue;
        if (told.length === limit) {
          next = last;
          break;
        }
        told.push(one);
        last = found.key;
      }
      return {
        head: { unit: question.unit, year: place.year, at: formatInstant(place.at) },
        told,
        next,
      };
    } finally {
      end();
    }
  }

  /** Those behind a letter, with what they can be filtered by. */
  async function* caseRows(question: Omit<CasesQuestion, 'limit'>): AsyncGenerator<CaseRow> {
    const { filter, after, letter = 'A', of = 'cases' } = question;
    const place = placeOf(question);
    const { db, end } = snapshots.take();
    try {
      const reader = createEntityReader(db, place.year, place.at);
      const needed = neededFor([], filter);
      const describe = createDescribe({ reader, enforcers, unitKey: place.unitKey, needed }).case;
      const wanted = { type: 'case', units: place.byCases, after } as const;
      for await (const found of scan(reader, createTurns(), wanted)) {
        if (!isBehind(found.standing, letter, of) || !passes(describe(found), filter)) continue;
        const unit = place.unitKey(found.state.unit);
        yield { found, unit, officer: enforcers.keyOf(found.state.officer), letter };
      }
    } finally {
      end();
    }
  }

  function headOf(question: CasesQuestion) {
    const place = placeOf(question);
    const counted = new Set(place.byCases);
    return {
      head: { unit: question.unit, year: place.year, at: formatInstant(place.at) },
      withoutCases: [...place.left.keys()].filter((n) => !counted.has(n)).map(place.unitKey),
    };
  }

  async function byKey(question: CasesQuestion) {
    const told: CaseRow[] = [];
    for await (const row of caseRows(question)) {
      told.push(row);
      if (told.length > question.limit) break;
    }
    return { ...headOf(question), ...cut(told, question.limit, (row) => row.found.key) };
  }

  async function sorted(question: CasesQuestion, order: CaseOrder) {
    const after = question.after === undefined ? undefined : readPlace(question.after);
    const leading = createLeading(order, question.limit + 1, after);
    for await (const row of caseRows({ ...question, after: undefined })) leading.add(row);
    const place = (row: CaseRow) => writePlace(placeIn(order, row));
    return { ...headOf(question), ...cut(leading.rows(), question.limit, place) };
  }

  /** What a letter says of all cases of a filter. */
  async function countedBy(question: CasesQuestion): Promise<CasesAnswer['counted']> {
    const { unit, year, at, filter, letter = 'A' } = question;
    const [row] = (await breakdown({ unit, year, at, by: [], filter, letters: [letter] })).rows;
    return { cases: row?.cases[letter] ?? 0, money: row?.money[letter] ?? '0' };
  }

  return {
    async cases(question) {
      const { sort = 'case', order = 'asc' } = question;
      // Both begin in the same turn, so that they are about the same state.
      const listed = sort === 'case' && order === 'asc' ? byKey(question) : sorted(question, { sort, order });
      const counted = question.after === undefined ? countedBy(question) : Promise.resolve(null);
      const [{ head, told, next, withoutCases }, total] = await Promise.all([listed, counted]);
      return { ...head, cases: told.map((row) => rowTold(row)), next, counted: total, withoutCases };
    },

    caseRows,

    async receipts(question) {
      const { head, told, next } = await page(
        question,
        'receipt',
        (place) => unitsCounting('Q', place),
        ({ key, issuedAt, state, counted }, place) => ({
          receipt: key,
          unit: place.unitKey(state.unit),
          officer: state.officer,
          case: state.case,
          issued_at: formatInstant(issuedAt),
          amount: String(state.amount),
          converts: state.converts,
          counted: String(place.left.get(state.unit)?.money ? counted : 0),
        }),
      );
      return { ...head, receipts: told, next };
    },

    async decisions(question) {
      const letters = question.letter === undefined ? (['U', 'X'] as const) : [question.letter];
      const { head, told, next } = await page(
        question,
        'decision',
        (place) => [...new Set(letters.flatMap((letter) => unitsCounting(letter, place)))],
        ({ key, issuedAt, state, letter }, place) => {
          if (!letters.includes(letter) || !place.left.get(state.unit)?.cases.has(letter)) return undefined;
          return {
            decision: key,
            unit: place.unitKey(state.unit),
            case: state.case,
            kind: letter === 'U' ? ('enforcement' as const) : ('entrustment' as const),
            issued_at: formatInstant(issuedAt),
            to_unit: state.to_unit,
            letter,
          };
        },
      );
      return { ...head, decisions: told, next };
    },

    async officers(question) {
      const { head, told, next } = await page(
        question,
        'officer',
        (place) => unitsCounting('N', place),
        ({ key, state }, place) => ({
          officer: key,
          unit: place.unitKey(state.unit),
          name: state.name,
          from: state.from,
          to: state.to,
        }),
      );
      return { ...head, officers: told, next };
    },
  };
}

/** The rows of a page, and where the next one begins. */
function cut(rows: CaseRow[], limit: number, place: (row: CaseRow) => string) {
  const told = rows.slice(0, limit);
  const last = told.at(-1);
  return { told, next: rows.length > limit && last ? place(last) : null };
}
