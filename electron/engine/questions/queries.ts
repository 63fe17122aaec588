/** A query put together from what was said. */
import { DAY_MS } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { Only, Period, Query, Subject } from '../../contract/questions.ts';
import { type Extreme, type KindSaid, roomsInGeneral } from './kinds.ts';
import type { Reading } from './reading.ts';
import { rateOf, tableSaid } from './subjects.ts';
import { addDays, yearEarlier } from './days.ts';
import { toDate } from './times.ts';
import type { Field, Said } from './understand.ts';

/** @param unit instead of the one that was said, where that was open */
export function queryOf(said: Said, field: Field, asked: Subject, unit?: string): Query {
  const { kind, units, reading } = said;
  const [first = field.home, ...others] = unit === undefined ? units.units : [unit];
  const period = periodOf(said, field);
  const only = onlySaid(reading);
  const base = { subject: asked, unit: first, period, ...(only && { only }) };
  switch (kind.kind) {
    case 'definition':
      return { kind: 'definition', subject: asked };
    case 'forecast':
      return { kind: 'forecast', subject: targeted(asked, reading, field), unit: first };
    case 'anomaly':
      return anomalyQuery(said, field, first);
    case 'alert':
    case 'task':
      return { kind: kind.kind, unit: first };
    case 'target':
      return {
        kind: 'target',
        subject: targeted(asked, reading, field),
        unit: first,
        period,
        level: kind.list ? levelOf(reading, field, first) : null,
        ...(kind.list && kind.met && { show: 'met' as const }),
      };
    case 'trend':
      return { kind: 'trend', subject: asked, unit: first, period, step: kind.step ?? stepOf(period) };
    case 'breakdown':
      return { kind: 'breakdown', ...base, by: kind.by, ...ordered(kind, asked, field) };
    case 'ranking':
      return rankingOf(said, field, { asked, kind, unit: first, period });
    case 'value':
      if (others.length > 0 && unit === undefined)
        return { kind: 'comparison', ...base, with: { by: 'units', units: others.slice(0, 9) } };
      return comparedWith(said, period, base);
  }
}

function rankingOf(
  { reading, units }: Said,
  field: Field,
  about: { asked: Subject; kind: Extract<KindSaid, { kind: 'ranking' }>; unit: string; period: Period },
): Query {
  const { asked, kind, unit, period } = about;
  const order = orderOf(kind.extreme ?? 'highest', asked, field);
  const node = field.units.find((one) => one.unit === unit);
  // “Which place has region 3”: among those of its own kind.
  if (kind.position && node && node.level !== 'national' && units.units.length > 0) {
    const top = node.parent !== null && field.covers(node.parent) ? node.parent : field.home;
    return {
      kind: 'ranking',
      subject: asked,
      unit: top,
      level: node.level,
      period,
      order,
      limit: null,
      of: unit,
    };
  }
  return {
    kind: 'ranking',
    subject: asked,
    unit: partedUnit(unit, field),
    level: kind.level ?? levelOf(reading, field, unit),
    period,
    order,
    limit: kind.limit,
    ...(kind.bound && { bound: kind.bound }),
  };
}

function comparedWith(
  { time, reading }: Said,
  period: Period,
  base: Omit<Extract<Query, { kind: 'value' }>, 'kind'>,
): Query {
  const other = time.is === 'with' ? time.with(period) : time.is === 'period' ? time.with : undefined;
  if (other) return { kind: 'comparison', ...base, with: { by: 'period', period: other } };
  // “Is it rising?” is held against the same time last year.
  if (reading.has('change'))
    return { kind: 'comparison', ...base, with: { by: 'period', period: lastYears(period) } };
  return { kind: 'value', ...base };
}

/** Periods that may be asked about are at most this long, so that no question reads a lifetime. */
const STEPS_BY_LENGTH = [
  { days: 45, step: 'day' },
  { days: 130, step: 'week' },
] as const;

/** The step that makes a readable line of a period. */
export function stepOf({ from, to }: Period): 'day' | 'week' | 'month' {
  const days = (Date.parse(to) - Date.parse(from)) / DAY_MS + 1;
  return STEPS_BY_LENGTH.find((one) => days <= one.days)?.step ?? 'month';
}

function periodOf({ time }: Said, field: Field): Period {
  if (time.is === 'period') return time.period;
  return (time.is === 'with' ? time.of : null) ?? toDate(field.today);
}

/** Days that are looked back on where no time is said. */
const LATELY_DAYS = 31;

export function anomalyQuery({ time }: Pick<Said, 'time'>, { today }: Field, unit: string): Query {
  const period = time.is === 'period' ? time.period : { from: addDays(today, -LATELY_DAYS), to: today };
  return { kind: 'anomaly', unit, period };
}

/** A target is set for rates: “the target of cases” is that of their rate. */
function targeted(subject: Subject, reading: Reading, { catalogue }: Field): Subject {
  if (!reading.has('target')) return subject;
  const own = catalogue.find(({ key }) => subject.of === 'indicator' && key === subject.key);
  if (own && own.formula.is !== 'quantity') return subject;
  return rateOf(tableSaid(reading) ?? 'cases', catalogue) ?? subject;
}

export function onlySaid({ meanings }: Reading): Only | undefined {
  const values = meanings.flatMap(({ meaning }) =>
    meaning.startsWith('only:') ? [meaning.slice('only:'.length)] : [],
  );
  const initiation = values.find((value) => value === 'ex_officio' || value === 'on_request');
  const category = values.find((value) => value !== 'ex_officio' && value !== 'on_request');
  if (initiation === undefined && category === undefined) return undefined;
  return {
    ...(category !== undefined && { category: category as NonNullable<Only['category']> }),
    ...(initiation !== undefined && { initiation }),
  };
}

export function orderOf(
  extreme: Extreme,
  subject: Subject,
  { catalogue }: Pick<Field, 'catalogue'>,
): 'highest' | 'lowest' {
  if (extreme === 'highest' || extreme === 'lowest') return extreme;
  const lowIsGood = betterOf(subject, catalogue) === 'lower';
  return (extreme === 'best') === lowIsGood ? 'lowest' : 'highest';
}

function betterOf(subject: Subject, catalogue: readonly Indicator[]): Indicator['better'] {
  if (subject.of !== 'indicator') return 'none';
  return catalogue.find(({ key }) => key === subject.key)?.better ?? 'none';
}

function ordered(kind: Extract<KindSaid, { kind: 'breakdown' }>, subject: Subject, field: Field) {
  return {
    ...(kind.extreme !== null && { order: orderOf(kind.extreme, subject, field) }),
    ...(kind.limit !== null && { limit: kind.limit }),
  };
}

/** A ranking is of the parts of a unit: one without any is ranked among those of the whole. */
export function partedUnit(unit: string, { units, home }: Field): string {
  return units.some(({ parent }) => parent === unit) ? unit : home;
}

export function levelOf(reading: Reading, field: Field, unit: string): 'province' | 'region' | 'room' {
  if (reading.has('rooms') || roomsInGeneral(reading)) return 'room';
  if (reading.has('provinces')) return 'province';
  return partsLevel(field, partedUnit(unit, field));
}

/** What a unit consists of: rooms only where there is nothing else. */
export function partsLevel({ units }: Pick<Field, 'units'>, unit: string): 'province' | 'region' | 'room' {
  const levels = new Set(units.filter(({ parent }) => parent === unit).map(({ level }) => level));
  return levels.has('province')
    ? 'province'
    : levels.has('region') || !levels.has('room')
      ? 'region'
      : 'room';
}

function lastYears(period: Period): Period {
  return yearEarlier(period);
}
