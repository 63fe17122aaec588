/** Questions that go on from the one before: what is not said again stays as it was. */
import type { Period, Query, Subject } from '../../contract/questions.ts';
import { yearEarlier } from './days.ts';
import { anomalyQuery, onlySaid, orderOf, partedUnit, partsLevel, queryOf, stepOf } from './queries.ts';
import { inTable, tableSaid } from './subjects.ts';
import { ignoredBy } from './ignored.ts';
import type { Field, Said, Understanding } from './understand.ts';

const NONE: Said['subject'] = { is: 'none' };

/** @returns `null` where the question stands for itself */
export function followed(said: Said, field: Field, previous: Query): Understanding | null {
  const { reading, units } = said;
  const unusual = anomalyFollowed(said, field, previous);
  if (unusual) return unusual;
  // “On target?” names no measure: that of the question before is meant.
  const subject =
    said.kind.kind === 'target' && tableSaid(reading) === null && said.subject.is === 'open'
      ? NONE
      : said.subject;
  if (subject.is === 'open' && subject.about === 'table' && !onlyATable(said)) return null;
  if (subject.is !== 'none' && !leads(said) && !onlyATable(said)) return null;
  if (nothingSaid(said)) return null;
  if (said.kind.kind === 'alert' || said.kind.kind === 'task') return null;

  const measured = subjectAsked(said, field, previous);
  if (measured === null) return null;
  if (units.is === 'open') {
    const queries = units.units.map((unit) => goingOn(said, field, { previous, measured, unit }));
    return { is: 'choose', about: 'unit', queries };
  }
  const query = goingOn(said, field, { previous, measured });
  return { is: 'query', query, ignored: ignoredBy(query, reading) };
}

/** “Anything unusual?” after a question about a unit is about that unit; “and unit 3?” after it asks the same of another one. */
function anomalyFollowed(said: Said, field: Field, previous: Query): Understanding | null {
  const { kind, units, time, subject } = said;
  if (!('unit' in previous)) return null;
  const goesOn =
    previous.kind === 'anomaly' &&
    kind.kind === 'value' &&
    subject.is === 'none' &&
    (units.units.length > 0 || time.is === 'period');
  if (kind.kind !== 'anomaly' && !goesOn) return null;
  const before = goesOn && previous.kind === 'anomaly' && time.is === 'none' ? previous.period : null;
  const asked = before ? { time: { is: 'period' as const, period: before } } : said;
  const of = units.units.length > 0 ? units.units : [previous.unit];
  const queries = of.map((unit) => anomalyQuery(asked, field, unit));
  const [only] = queries;
  return queries.length === 1 && only
    ? { is: 'query', query: only, ignored: [] }
    : { is: 'choose', about: 'unit', queries };
}

/** `còn…`, `thế…`, `and…` at the beginning, `thì sao` at the end. */
function leads({ reading }: Said): boolean {
  return reading.meanings.some(
    ({ at, meaning }) => meaning === 'follow' && (at === 0 || at >= reading.words.length - 2),
  );
}

/** “By money?”: the other table and nothing else. */
function onlyATable({ reading, subject }: Said): boolean {
  return subject.is === 'none' && tableSaid(reading) !== null;
}

function nothingSaid({ reading, units, time, kind }: Said): boolean {
  const meant = reading.meanings.some(({ meaning }) => meaning !== 'filler' && meaning !== 'overview');
  return !meant && units.units.length === 0 && time.is === 'none' && kind.kind === 'value';
}

function subjectAsked({ subject, reading }: Said, field: Field, previous: Query): Subject | null {
  if (subject.is === 'one') return subject.subject;
  if (!('subject' in previous)) return null;
  const table = tableSaid(reading);
  const before = previous.subject;
  // “Cases of one kind” restricts; it does not change the table.
  if (table === null || onlySaid(reading)) return before;
  return inTable(before, table, field.catalogue) ?? before;
}

