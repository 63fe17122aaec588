/** A query with one part of it changed, and all others kept. */
import type { Period, Query, Subject } from '../../../electron/contract/questions.ts';
import { yearEarlier } from './periodChoices.ts';

export function withSubject(query: Query, subject: Subject): Query {
  return 'subject' in query ? { ...query, subject } : query;
}

export function withUnit(query: Query, unit: string): Query {
  return 'unit' in query ? { ...query, unit } : query;
}

/** Another period is held against the same days a year before: what came before the old one has nothing to do with it. */
export function withPeriod(query: Query, period: Period): Query {
  if (!('period' in query)) return query;
  if (query.kind !== 'comparison' || query.with.by !== 'period') return { ...query, period };
  return { ...query, period, with: { by: 'period', period: yearEarlier(period) } };
}
