import type { SeriesAnswer, Step } from '../../contract/answers.ts';
import {
  addMonths,
  DAY_MS,
  formatInstant,
  type Instant,
  startOfDay,
  yearEnd,
  yearOf,
  yearStart,
} from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { Aggregates } from './aggregates.ts';
import type { CubeReader, Sums } from './cubeReader.ts';
import { evaluate } from './indicators.ts';
import { QuestionError } from './question.ts';
import { addTables, emptyTables, type Tables, tablesOf } from './tables.ts';
import type { Moment, SubtreeTables } from './tablesAt.ts';
import { subtree, type UnitTree, type UnitTrees } from './unitTree.ts';

/** More points than any screen has pixels are refused. */
const POINTS_MOST = 4000;

export interface SeriesParts {
  cube: CubeReader;
  trees: () => UnitTrees;
  aggregates: () => Aggregates;
  revision: () => number;
  tables: SubtreeTables;
}

export interface SeriesQuestion {
  indicator: Indicator;
  unit: string;
  from: Instant;
  to: Instant;
  step: Step;
}

/** Values at the end of each step; one pass over the days of the cube for all the points of a year. */
export function createSeries(parts: SeriesParts): (question: SeriesQuestion) => SeriesAnswer {
  const kept = new Map<string, Days>();
  let keptAt = -1;

  /** Day by day sums of units together. */
  function daysOf(units: readonly number[], year: number): Days {
    const id = `${year}/${units.join()}`;
    let days = kept.get(id);
    if (!days) kept.set(id, (days = parts.cube.days(year, units)));
    return days;
  }

  /** Tables at the end of a day: units fed by cases in one sum, each of the others by what its aggregate says. */
  function tablesAtEndOf(tree: UnitTree, unit: string, moment: Moment): Tables {
    if (keptAt !== parts.revision()) {
      kept.clear();
      keptAt = parts.revision();
    }
    const { year, at } = moment;
    const day = Math.floor((at - yearStart(year)) / DAY_MS);
    const aggregates = parts.aggregates();
    const members = subtree(tree, unit).map((u) => u.n);
    const byCases = members.filter((n) => !aggregates.feeds(n, year));
    const sums = sumsUpTo(daysOf(byCases, year), day);
    const total = sums ? tablesOf(sums) : emptyTables();
    for (const n of members)
      if (aggregates.feeds(n, year))
        addTables(total, parts.tables.own(n, moment, sumsUpTo(daysOf([n], year), day)));
    return total;
  }

  function tablesAt(unit: string, at: Instant): Tables | null {
    const moment = { year: yearOf(at), at };
    const tree = parts.trees().at(at);
    if (!tree.has(unit)) return null;
    const wholeDay = at === startOfDay(at) + DAY_MS - 1;
    return wholeDay ? tablesAtEndOf(tree, unit, moment) : parts.tables(moment).of(unit);
  }

  return ({ indicator, unit, from, to, step }) => {
    if (from > to) throw new QuestionError('from', 'from lies after to: exchange them.');
    const ends = stepEnds(from, to, step);
    if (!ends.some((at) => parts.trees().at(at).has(unit)))
      throw new QuestionError(
        'unit',
        `There is no unit "${unit}" in that time: ask /units for those there are.`,
      );
    const points = ends.map((at) => {
      const tables = tablesAt(unit, at);
      return { at: formatInstant(at), value: tables && evaluate(indicator, tables).value };
    });
    return { indicator: indicator.key, unit, step, points };
  };
}

type Days = { day: number; sums: Sums }[];

/** The last entry up to a day. */
function sumsUpTo(days: Days, day: number): Sums | undefined {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] as { day: number }).day <= day) low = middle + 1;
    else high = middle;
  }
  return days[low - 1]?.sums;
}

/** Last instants of the steps in [from, to]; a step that `to` cuts ends there, and no step crosses a year's end. */
function stepEnds(from: Instant, to: Instant, step: Step): Instant[] {
  const ends: Instant[] = [];
  for (let start = startOfDay(from); start <= to; ) {
    const next = nextStep(start, step);
    const end = Math.min(next - 1, to, yearEnd(yearOf(start)));
    ends.push(end);
    if (ends.length > POINTS_MOST)
      throw new QuestionError(
        'step',
        `More than ${POINTS_MOST} points: ask for wider steps or a shorter time.`,
      );
    start = end + 1;
  }
  return ends;
}

/** First instant of the next day, of the next Monday, of the next month. */
function nextStep(start: Instant, step: Step): Instant {
  if (step === 'day') return start + DAY_MS;
  const local = new Date(start + 7 * 3_600_000);
  if (step === 'week') return start + ((8 - local.getUTCDay()) % 7 || 7) * DAY_MS;
  return addMonths(start - (local.getUTCDate() - 1) * DAY_MS, 1);
}
