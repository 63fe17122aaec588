import {
  type BreakdownAnswer,
  type DistributedBy,
  type DistributionAnswer,
  VALUE_BANDS,
} from '../../contract/breakdown.ts';
import { CATEGORIES, INITIATIONS } from '../../contract/events.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { CountLetter, MoneyLetter } from '../../contract/letters.ts';
import type { Behind } from './behind.ts';
import type { BreakdownQuestion } from './breakdown.ts';
import { evaluate } from './indicators.ts';
import type { Question } from './question.ts';
import { emptyTables, type Tables } from './tables.ts';
import { momentOf, type SubtreeTables } from './tablesAt.ts';

const OFFICERS_A_PAGE = 1000;
/** Dimensions whose values have an order of their own. */
const ORDER: readonly string[] = [...CATEGORIES, ...INITIATIONS, ...VALUE_BANDS.map(({ key }) => key)];

export interface DistributionQuestion extends Question {
  indicator: Indicator;
  by: DistributedBy;
}

/** An indicator for each value of a dimension: its formula over the letters of that value's cases, papers and enforcers. */
export function createDistribution(parts: {
  tables: SubtreeTables;
  breakdown: (question: BreakdownQuestion) => Promise<BreakdownAnswer>;
  officers: Behind['officers'];
}): (question: DistributionQuestion) => Promise<DistributionAnswer> {
  async function namesOfOfficers(question: Question): Promise<ReadonlyMap<string, string>> {
    const names = new Map<string, string>();
    let after: string | undefined;
    do {
      const page = await parts.officers({ ...question, after, limit: OFFICERS_A_PAGE, filter: {} });
      for (const { officer, name } of page.officers) names.set(officer, name);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return names;
  }

  return async ({ unit, year, at, indicator, by }) => {
    const moment = momentOf({ year, at });
    const whole = evaluate(indicator, parts.tables(moment).of(unit));
    const asked = { unit, year, at };
    const { rows, at: answeredAt } = await parts.breakdown({
      ...asked,
      by: [by],
      letters: lettersOf(indicator),
      filter: {},
    });
    const names = by === 'officer' ? await namesOfOfficers(asked) : null;
    return {
      unit,
      year: moment.year,
      at: answeredAt,
      by,
      indicator: indicator.key,
      unitOf: whole.unit,
      decimals: whole.decimals,
      whole: whole.value,
      rows: rows
        .map((row) => {
          const key = row.keys[by] ?? null;
          const name = (key !== null && names?.get(key)) || null;
          return { key, name, value: evaluate(indicator, tablesOfRow(row)).value };
        })
        .sort((a, b) => placeOf(a.key) - placeOf(b.key)),
    };
  };
}

function lettersOf({ formula }: Indicator): CountLetter[] {
  const used = formula.is === 'quantity' ? [formula.quantity] : [formula.numerator, formula.denominator];
  return [...new Set(used.map(({ letter }) => letter))];
}

function tablesOfRow({ cases, money }: BreakdownAnswer['rows'][number]): Tables {
  const tables = emptyTables();
  for (const [letter, count] of Object.entries(cases)) tables.cases[letter as CountLetter] = BigInt(count);
  for (const [letter, sum] of Object.entries(money)) tables.money[letter as MoneyLetter] = BigInt(sum);
  return tables;
}

/** What has no key comes last; enforcers stay in the order of their keys. */
function placeOf(key: string | null): number {
  return key === null ? ORDER.length : Math.max(0, ORDER.indexOf(key));
}
