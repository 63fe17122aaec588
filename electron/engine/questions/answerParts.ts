/** What every kind of answer is made of. */
import type { Scalar, SourceHealth, UnitNode } from '../../contract/answers.ts';
import { formatInstant, type Instant } from '../../contract/calendar.ts';
import type { AnomaliesAnswer, ForecastAnswer } from '../../contract/forecasts.ts';
import type { AnswerFigure, CannotReason, Only, Period, Query, Words } from '../../contract/questions.ts';
import type { Reach } from '../access/index.ts';
import type { Measures } from '../measures/index.ts';
import type { Lexicon } from './lexicon.ts';
import { endOf, type Measured } from './measured.ts';
import { instantWords, periodWords } from './periodWords.ts';

/** What other capabilities answer; a kind of question without its own is declined. */
export interface Beyond {
  forecast?: (question: {
    indicator: string;
    unit: string;
    step: 'week';
    at: Instant;
  }) => Promise<ForecastAnswer>;
  /** What was unusual lately among some units. */
  anomalies?: (units: readonly UnitNode[]) => AnomaliesAnswer;
  /** How many stand now about a unit and those below it, and how many of them are overdue or not acknowledged. */
  alerts?: (unit: string, at: Instant) => Standing;
  tasks?: (unit: string, at: Instant) => Standing;
}

export interface Standing {
  readonly open: number;
  readonly pressing: number;
}

export interface AnsweringParts {
  beyond: Beyond;
  measures: Measures;
  lexicon: Lexicon;
  sources: () => readonly SourceHealth[];
}

/** Who asks, and when: the organisation and the instant of the data clock. */
export interface Asking {
  reach: Reach;
  units: readonly UnitNode[];
  now: Instant;
}

/** Figures with the sentence that says them. */
export interface Found {
  words: Words;
  figures: AnswerFigure[];
}

/** Queries that are answered with figures. */
export type Figured = Exclude<Query, { kind: 'definition' | 'forecast' | 'anomaly' | 'alert' | 'task' }>;
export type Of<Kind extends Query['kind']> = Extract<Query, { kind: Kind }>;

/** Why a query that was understood has no answer. */
export class NoAnswer extends Error {
  readonly reason: CannotReason;
  constructor(reason: CannotReason) {
    super(reason);
    this.reason = reason;
  }
}

export function nameOf(unit: string, { units }: Asking): string {
  return units.find((node) => node.unit === unit)?.name ?? unit;
}

/** Names are the same in both languages. */
export function same(text: string): Words {
  return { vi: text, en: text };
}

export function figure(
  { unit: measure, decimals }: Measured,
  {
    at,
    ...told
  }: { unit: string; label: Words; value: Scalar; at: Instant; target?: AnswerFigure['target'] },
): AnswerFigure {
  return { ...told, at: formatInstant(at), measure, decimals };
}

/** What comes in a period is told with the period; what is a state, with its instant. */
export function whenWords(measured: Measured, period: Period, now: Instant): Words {
  return measured.flow ? periodWords(period, now) : instantWords(period, now);
}

/** The data time, where the sentence has not said it. */
export function asOf(measured: Pick<Measured, 'flow'>, period: Period, now: Instant): Words | null {
  if (!measured.flow || endOf(period.to, now) !== now) return null;
  const { vi, en } = instantWords(period, now);
  return { vi: `Số liệu ${vi}.`, en: `Figures ${en}.` };
}

/** `hình sự, theo yêu cầu`. */
export function onlyWords(only: Only | undefined, { labels }: Lexicon): Words | null {
  const said = [only?.category, only?.initiation].flatMap((key) => (key === undefined ? [] : [labels[key]]));
  if (said.length === 0) return null;
  const lowered = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
  return {
    vi: said.map(({ vi }) => lowered(vi)).join(', '),
    en: said.map(({ en }) => lowered(en)).join(', '),
  };
}

/** @throws NoAnswer where only totals are known of a unit: there are no parts to tell apart. */
export async function insistOnParts(measures: Measures, unit: string, at: Instant): Promise<void> {
  const { cases } = measures.measures({ unit, at });
  if (cases.A === 0) return;
  const { rows } = await measures.breakdown({ unit, at, by: ['initiation'], letters: ['A'], filter: {} });
  if (rows.length === 0) throw new NoAnswer('not_divisible');
}
