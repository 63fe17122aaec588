import type {
  CaseFilter,
  CasesAnswer,
  DecisionsAnswer,
  OfficersAnswer,
  ReceiptsAnswer,
  StandingCase,
} from '../../contract/breakdown.ts';
import { formatInstant } from '../../contract/calendar.ts';
import type { CaseLetter } from '../../contract/letters.ts';
import { acceptedOn } from '../store/index.ts';
import type { CaseStanding } from './caseStanding.ts';
import { createDescribe, type Describe, neededFor, passes } from './described.ts';
import type { Enforcers } from './enforcers.ts';
import { createEntityReader, type Found, type FoundCase, type FoundType } from './entityReader.ts';
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

/** `letter`: only cases that it counts; left out, all of A. */
export type CasesQuestion = PageQuestion & { letter?: CaseLetter | undefined };
/** `letter`: only decisions that it counts; left out, those of both. */
export type DecisionsQuestion = PageQuestion & { letter?: 'U' | 'X' | undefined };

/** From a number to what it counts, page by page in the order of keys. */
export interface Behind {
  cases(question: CasesQuestion): Promise<CasesAnswer>;
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
}): Behind {
  const { snapshots, enforcers, place: placeOf } = parts;

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

  return {
    async cases(question) {
      const { head, told, next } = await page(
        question,
        'case',
        (place) => place.byCases,
        (found, place) =>
          counts(question.letter, found.standing)
            ? caseTold(found, place.unitKey(found.state.unit), enforcers.keyOf(found.state.officer))
            : undefined,
      );
      return { ...head, cases: told, next };
    },

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

/** Letters made of others. */
const MADE_OF: Partial<Record<CaseLetter, string>> = { F: 'JIPSOHR', G: 'JIPSO', K: 'IPSOHR' };

/** Whether a letter counts a case that stands so. */
function counts(letter: CaseLetter | undefined, { intake, letter: own }: CaseStanding): boolean {
  if (letter === undefined || letter === 'A') return true;
  if (letter === 'B' || letter === 'C') return intake === letter;
  return MADE_OF[letter]?.includes(own) ?? letter === own;
}

function caseTold({ key, state, standing }: FoundCase, unit: string, officer: string | null): StandingCase {
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
