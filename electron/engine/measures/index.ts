/** What the rest of the engine may ask about figures. Everything takes `at`; nothing reads a clock. */
import type {
  FiguresAnswer,
  FlowsAnswer,
  LatestAnswer,
  MeasuresAnswer,
  RankingAnswer,
  SeriesAnswer,
  Step,
  TrendsAnswer,
  UnitNode,
  Value,
  ValuesAnswer,
} from '../../contract/answers.ts';
import type {
  BreakdownAnswer,
  CaseAnswer,
  DistributedBy,
  DistributionAnswer,
} from '../../contract/breakdown.ts';
import { formatInstant, type Instant, yearOf } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from '../../contract/letters.ts';
import type { Store } from '../store/index.ts';
import { loadTargets, type Targets } from '../targets/index.ts';
import { type Aggregates, loadAggregates } from './aggregates.ts';
import { type Behind, createBehind } from './behind.ts';
import { type BreakdownQuestion, createBreakdown } from './breakdown.ts';
import { createBreakdownSums, createKeepSums } from './breakdownSums.ts';
import { createCaseOf } from './caseOf.ts';
import { createCubeReader } from './cubeReader.ts';
import { createDistribution } from './distribution.ts';
import { createEnforcers } from './enforcers.ts';
import { createFlows } from './flows.ts';
import { evaluate } from './indicators.ts';
import { createLatest } from './latest.ts';
import { placeOf } from './place.ts';
import { type Question, QuestionError } from './question.ts';
import { createSeries } from './series.ts';
import { type BelowLevel, figuresOf, rankingOf, trendsOf } from './standing.ts';
import { createSnapshots } from './snapshots.ts';
import { createSubtreeTables, momentOf } from './tablesAt.ts';
import { createTurns } from './turns.ts';
import { loadUnitTrees, type UnitTrees } from './unitTree.ts';

export { contradiction, type GivenFigures } from './aggregates.ts';
export { caseChanges, type DescribedVersion } from './caseChanges.ts';
export type { CaseVersion } from './caseStanding.ts';
export { type CaseRow, rowTold } from './caseRows.ts';
export { CatalogueError, readCatalogue } from './catalogue.ts';
export { type Change, sameChange } from './change.ts';
export { readEntries } from './changeLog.ts';
export { type CubeBuild, createCubeBuild } from './cubeBuild.ts';
export { type CubeWriter, createCubeWriter } from './cubeWriter.ts';
export { type OfficerVersion, officerChanges } from './officerChanges.ts';
export { decisionChanges, receiptChanges } from './paperChanges.ts';
export type { DecisionVersion, ReceiptVersion } from './papers.ts';
export { type Question, QuestionError } from './question.ts';
export { createTableReader, type TableReader } from './tableReader.ts';
export { stateAt, timeline } from './timeline.ts';

export interface Measures extends Behind {
  /** Grows with every change of what any question could be answered with. */
  revision(): number;
  /** Told after each commit what it touched, so that nothing old is answered. */
  changed(touched: Touched): void;
  catalogue(): Indicator[];
  /** Units there at `at`, parents before children. */
  units(at: Instant): UnitNode[];
  measures(question: Question): MeasuresAnswer;
  values(question: Question & { indicators: readonly string[] }): ValuesAnswer;
  /** Several units in one pass over the cube. */
  valuesOfUnits(question: {
    units: readonly string[];
    year?: number | undefined;
    at: Instant;
    indicators: readonly string[];
  }): Record<string, Record<string, Value>>;
  /** Values at the end of each step in [from, to]; a step not yet over ends at `to`. */
  series(question: { indicator: string; unit: string; from: Instant; to: Instant; step: Step }): SeriesAnswer;
  figures(question: Question & { indicators: readonly string[] }): FiguresAnswer;
  ranking(question: Question & { indicators: readonly string[]; level: BelowLevel }): RankingAnswer;
  /** The last 30 days of an indicator, unit by unit of a level. */
  trends(question: Question & { indicator: string; level: BelowLevel }): TrendsAnswer;
  /** The target of the statistical year of `at`, as it is known then; `null` without one. */
  target(question: { indicator: string; unit: string; at: Instant }): number | null;
  flows(question: Question): FlowsAnswer;
  /** Measures by dimensions, alone or together. */
  breakdown(question: BreakdownQuestion): Promise<BreakdownAnswer>;
  /** One case, wherever it is; `null` when it is not there by then. */
  caseOf(question: Omit<Question, 'unit'> & { case: string }): CaseAnswer | null;
  /** An indicator by one dimension. */
  distribution(question: Question & { indicator: string; by: DistributedBy }): Promise<DistributionAnswer>;
  latest(question: { unit: string; at: Instant; limit: number }): LatestAnswer;
  /** Targets of the year, and how a value stands against them. */
  targets(): Targets;
  /** Sums up by dimensions what is over before `at`, unit by unit, so that no breakdown has to; for a quiet hour. */
  sumAhead(at: Instant): Promise<void>;
}

