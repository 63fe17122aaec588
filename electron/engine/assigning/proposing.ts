/** A target of a whole split among the parts of a unit, by last year's share or by the load that can be worked on now. */
import type { Scalar } from '../../contract/answers.ts';
import { type Instant, yearEnd } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { SplitAnswer } from '../../contract/targets.ts';
import type { Measures } from '../measures/index.ts';
import { familyOf, isAdditive, type SheetMeasures, valuesAt } from './sheet.ts';
import { fromDigits, inDigits, splitExactly } from './splitting.ts';

export interface Split {
  indicator: Indicator;
  unit: string;
  year: number;
  total: number;
  by: 'last_year' | 'eligible_load';
}

/** @throws QuestionError when the unit is not there */
export function splitTarget(
  measures: SheetMeasures & Pick<Measures, 'measures'>,
  { indicator, unit, year, total, by }: Split,
  now: Instant,
): SplitAnswer {
  const [top, ...parts] = familyOf(measures, unit, now);
  const keys = parts.map((one) => one.unit);
  const lastYear = valuesAt(measures, [unit, ...keys], [indicator], yearEnd(year - 1));
  const { decimals, key } = indicator;
  const rowOf = (i: number, value: number) => ({
    unit: keys[i] ?? '',
    name: parts[i]?.name ?? '',
    value,
    lastYear: lastYear(keys[i] ?? '', key),
  });
  if (isAdditive(indicator)) {
    const weights = keys.map((one) =>
      by === 'last_year' ? whole(lastYear(one, key)) : loadOf(measures, indicator, one, now),
    );
    const shares = splitExactly(inDigits(total, decimals), weights);
    return {
      how: 'exact',
      rows: shares.map((share, i) => rowOf(i, fromDigits(share, decimals))),
      sum: total,
      implied: null,
    };
  }
  const before = lastYear(top?.unit ?? unit, key);
  // Who has no last year gets the rate itself.
  const isStep = by === 'last_year' && before !== null;
  const values = keys.map((one) => {
    const own = lastYear(one, key);
    const value = isStep && own !== null ? Number(own) + total - Number(before) : total;
    const most = indicator.unit === 'percent' ? 100 : Number.MAX_SAFE_INTEGER;
    return Number(Math.min(most, Math.max(0, value)).toFixed(decimals));
  });
  return {
    how: isStep ? 'same_step' : 'same',
    rows: values.map((value, i) => rowOf(i, value)),
    sum: null,
    implied: impliedOf(
      values,
      keys.map((one) => loadOf(measures, indicator, one, now)),
      decimals,
    ),
  };
}

/** What the whole comes to if each part reaches its rate, weighted by what each has to work on now. */
function impliedOf(values: readonly number[], weights: readonly bigint[], decimals: number): number | null {
  const sum = weights.reduce((a, b) => a + b, 0n);
  if (sum === 0n) return null;
  const total = values.reduce((all, value, i) => all + inDigits(value, decimals) * (weights[i] ?? 0n), 0n);
  return fromDigits((2n * total + sum) / (2n * sum), decimals);
}

/** Cases, or đồng, that can be enforced now (G). */
function loadOf(
  measures: Pick<Measures, 'measures'>,
  { formula }: Indicator,
  unit: string,
  at: Instant,
): bigint {
  const quantity = formula.is === 'quantity' ? formula.quantity : formula.denominator;
  const { cases, money } = measures.measures({ unit, at });
  return whole(quantity.of === 'money' ? money.G : cases.G);
}

function whole(value: Scalar | undefined): bigint {
  if (value === null || value === undefined) return 0n;
  const given = typeof value === 'string' ? BigInt(value.split('.')[0] ?? '0') : BigInt(Math.round(value));
  return given < 0n ? 0n : given;
}
