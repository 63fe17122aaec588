/** Answers a query from the engine's figures, as far as the asker sees. */
import type { Scalar, SourceHealth, UnitNode } from '../../contract/answers.ts';
import { VALUE_BANDS } from '../../contract/breakdown.ts';
import { dayOf, dayStart, formatInstant, type Instant, yearOf } from '../../contract/calendar.ts';
import { CATEGORIES, INITIATIONS } from '../../contract/events.ts';
import type {
  AnswerData,
  AnswerFigure,
  CannotReason,
  Only,
  Period,
  Query,
  QuestionAnswer,
  Words,
} from '../../contract/questions.ts';
import type { Reach } from '../access/index.ts';
import { type Measures, QuestionError } from '../measures/index.ts';
import { ProblemError } from '../problems/index.ts';
import { definitionWords } from './definitions.ts';
import type { Lexicon } from './lexicon.ts';
import {
  brokenDown,
  difference,
  endOf,
  growth,
  isToDate,
  type Measured,
  measuredOf,
  valueIn,
  valueOnly,
  YEARS_MOST,
} from './measured.ts';
import { instantWords, periodWords } from './periodWords.ts';
import {
  BY,
  CANNOT,
  compared,
  EXAMPLES,
  joined,
  NATURES,
  NONE,
  NOT_YET,
  sentences,
  STEP,
} from './sentences.ts';
import { trendOf } from './trend.ts';

export interface AnsweringParts {
  measures: Measures;
  lexicon: Lexicon;
  sources: () => readonly SourceHealth[];
}

/** Who asks, and when: the organisation and the instant of the data clock. */
export interface Asking {
  reach: Reach;
  units: readonly UnitNode[];
  now: Instant;
}

/** Figures with the sentence that says them. */
interface Found {
  words: Words;
  figures: AnswerFigure[];
}

/** Why a query that was understood has no answer. */
class NoAnswer extends Error {
  readonly reason: CannotReason;
  constructor(reason: CannotReason) {
    super(reason);
    this.reason = reason;
  }
}

export function cannot(
  reason: CannotReason,
  query: Query | null,
  words: Words = CANNOT[reason],
): QuestionAnswer {
  return { outcome: 'cannot', reason, words, query, examples: [...EXAMPLES] };
}

