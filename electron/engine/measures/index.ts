/** What the rest of the engine may ask about figures. Everything takes `at`; nothing reads a clock. */
import type {
  FiguresAnswer,
  FlowsAnswer,
  LatestAnswer,
  MeasuresAnswer,
  RankingAnswer,
  SeriesAnswer,
  Step,
  UnitNode,
  Value,
  ValuesAnswer,
} from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { Indicator } from '../../contract/indicators.ts';

/** A question that cannot be answered names the field at fault and the remedy. */
export class QuestionError extends Error {
  readonly field: string;
  constructor(field: string, detail: string) {
    super(detail);
    this.field = field;
  }
}

export interface Question {
  unit: string;
  /** Statistical year; left out, the year of `at`. */
  year?: number | undefined;
  at: Instant;
}

export interface Measures {
  /** Grows with every change of what any question could be answered with. */
  revision(): number;
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
  series(question: {
    indicator: string;
    unit: string;
    from: Instant;
    to: Instant;
    step: Step;
  }): SeriesAnswer;
  figures(question: Question & { indicators: readonly string[] }): FiguresAnswer;
  ranking(
    question: Question & { indicators: readonly string[]; level: 'province' | 'region' | 'room' },
  ): RankingAnswer;
  flows(question: Question): FlowsAnswer;
  latest(question: { unit: string; at: Instant; limit: number }): LatestAnswer;
}
