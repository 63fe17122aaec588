import type { Figure, RankingAnswer, Scalar, TrendsAnswer, Value } from '../../contract/answers.ts';
import { addMonths, DAY_MS, formatInstant, startOfDay, yearOf } from '../../contract/calendar.ts';
import type { FiguresAnswer } from '../../contract/answers.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { Targets } from '../targets/index.ts';
import { evaluate } from './indicators.ts';
import type { Question } from './question.ts';
import type { SeriesQuestion } from './series.ts';
import type { SeriesAnswer } from '../../contract/answers.ts';
import { type Moment, momentOf, type SubtreeTables } from './tablesAt.ts';
import { subtree, type TreeUnit, type UnitTree } from './unitTree.ts';

const TREND_DAYS = 30;

/** Levels that a unit is looked into at. */
export type BelowLevel = 'province' | 'region' | 'room';

export interface StandingParts {
  tables: SubtreeTables;
  targets: () => Targets;
  series: (question: SeriesQuestion) => SeriesAnswer;
}

/** A unit's indicators with what makes them readable: yesterday, last year, target to date, a month's line. */
export function figuresOf(
  parts: StandingParts,
  { unit, year, at, indicators }: Question & { indicators: readonly Indicator[] },
): FiguresAnswer {
  const moment = momentOf({ year, at });
  const { tree, of } = parts.tables(moment);
  const tables = of(unit);
  const node = tree.get(unit)?.node;
  const figures: Record<string, Figure> = {};
  for (const indicator of indicators) {
    const now = evaluate(indicator, tables);
    figures[indicator.key] = {
      ...now,
      yesterday: before(parts, indicator, unit, { year: moment.year, at: moment.at - DAY_MS }),
      lastYear: before(parts, indicator, unit, aYearEarlier(moment)),
      target: parts.targets().standing({ indicator, unit, ...moment, value: now.value }),
      trend: trendOf(parts, indicator, unit, moment),
    };
  }
  return {
    unit,
    name: node?.name ?? unit,
    nature: node?.nature ?? 'operational',
    year: moment.year,
    at: formatInstant(moment.at),
    figures,
  };
}

/** The units of a level below a unit, each with the indicators, last year's and its target. */
export function rankingOf(
  parts: StandingParts,
  { unit, year, at, indicators, level }: Question & { indicators: readonly Indicator[]; level: BelowLevel },
): RankingAnswer {
  const moment = momentOf({ year, at });
  const { tree, of } = parts.tables(moment);
  of(unit);
  const rows = below(tree, unit, level).map(({ node }) => {
    const values: Record<string, RankingAnswer['rows'][number]['values'][string]> = {};
    for (const indicator of indicators) {
      const now: Value = evaluate(indicator, of(node.unit));
      values[indicator.key] = {
        ...now,
        lastYear: before(parts, indicator, node.unit, aYearEarlier(moment)),
        target: parts.targets().standing({ indicator, unit: node.unit, ...moment, value: now.value }),
      };
    }
    return { ...node, values };
  });
  return {
    unit,
    nature: tree.get(unit)?.node.nature ?? 'operational',
    year: moment.year,
    at: formatInstant(moment.at),
    rows,
  };
}

/** The units of a level below a unit, each with the line of an indicator over the last 30 days. */
export function trendsOf(
  parts: StandingParts,
  { unit, year, at, indicator, level }: Question & { indicator: Indicator; level: BelowLevel },
): TrendsAnswer {
  const moment = momentOf({ year, at });
  const { tree, of } = parts.tables(moment);
  of(unit);
  return {
    unit,
    year: moment.year,
    at: formatInstant(moment.at),
    indicator: indicator.key,
    rows: below(tree, unit, level).map(({ node }) => ({
      unit: node.unit,
      trend: trendOf(parts, indicator, node.unit, moment),
    })),
  };
}

/** Units of a level that may be shown, in the tree's order. */
function below(tree: UnitTree, unit: string, level: BelowLevel): TreeUnit[] {
  return subtree(tree, unit).filter((u) => u.node.unit !== unit && u.node.level === level && u.shown);
}

function aYearEarlier({ year, at }: Moment): Moment {
  return { year: year - 1, at: addMonths(at, -12) };
}

/** The value at an earlier instant of the same kind of year; `null` where there is nothing to compare with. */
function before(parts: StandingParts, indicator: Indicator, unit: string, earlier: Moment): Scalar {
  if (yearOf(earlier.at) !== earlier.year) return null;
  // Kept to the minute, so that the comparison is not summed anew for each instant of a living wall.
  const at = Math.floor(earlier.at / 60_000) * 60_000;
  const { tree, of } = parts.tables({
    year: earlier.year,
    at: yearOf(at) === earlier.year ? at : earlier.at,
  });
  if (!tree.has(unit)) return null;
  const tables = of(unit);
  if (tables.cases.A === 0n) return null;
  return evaluate(indicator, tables).value;
}

function trendOf(
  parts: StandingParts,
  indicator: Indicator,
  unit: string,
  { year, at }: Moment,
): (number | null)[] {
  const from = startOfDay(at) - (TREND_DAYS - 1) * DAY_MS;
  return parts
    .series({ indicator, unit, from, to: at, step: 'day' })
    .points.map((p) => (p.value === null || yearOf(Date.parse(p.at)) !== year ? null : Number(p.value)));
}