function goingOn(
  said: Said,
  field: Field,
  { previous, measured, unit: chosen }: { previous: Query; measured: Subject; unit?: string },
): Query {
  const { kind, units, time, reading } = said;
  const before = 'unit' in previous ? previous.unit : field.home;
  const period = periodNow(said, previous);
  const place = chosen ?? units.units[0];
  const only = onlySaid(reading) ?? ('only' in previous ? previous.only : undefined);
  const compares = reading.has('compare');
  const base = {
    subject: measured,
    unit: place ?? before,
    ...(period !== null && { period }),
    ...(only && { only }),
  };
  const whole: Said = {
    ...said,
    units: {
      is: 'said',
      units: chosen === undefined && units.units.length > 1 ? units.units : [place ?? before],
    },
    time: period !== null && time.is === 'none' ? { is: 'period', period } : time,
  };
  const made = () => withOnly(queryOf(whole, field, measured), only);

  if (previous.kind === 'ranking' && kind.kind === 'ranking')
    return {
      ...previous,
      subject: measured,
      ...(period !== null && { period }),
      order: kind.extreme === null ? previous.order : orderOf(kind.extreme, measured, field),
      limit: kind.limit ?? previous.limit,
    };
  if (kind.kind !== 'value') return kind.kind === 'ranking' ? ranked(whole, field, made()) : made();
  if (compares && place !== undefined && units.units.length === 1 && period !== null)
    return { kind: 'comparison', ...base, period, unit: before, with: { by: 'units', units: [place] } };
  if (time.is === 'with' || (time.is === 'period' && time.with)) return made();
  return (
    carriedOver(previous, { base, period, extreme: extremeOf(said), limit: limitOf(said), field }) ?? made()
  );
}

function withOnly(query: Query, only: ReturnType<typeof onlySaid>): Query {
  return only && (query.kind === 'value' || query.kind === 'breakdown' || query.kind === 'comparison')
    ? { ...query, only }
    : query;
}

/** A ranking in answer to a single unit is of the whole that it belongs to. */
function ranked(said: Said, field: Field, query: Query): Query {
  if (query.kind !== 'ranking') return query;
  const unit = partedUnit(query.unit, field);
  return {
    ...query,
    unit,
    level: said.kind.kind === 'ranking' && said.kind.level ? said.kind.level : partsLevel(field, unit),
  };
}

/** The query before, with what was said put in. */
function carriedOver(
  previous: Query,
  {
    base,
    period,
    extreme,
    limit,
    field,
  }: {
    base: { subject: Subject; unit: string; period?: Period; only?: ReturnType<typeof onlySaid> };
    period: Period | null;
    extreme: 'highest' | 'lowest' | null;
    limit: number | null;
    field: Field;
  },
): Query | null {
  if (period === null) return null;
  const { only, ...rest } = base;
  const about = { ...rest, period };
  const restricted = only ? { ...about, only } : about;
  switch (previous.kind) {
    case 'comparison':
      if (previous.with.by === 'units') return { ...previous, ...restricted };
      return { ...previous, ...restricted, with: { by: 'period', period: moved(previous, period) } };
    case 'ranking':
      return {
        ...previous,
        ...about,
        unit: partedUnit(rest.unit, field),
        ...(extreme !== null && { order: extreme }),
        ...(limit !== null && { limit }),
      };
    case 'breakdown':
      return { ...previous, ...restricted, ...(extreme !== null && { order: extreme }) };
    case 'trend':
      return { ...previous, ...about, step: stepOf(period) };
    case 'target':
      return { ...previous, ...about };
    default:
      return null;
  }
}

function moved(previous: Extract<Query, { kind: 'comparison' }>, period: Period): Period {
  if (previous.with.by !== 'period') return yearEarlier(period);
  const same = previous.period.from === period.from && previous.period.to === period.to;
  return same ? previous.with.period : yearEarlier(period);
}

function periodNow({ time }: Said, previous: Query): Period | null {
  if (time.is === 'period') return time.period;
  const before = 'period' in previous ? previous.period : null;
  return (time.is === 'with' ? time.of : null) ?? before;
}

function extremeOf({ reading: { has } }: Said): 'highest' | 'lowest' | null {
  if (has('lowest')) return 'lowest';
  return has('highest', 'top') ? 'highest' : null;
}

function limitOf({ reading: { numbers, has } }: Said): number | null {
  const value = has('top', 'lowest', 'highest') ? numbers[0]?.value : undefined;
  return value !== undefined && Number.isInteger(value) && value >= 1 && value <= 100 ? value : null;
}