/** What a commit touched besides the cube. */
export interface Touched {
  units: boolean;
  aggregates: boolean;
  targets: boolean;
}

/** Measures over a store. What is small (organisation, targets, aggregates) is read once and again when it changes. */
export function createMeasures(store: Store, catalogue: readonly Indicator[]): Measures {
  const { db } = store;
  let revision = 0;
  let unitTrees: UnitTrees | undefined;
  let aggregateFigures: Aggregates | undefined;
  let targetValues: Targets | undefined;
  const trees = () => (unitTrees ??= loadUnitTrees(db));
  const aggregates = () => (aggregateFigures ??= loadAggregates(db));
  const targets = () => (targetValues ??= loadTargets(db));

  const cube = createCubeReader(db, () => revision);
  const tables = createSubtreeTables({ db, cube, trees, aggregates, revision: () => revision });
  const series = createSeries({ cube, trees, aggregates, revision: () => revision, tables });
  const latest = createLatest(db, trees);
  const keepSums = createKeepSums(db);
  const standing = { tables, targets, series };
  const wayDown = {
    snapshots: createSnapshots(store.reader),
    enforcers: createEnforcers(db),
    place: (question: Question) => placeOf(question, trees(), aggregates()),
  };

  const flows = createFlows(db, { trees, place: wayDown.place });
  const breakdown = createBreakdown({ ...wayDown, cube, keepSums, revision: () => revision });
  const behind = createBehind({ ...wayDown, breakdown });
  const distribution = createDistribution({ tables, breakdown, officers: behind.officers });

  function indicatorsOf(keys: readonly string[], field = 'indicators'): Indicator[] {
    return keys.map((key) => {
      const found = catalogue.find((i) => i.key === key);
      if (!found)
        throw new QuestionError(field, `There is no indicator "${key}": ask /indicators for the catalogue.`);
      return found;
    });
  }

  function indicatorOf(key: string): Indicator {
    return indicatorsOf([key], 'indicator')[0] as Indicator;
  }

  return {
    revision: () => revision,
    changed(touched) {
      revision += 1;
      if (touched.units) unitTrees = undefined;
      if (touched.aggregates || touched.units) aggregateFigures = undefined;
      if (touched.targets) targetValues = undefined;
    },
    catalogue: () => [...catalogue],
    units: (at) => [...trees().at(at).values()].filter((u) => u.shown).map((u) => u.node),
    measures(question) {
      const moment = momentOf(question);
      const found = tables(moment).of(question.unit);
      return {
        unit: question.unit,
        year: moment.year,
        at: formatInstant(moment.at),
        cases: Object.fromEntries(
          COUNT_LETTERS.map((l) => [l, found.cases[l] === null ? null : Number(found.cases[l])]),
        ) as MeasuresAnswer['cases'],
        money: Object.fromEntries(
          MONEY_LETTERS.map((l) => [l, found.money[l]?.toString() ?? null]),
        ) as MeasuresAnswer['money'],
      };
    },
    values(question) {
      const indicators = indicatorsOf(question.indicators);
      const moment = momentOf(question);
      const found = tables(moment).of(question.unit);
      return {
        unit: question.unit,
        year: moment.year,
        at: formatInstant(moment.at),
        values: Object.fromEntries(indicators.map((i) => [i.key, evaluate(i, found)])),
      };
    },
    valuesOfUnits({ units, year, at, indicators }) {
      const asked = indicatorsOf(indicators);
      const { of } = tables(momentOf({ year, at }));
      return Object.fromEntries(
        units.map((unit) => [unit, Object.fromEntries(asked.map((i) => [i.key, evaluate(i, of(unit))]))]),
      );
    },
    series: ({ indicator, ...question }) => series({ ...question, indicator: indicatorOf(indicator) }),
    figures: (question) =>
      figuresOf(standing, { ...question, indicators: indicatorsOf(question.indicators) }),
    ranking: (question) =>
      rankingOf(standing, { ...question, indicators: indicatorsOf(question.indicators) }),
    trends: ({ indicator, ...question }) =>
      trendsOf(standing, { ...question, indicator: indicatorOf(indicator) }),
    target: ({ indicator, unit, at }) => targets().ofYear({ indicator, unit, year: yearOf(at), at }),
    flows,
    breakdown,
    caseOf: createCaseOf(db, wayDown.enforcers, trees),
    distribution: async ({ indicator, ...question }) =>
      distribution({ ...question, indicator: indicatorOf(indicator) }),
    ...behind,
    latest,
    targets,
    async sumAhead(at) {
      const sumsOf = createBreakdownSums(db, keepSums);
      const turns = createTurns();
      for (const { n } of [...trees().at(at).values()]) {
        if (turns.over()) await turns.pass();
        sumsOf(n, yearOf(at), at);
      }
    },
  };
}