export function createAnswering(
  parts: AnsweringParts,
): (query: Query, asking: Asking) => Promise<QuestionAnswer> {
  const { measures, lexicon } = parts;

  return async (asked, asking) => {
    const query = untilNow(asked, asking.now);
    if (query === null) return cannot('future', asked);
    const known = new Set(asking.units.map(({ unit }) => unit));
    // Not theirs and not there are told alike.
    if (unitsOf(query).some((unit) => !known.has(unit) || !asking.reach.covers(unit)))
      return cannot('unknown_unit', null);
    if (query.kind === 'forecast' || query.kind === 'alert' || query.kind === 'task')
      return cannot('not_available', query, NOT_YET[query.kind]);
    const measured = measuredOf(query.subject, measures.catalogue(), lexicon);
    if (!measured)
      throw new ProblemError(400, 'There is no such indicator: ask /indicators for the catalogue.', {
        field: 'query.subject.key',
      });
    if (query.kind === 'definition')
      return {
        outcome: 'answered',
        query,
        words: definitionWords(measured, lexicon),
        figures: [],
        ignored: [],
        data: null,
      };
    try {
      const { words, figures } = await found(query, measured, asking);
      const data = dataOf(query, asking);
      const source = sentences.sources(
        data.sources.map(({ name }) => name),
        NATURES[data.nature],
      );
      return { outcome: 'answered', query, words: joined([words, source]), figures, ignored: [], data };
    } catch (error) {
      if (error instanceof NoAnswer) return cannot(error.reason, query);
      if (error instanceof QuestionError) return cannot('no_data', query);
      throw error;
    }
  };

  async function found(query: Figured, measured: Measured, asking: Asking): Promise<Found> {
    if (tooLong(query.period)) throw new NoAnswer('no_data');
    switch (query.kind) {
      case 'value':
        return valueAnswer(query, measured, asking);
      case 'comparison':
        return query.with.by === 'period'
          ? comparedPeriods(query, query.with.period, measured, asking)
          : comparedUnits(query, query.with.units, measured, asking);
      case 'ranking':
        return ranked(query, measured, asking);
      case 'breakdown':
        return query.by === 'unit' ? byUnit(query, measured, asking) : byDimension(query, measured, asking);
      case 'trend': {
        const { step, rows } = trendOf(measures, { ...query, measured, now: asking.now });
        const words = sentences.trend({
          measured,
          unit: nameOf(query.unit, asking),
          step: STEP[step],
          rows: rows.map(({ label, value }) => ({ label, value })),
        });
        return {
          words,
          figures: rows.map(({ label, value, at }) =>
            figure(measured, { unit: query.unit, label, value, at }),
          ),
        };
      }
      case 'target':
        return query.level === null
          ? targetOf(query, measured, asking)
          : shortOf(query, query.level, measured, asking);
    }
  }

  /** The figure of a unit; of cases of one kind, from the parts. */
  async function valueOf(
    { unit, only }: { unit: string; only?: Only | undefined },
    period: Period,
    measured: Measured,
    { now }: Asking,
  ): Promise<Scalar> {
    if (!only) return valueIn(measures, { measured, unit, period, now });
    await insistOnParts(unit, endOf(period.to, now));
    return valueOnly(measures, { measured, unit, period, now, only });
  }

  /** A unit that only totals are known of has no parts. */
  async function insistOnParts(unit: string, at: Instant): Promise<void> {
    const { cases } = measures.measures({ unit, at });
    if (cases.A === 0) return;
    const { rows } = await measures.breakdown({ unit, at, by: ['initiation'], letters: ['A'], filter: {} });
    if (rows.length === 0) throw new NoAnswer('not_divisible');
  }

  async function valueAnswer(
    query: Extract<Query, { kind: 'value' }>,
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    const { unit, period } = query;
    const value = await valueOf(query, period, measured, asking);
    const words = sentences.value({
      measured,
      unit: nameOf(unit, asking),
      when: whenWords(measured, period, asking.now),
      value,
      only: onlyWords(query.only),
    });
    const target =
      query.only || !isToDate(period) || query.subject.of !== 'indicator'
        ? null
        : standingOf(query.subject.key, unit, endOf(period.to, asking.now));
    const at = endOf(period.to, asking.now);
    return {
      words: joined([words, target?.words ?? null, asOf(measured, period, asking.now)]),
      figures: [figure(measured, { unit, label: measured.name, value, at, target: target?.target ?? null })],
    };
  }

  /** How the value stands against the target to date, where there is one. */
  function standingOf(key: string, unit: string, at: Instant) {
    const { figures } = measures.figures({ unit, year: yearOf(at), at, indicators: [key] });
    const target = figures[key]?.target ?? null;
    if (!target) return null;
    const measured = measuredOf({ of: 'indicator', key }, measures.catalogue(), lexicon);
    if (!measured) return null;
    return { target, words: sentences.standing({ measured, toDate: target.toDate, status: target.status }) };
  }

  async function comparedPeriods(
    query: Extract<Query, { kind: 'comparison' }>,
    earlier: Period,
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    if (tooLong(earlier)) throw new NoAnswer('no_data');
    const { now } = asking;
    const value = await valueOf(query, query.period, measured, asking);
    const before = await valueOf(query, earlier, measured, asking).catch((error: unknown) => {
      // The unit was not there then.
      if (error instanceof QuestionError) return null;
      throw error;
    });
    // A period in which nothing was recorded is no zero to grow from.
    const then = nothingRecorded(query.unit, earlier, now) ? null : before;
    const nowSide = { label: whenWords(measured, query.period, now), value };
    const thenSide = { label: whenWords(measured, earlier, now), value: then };
    const words = sentences.comparedPeriods({
      measured,
      unit: nameOf(query.unit, asking),
      only: onlyWords(query.only),
      now: nowSide,
      then: thenSide,
      difference: difference(value, then, measured.decimals),
      growth: growth(value, then),
    });
    return {
      words: joined([words, asOf(measured, query.period, now)]),
      figures: [
        figure(measured, { unit: query.unit, ...nowSide, at: endOf(query.period.to, now) }),
        figure(measured, { unit: query.unit, ...thenSide, at: endOf(earlier.to, now) }),
      ],
    };
  }

  function nothingRecorded(unit: string, { to }: Period, now: Instant): boolean {
    try {
      return measures.measures({ unit, at: endOf(to, now) }).cases.A === 0;
    } catch (error) {
      if (error instanceof QuestionError) return true;
      throw error;
    }
  }

  async function comparedUnits(
    query: Extract<Query, { kind: 'comparison' }>,
    others: readonly string[],
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    const units = [...new Set([query.unit, ...others])];
    const rows: AnswerFigure[] = [];
    for (const unit of units) {
      const value = await valueOf({ ...query, unit }, query.period, measured, asking);
      rows.push(
        figure(measured, {
          unit,
          label: same(nameOf(unit, asking)),
          value,
          at: endOf(query.period.to, asking.now),
        }),
      );
    }
    const sorted = rows
      .map(({ value }) => value)
      .filter((value) => value !== null)
      .sort(compared);
    const words = sentences.comparedUnits({
      measured,
      when: whenWords(measured, query.period, asking.now),
      rows,
      spread: difference(sorted.at(-1) ?? null, sorted[0] ?? null, measured.decimals),
    });
    return { words: joined([words, asOf(measured, query.period, asking.now)]), figures: rows };
  }

  function unitsBelow(unit: string, level: string, { units, reach }: Asking): UnitNode[] {
    const within = new Set([unit]);
    const parents = new Map(units.map((node) => [node.unit, node.parent]));
    const isBelow = (key: string): boolean => {
      const path: string[] = [];
      for (
        let up: string | null | undefined = key;
        typeof up === 'string' && path.length <= units.length;
        up = parents.get(up)
      ) {
        if (within.has(up)) {
          for (const passed of path) within.add(passed);
          return true;
        }
        path.push(up);
      }
      return false;
    };
    return units.filter(
      (node) => node.unit !== unit && node.level === level && reach.covers(node.unit) && isBelow(node.unit),
    );
  }

  function valuesBelow(
    query: { unit: string; period: Period },
    level: string,
    measured: Measured,
    asking: Asking,
  ) {
    const at = endOf(query.period.to, asking.now);
    return unitsBelow(query.unit, level, asking).map(({ unit, name }) =>
      figure(measured, {
        unit,
        label: same(name),
        value: valueIn(measures, { measured, unit, period: query.period, now: asking.now }),
        at,
      }),
    );
  }

  function ranked(query: Extract<Query, { kind: 'ranking' }>, measured: Measured, asking: Asking): Found {
    const all = valuesBelow(query, query.level, measured, asking);
    if (all.length === 0) throw new NoAnswer('no_data');
    const sign = query.order === 'highest' ? -1 : 1;
    const { bound, limit } = query;
    const rows = all
      .filter(({ value }) => value !== null)
      .filter(
        ({ value }) =>
          !bound || (bound.is === 'above' ? Number(value) > bound.value : Number(value) < bound.value),
      )
      .sort((a, b) => sign * compared(a.value, b.value))
      .slice(0, limit ?? undefined);
    if (rows.length === 0 && !bound) throw new NoAnswer('no_data');
    const words = sentences.ranking({
      measured,
      unit: nameOf(query.unit, asking),
      when: whenWords(measured, query.period, asking.now),
      query,
      rows,
      all: all.length,
    });
    return { words: joined([words, asOf(measured, query.period, asking.now)]), figures: rows };
  }

  function byUnit(
    query: Extract<Query, { kind: 'breakdown' }>,
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    if (query.only) return byDimension(query, measured, asking);
    const levels = ['province', 'region', 'room'].filter(
      (level) => unitsBelow(query.unit, level, asking).length > 0,
    );
    // What is directly below; rooms and offices stand side by side.
    const [first] = levels;
    const shown = first === 'province' ? ['province'] : levels;
    const rows = shown.flatMap((level) => valuesBelow(query, level, measured, asking));
    if (rows.length === 0) throw new NoAnswer('no_data');
    return Promise.resolve(broken(query, measured, asking, rows));
  }

  async function byDimension(
    query: Extract<Query, { kind: 'breakdown' }>,
    measured: Measured,
    asking: Asking,
  ): Promise<Found> {
    const { by, unit, period, only } = query;
    if (by === 'officer' && !asking.reach.permissions.includes('cases.read'))
      throw new NoAnswer('not_permitted');
    const at = endOf(period.to, asking.now);
    await insistOnParts(unit, at);
    const values = await brokenDown(measures, { measured, unit, period, now: asking.now, by, only });
    const names = by === 'officer' ? await officerNames(unit, at) : new Map<string, string>();
    const labelOf = (key: string | null): Words => {
      if (key === null) return NONE;
      if (by === 'unit') return same(nameOf(key, asking));
      if (by === 'officer') return same(names.get(key) ?? key);
      return lexicon.labels[key as keyof Lexicon['labels']] ?? same(key);
    };
    const rows = [...values]
      .sort(([a], [b]) => place(a) - place(b))
      .map(([key, value]) => figure(measured, { unit, label: labelOf(key), value, at }));
    if (rows.length === 0) throw new NoAnswer('no_data');
    return broken(query, measured, asking, rows);
  }

  function broken(
    query: Extract<Query, { kind: 'breakdown' }>,
    measured: Measured,
    asking: Asking,
    rows: readonly AnswerFigure[],
  ): Found {
    const { order, limit } = query;
    const sign = order === 'lowest' ? 1 : -1;
    const shown = (
      order
        ? rows.filter(({ value }) => value !== null).sort((a, b) => sign * compared(a.value, b.value))
        : [...rows]
    ).slice(0, limit ?? ROWS_MOST);
    const words = sentences.breakdown({
      measured,
      unit: nameOf(query.unit, asking),
      when: whenWords(measured, query.period, asking.now),
      by: BY[query.by],
      order: order ?? null,
      rows: shown,
    });
    return { words: joined([words, asOf(measured, query.period, asking.now)]), figures: shown };
  }

  async function officerNames(unit: string, at: Instant): Promise<Map<string, string>> {
    const names = new Map<string, string>();
    let after: string | undefined;
    do {
      const page = await measures.officers({ unit, at, after, limit: 1000, filter: {} });
      for (const { officer, name } of page.officers) names.set(officer, name);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return names;
  }

  function targetOf(query: Extract<Query, { kind: 'target' }>, measured: Measured, asking: Asking): Found {
    if (query.subject.of !== 'indicator') throw new NoAnswer('no_data');
    const { key } = query.subject;
    const at = endOf(query.period.to, asking.now);
    const { figures } = measures.figures({ unit: query.unit, at, indicators: [key] });
    const own = figures[key];
    if (!own?.target) throw new NoAnswer('no_data');
    const words = sentences.target({
      measured,
      unit: nameOf(query.unit, asking),
      day: dayOf(at),
      year: yearOf(at),
      value: own.value,
      target: own.target,
    });
    return {
      words: joined([words, asOf({ ...measured, flow: true }, query.period, asking.now)]),
      figures: [
        figure(measured, {
          unit: query.unit,
          label: measured.name,
          value: own.value,
          at,
          target: own.target,
        }),
      ],
    };
  }

  function shortOf(
    query: Extract<Query, { kind: 'target' }>,
    level: 'province' | 'region' | 'room',
    measured: Measured,
    asking: Asking,
  ): Found {
    if (query.subject.of !== 'indicator') throw new NoAnswer('no_data');
    const { key } = query.subject;
    const at = endOf(query.period.to, asking.now);
    const answer = measures.ranking({ unit: query.unit, at, level, indicators: [key] });
    const all = answer.rows.flatMap(({ unit, name, values }) => {
      const own = values[key];
      return own?.target && asking.reach.covers(unit)
        ? [{ unit, name, value: own.value, target: own.target }]
        : [];
    });
    if (all.length === 0) throw new NoAnswer('no_data');
    const rows = all
      .filter(({ target }) => target.status !== null && target.status !== 'met')
      .sort((a, b) => Number(a.value) - a.target.toDate - (Number(b.value) - b.target.toDate));
    const words = sentences.short({
      measured,
      unit: nameOf(query.unit, asking),
      day: dayOf(at),
      rows: rows.map(({ name, value, target }) => ({ label: same(name), value, toDate: target.toDate })),
      all: all.length,
    });
    return {
      words: joined([words, asOf({ ...measured, flow: true }, query.period, asking.now)]),
      figures: rows.map(({ unit, name, value, target }) =>
        figure(measured, { unit, label: same(name), value, at, target }),
      ),
    };
  }

  function onlyWords(only: Only | undefined): Words | null {
    const said = [only?.category, only?.initiation].flatMap((key) =>
      key === undefined ? [] : [lexicon.labels[key]],
    );
    if (said.length === 0) return null;
    const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
    return {
      vi: said.map(({ vi }) => lowered(vi)).join(', '),
      en: said.map(({ en }) => lowered(en)).join(', '),
    };
  }

  function dataOf(query: Figured, { units, now }: Asking): AnswerData {
    const nature = units.find(({ unit }) => unit === query.unit)?.nature ?? 'operational';
    return {
      at: formatInstant(endOf(query.period.to, now)),
      nature,
      sources: parts
        .sources()
        .filter((source) => source.nature === nature)
        .map(({ id, name, heardAt }) => ({ id, name, heardAt })),
    };
  }
}

type Figured = Exclude<Query, { kind: 'definition' | 'forecast' | 'alert' | 'task' }>;

const ROWS_MOST = 200;

/** Of dimensions with an order of their own. */
const ORDER: readonly string[] = [...CATEGORIES, ...INITIATIONS, ...VALUE_BANDS.map(({ key }) => key)];
function place(key: string | null): number {
  if (key === null) return ORDER.length + 1;
  const found = ORDER.indexOf(key);
  return found < 0 ? ORDER.length : found;
}

/** The query with its periods ended now; `null` where they lie ahead. */
function untilNow(query: Query, now: Instant): Query | null {
  if (!('period' in query)) return query;
  const today = dayOf(now);
  if (query.period.from > today) return null;
  const cut = ({ from, to }: Period): Period => ({ from, to: to > today ? today : to });
  const period = cut(query.period);
  if (query.kind !== 'comparison' || query.with.by !== 'period') return { ...query, period };
  if (query.with.period.from > today) return null;
  return { ...query, period, with: { by: 'period', period: cut(query.with.period) } };
}

function unitsOf(query: Query): string[] {
  if (query.kind === 'definition') return [];
  const others = query.kind === 'comparison' && query.with.by === 'units' ? query.with.units : [];
  return [query.unit, ...others];
}

function tooLong({ from, to }: Period): boolean {
  return yearOf(dayStart(to)) - yearOf(dayStart(from)) >= YEARS_MOST;
}

function nameOf(unit: string, { units }: Asking): string {
  return units.find((node) => node.unit === unit)?.name ?? unit;
}

const same = (text: string): Words => ({ vi: text, en: text });

function figure(
  { unit: measure, decimals }: Measured,
  {
    at,
    ...told
  }: { unit: string; label: Words; value: Scalar; at: Instant; target?: AnswerFigure['target'] },
): AnswerFigure {
  return { ...told, at: formatInstant(at), measure, decimals };
}

/** What comes in a period is told with the period; what is a state, with its instant. */
function whenWords(measured: Measured, period: Period, now: Instant): Words {
  return measured.flow ? periodWords(period, now) : instantWords(period, now);
}

/** The data time, where the sentence has not said it. */
function asOf(measured: Measured, period: Period, now: Instant): Words | null {
  if (!measured.flow || endOf(period.to, now) !== now) return null;
  const { vi, en } = instantWords(period, now);
  return { vi: `Số liệu ${vi}.`, en: `Figures ${en}.` };
}
