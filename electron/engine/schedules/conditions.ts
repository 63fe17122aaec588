/** Whether the condition of an entry holds, from the engine's own figures and sources. */
import type { Scalar, SourceHealth } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import { levelOf } from '../../contract/freshness.ts';
import type { Condition } from '../../contract/schedules.ts';
import { type Measures, QuestionError } from '../measures/index.ts';

export interface Surroundings {
  measures: Pick<Measures, 'values' | 'units' | 'catalogue'>;
  sources: () => SourceHealth[];
}

/** `null` when it cannot be told: no such unit, indicator or source, no value, or a source that was not heard yet. */
export function holdsNow(condition: Condition, at: Instant, from: Surroundings): boolean | null {
  if (condition.is === 'freshness') {
    const source = from.sources().find(({ id }) => id === condition.source);
    if (!source || source.state === 'paused' || source.heardAt === null) return null;
    return condition.levels.includes(levelOf(source, at) ?? 'fresh');
  }
  const { unit, indicator, compare, value } = condition;
  try {
    const answer = from.measures.values({ unit, at, indicators: [indicator] });
    return compared(answer.values[indicator]?.value ?? null, compare, value);
  } catch (error) {
    if (error instanceof QuestionError) return null;
    throw error;
  }
}

/** Exact for đồng as well: a whole number of any size is compared with a decimal one without rounding. */
export function compared(
  value: Scalar,
  compare: Extract<Condition, { is: 'indicator' }>['compare'],
  than: number,
): boolean | null {
  if (value === null) return null;
  const exact = typeof value === 'string' ? BigInt(value) : value;
  if (compare === 'below') return exact < than;
  if (compare === 'at_most') return exact <= than;
  return compare === 'at_least' ? exact >= than : exact > than;
}

/** What of a condition is not there now: its field, and what to do; `null` when all is. */
export function missingIn(
  condition: Condition,
  at: Instant,
  { measures, sources }: Surroundings,
): { field: string; detail: string } | null {
  if (condition.is === 'freshness')
    return sources().some(({ id }) => id === condition.source)
      ? null
      : {
          field: 'condition.source',
          detail: `there is no source "${condition.source}"; choose one of ${sources()
            .map(({ id }) => id)
            .join(', ')}`,
        };
  const { unit, indicator } = condition;
  if (!measures.catalogue().some(({ key }) => key === indicator))
    return {
      field: 'condition.indicator',
      detail: `there is no indicator "${indicator}"; ask /indicators for those there are`,
    };
  return measures.units(at).some((one) => one.unit === unit)
    ? null
    : { field: 'condition.unit', detail: `there is no unit "${unit}" now; ask /units for those there are` };
}
