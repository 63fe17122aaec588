/** Questions that other capabilities answer: forecasts, what was unusual, and what stands of alerts and tasks. */
import { dayOf, formatInstant } from '../../contract/calendar.ts';
import type { Scalar } from '../../contract/answers.ts';
import type { ForecastMade } from '../../contract/forecasts.ts';
import type { AnswerFigure, Query, QuestionAnswer, Words } from '../../contract/questions.ts';
import { both, dayText, instantText, type Language, shortFigure } from '../wording/index.ts';
import { type AnsweringParts, type Asking, nameOf, type Of, type Standing } from './answerParts.ts';
import { type Measured, measuredOf } from './measured.ts';
import { anomalyAnswer } from './anomalyAnswers.ts';
import { cannot, NOT_YET } from './outcomes.ts';

type BeyondQuery = Of<'forecast' | 'anomaly' | 'alert' | 'task'>;

const BEYOND: ReadonlySet<Query['kind']> = new Set(['forecast', 'anomaly', 'alert', 'task']);

export function isBeyond(query: Query): query is BeyondQuery {
  return BEYOND.has(query.kind);
}

/** @returns the answer, or that questions of this kind are not answered here */
export async function answerBeyond(
  query: BeyondQuery,
  parts: AnsweringParts,
  asking: Asking,
): Promise<QuestionAnswer> {
  const { beyond } = parts;
  if (query.kind === 'forecast') return forecastAnswer(query, parts, asking);
  if (query.kind === 'anomaly') return anomalyAnswer(query, parts, asking);
  const standing = query.kind === 'alert' ? beyond.alerts : beyond.tasks;
  const may = query.kind === 'alert' || asking.reach.permissions.includes('tasks.read');
  if (!standing || !may) return cannot('not_available', query, { words: NOT_YET[query.kind] });
  const found = standing(query.unit, asking.now);
  const at = formatInstant(asking.now);
  return {
    ...{ outcome: 'answered', query, words: standingWords(query, found, asking), ignored: [], data: null },
    figures: [
      { unit: query.unit, label: NAMES[query.kind], at, value: found.open, measure: 'case', decimals: 0 },
    ],
  };
}

async function forecastAnswer(
  query: Of<'forecast'>,
  { beyond, measures, lexicon, sources }: AnsweringParts,
  asking: Asking,
): Promise<QuestionAnswer> {
  const measured = measuredOf(query.subject, measures.catalogue(), lexicon);
  const indicator = indicatorOf(query, measured, measures.catalogue());
  if (!beyond.forecast || indicator === null)
    return cannot('not_available', query, { words: NOT_YET.forecast, measured });
  const found = await beyond.forecast({ indicator, unit: query.unit, step: 'week', at: asking.now });
  if (found.outcome === 'none') return cannot('no_data', query, { words: found.words });
  const { landing, measure, decimals } = found;
  const label: Words = both((l) =>
    l === 'vi'
      ? `Dự báo đến ${dayText(dayOf(Date.parse(landing.at)))}`
      : `Forecast by ${dayText(dayOf(Date.parse(landing.at)))}`,
  );
  const figures: AnswerFigure[] = [
    { unit: query.unit, label, at: landing.at, value: landing.value, measure, decimals },
  ];
  const nature = asking.units.find(({ unit }) => unit === query.unit)?.nature ?? 'operational';
  const unit = nameOf(query.unit, asking);
  return {
    ...{ outcome: 'answered', query, figures, ignored: [] },
    words: both((l) => [`${unit}: ${found.words[l]}`, ...neededWords(found, l)].join(' ')),
    data: {
      ...{ at: found.origin, nature },
      sources: sources()
        .filter((source) => source.nature === nature)
        .map(({ id, name, heardAt }) => ({ id, name, heardAt })),
    },
  };
}

/** What a week must bring so that the target is just met, beside what is expected of it. */
function neededWords({ landing, measure }: ForecastMade, l: Language): string[] {
  const { target, expectedPerWeek } = landing;
  if (target === null || target.neededPerWeek === null || expectedPerWeek === null) return [];
  const money = typeof expectedPerWeek === 'string';
  const unit = money ? 'dong' : measure === 'percent' ? 'case' : measure;
  const figure = (value: Scalar) => shortFigure(value, { unit, decimals: money ? 0 : 1 }, l);
  const [needed, expected] = [figure(target.neededPerWeek), figure(expectedPerWeek)];
  return l === 'vi'
    ? [`Để vừa đạt chỉ tiêu cần ${needed} mỗi tuần; dự kiến ${expected}.`]
    : [`To just meet the target, ${needed} a week are needed; ${expected} are expected.`];
}

/** The indicator that is asked about; of a letter, the one that tells just that letter. */
function indicatorOf(
  { subject }: Of<'forecast'>,
  measured: Measured | null,
  catalogue: readonly { key: string; formula: Measured['formula'] }[],
): string | null {
  if (subject.of === 'indicator') return measured?.key ?? null;
  const same = JSON.stringify({ is: 'quantity', quantity: { of: subject.of, letter: subject.letter } });
  return catalogue.find(({ formula }) => JSON.stringify(formula) === same)?.key ?? null;
}

const NAMES: Readonly<Record<'alert' | 'task', Words>> = {
  alert: { vi: 'Cảnh báo đang mở', en: 'Open alerts' },
  task: { vi: 'Nhiệm vụ đang mở', en: 'Open tasks' },
};

function standingWords(query: Of<'alert' | 'task'>, { open, pressing }: Standing, asking: Asking): Words {
  const unit = nameOf(query.unit, asking);
  const when = instantText(asking.now);
  return both((l) => {
    if (query.kind === 'alert')
      return l === 'vi'
        ? `Đến ${when}, ${unit} có ${open} cảnh báo đang mở, trong đó ${pressing} chưa ai nhận.`
        : `At ${when}, ${unit} has ${open} open alerts, ${pressing} of them not acknowledged.`;
    return l === 'vi'
      ? `Đến ${when}, ${unit} có ${open} nhiệm vụ đang mở, trong đó ${pressing} quá hạn.`
      : `At ${when}, ${unit} has ${open} open tasks, ${pressing} of them overdue.`;
  });
}
