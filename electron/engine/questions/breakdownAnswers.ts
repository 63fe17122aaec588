/** A figure told apart by enforcer, category, initiation, value or unit. */
import type { Instant } from '../../contract/calendar.ts';
import { VALUE_BANDS } from '../../contract/breakdown.ts';
import { CATEGORIES, INITIATIONS } from '../../contract/events.ts';
import type { AnswerFigure, Words } from '../../contract/questions.ts';
import {
  type AnsweringParts,
  asOf,
  type Asking,
  figure,
  type Found,
  insistOnParts,
  NoAnswer,
  nameOf,
  type Of,
  same,
  whenWords,
} from './answerParts.ts';
import type { Lexicon } from './lexicon.ts';
import { brokenDown, endOf, type Measured } from './measured.ts';
import { BY, NONE } from './fixedWords.ts';
import { compared, joined } from './phrasing.ts';
import { breakdownWords } from './unitSentences.ts';

const ROWS_MOST = 200;
const OFFICERS_A_PAGE = 1000;
/** Dimensions that have an order of their own. */
const ORDER: readonly string[] = [...CATEGORIES, ...INITIATIONS, ...VALUE_BANDS.map(({ key }) => key)];

export function createBreakdownAnswers({ measures, lexicon }: AnsweringParts) {
  async function rowsOf(query: Of<'breakdown'>, measured: Measured, asking: Asking): Promise<AnswerFigure[]> {
    const { by, unit, period, only } = query;
    if (by === 'officer' && !asking.reach.permissions.includes('cases.read'))
      throw new NoAnswer('not_permitted');
    const at = endOf(period.to, asking.now);
    const values = await brokenDown(measures, { measured, unit, period, now: asking.now, by, only });
    if (values.size === 0) await insistOnParts(measures, unit, at);
    const names = by === 'officer' ? await officerNames(unit, at) : null;
    const labelOf = (key: string | null): Words => {
      if (key === null) return NONE;
      if (by === 'unit') return same(nameOf(key, asking));
      if (names) return same(names.get(key) ?? key);
      return lexicon.labels[key as keyof Lexicon['labels']];
    };
    return [...values]
      .sort(([a], [b]) => placeOf(a) - placeOf(b))
      .map(([key, value]) => figure(measured, { unit, label: labelOf(key), value, at }));
  }

  async function officerNames(unit: string, at: Instant): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    let after: string | undefined;
    do {
      const page = await measures.officers({ unit, at, after, limit: OFFICERS_A_PAGE, filter: {} });
      for (const { officer, name } of page.officers) names.set(officer, name);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return names;
  }

  /** @param listed rows already there: units that were read one by one */
  return async (
    query: Of<'breakdown'>,
    measured: Measured,
    asking: Asking,
    listed: AnswerFigure[] | null,
  ): Promise<Found> => {
    const rows = listed ?? (await rowsOf(query, measured, asking));
    if (rows.length === 0) throw new NoAnswer('no_data');
    const { order, limit } = query;
    const sign = order === 'lowest' ? 1 : -1;
    const sorted = order
      ? rows.filter(({ value }) => value !== null).sort((a, b) => sign * compared(a.value, b.value))
      : rows;
    const shown = sorted.slice(0, limit ?? ROWS_MOST);
    const words = breakdownWords({
      measured,
      unit: nameOf(query.unit, asking),
      when: whenWords(measured, query.period, asking.now),
      by: BY[query.by],
      order: order ?? null,
      rows: shown,
    });
    return { words: joined([words, asOf(measured, query.period, asking.now)]), figures: shown };
  };
}

function placeOf(key: string | null): number {
  if (key === null) return ORDER.length + 1;
  const found = ORDER.indexOf(key);
  return found < 0 ? ORDER.length : found;
}
