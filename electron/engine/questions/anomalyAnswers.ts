/** What was unusual in a unit and below it, as it was found when it was last looked for. */
import type { UnitNode } from '../../contract/answers.ts';
import type { AnomaliesAnswer, Anomaly } from '../../contract/forecasts.ts';
import { DAY_MS, dayStart, formatInstant } from '../../contract/calendar.ts';
import type { AnswerFigure, QuestionAnswer, Words } from '../../contract/questions.ts';
import { both, dayText } from '../wording/index.ts';
import { type AnsweringParts, type Asking, nameOf, type Of } from './answerParts.ts';
import { cannot, NOT_YET } from './outcomes.ts';
import { periodWords } from './periodWords.ts';

type AnomalyQuery = Of<'anomaly'>;

/** Told in full; of further ones only how many there are. */
const TOLD = 5;

export function anomalyAnswer(
  query: AnomalyQuery,
  { beyond, measures }: AnsweringParts,
  asking: Asking,
): QuestionAnswer {
  if (!beyond.anomalies) return cannot('not_available', query, { words: NOT_YET.anomaly });
  const found = beyond.anomalies(partOf(query.unit, asking));
  const { days, until } = found;
  const { period } = query;
  if (days === null && until === null) return cannot('no_data', query, { words: TOO_EARLY });
  if (days !== null && period.to < days.from) return cannot('no_data', query, { words: lookedAtWords(days) });
  const within = found.anomalies.filter(({ from, to }) => from <= period.to && to >= period.from);
  const kinds = new Map(measures.catalogue().map((one) => [one.key, one]));
  return {
    ...{ outcome: 'answered', query, ignored: [], data: null },
    words: anomaliesWords(query, within, found, asking),
    figures: within.flatMap(({ unit, unitName, indicator: key, came, to }): AnswerFigure[] => {
      const indicator = kinds.get(key);
      if (!indicator) return [];
      const label = both((l) => `${unitName}, ${indicator.short[l]}, ${dayText(to)}`);
      const { unit: measure } = indicator;
      return [
        { unit, label, at: formatInstant(dayStart(to) + DAY_MS - 1), value: came, measure, decimals: 0 },
      ];
    }),
  };
}

/** A unit and those below it, as far as the asker sees. */
function partOf(top: string, { units, reach }: Asking): UnitNode[] {
  const inside = new Set([top]);
  for (const { unit, parent } of units) if (parent !== null && inside.has(parent)) inside.add(unit);
  return units.filter(({ unit }) => inside.has(unit) && reach.covers(unit));
}

const TOO_EARLY: Words = {
  vi: 'Chưa biết được điều gì là bất thường: chưa có đủ số liệu theo ngày của các tháng trước.',
  en: 'What is unusual is not known yet: too few days of earlier months are there.',
};

function lookedAtWords({ from, to }: NonNullable<AnomaliesAnswer['days']>): Words {
  return {
    vi: `Điều bất thường chỉ được tìm trong các ngày làm việc từ ${dayText(from)} đến ${dayText(to)}.`,
    en: `What was unusual is looked for in the working days from ${dayText(from)} to ${dayText(to)} only.`,
  };
}

function anomaliesWords(
  { unit, period }: AnomalyQuery,
  within: readonly Anomaly[],
  { days, falseAMonth }: AnomaliesAnswer,
  asking: Asking,
): Words {
  const name = nameOf(unit, asking);
  const when = periodWords(period, asking.now);
  const more = within.length - TOLD;
  return both((l) => {
    const vi = l === 'vi';
    const until =
      days !== null && period.to > days.to
        ? vi
          ? `Mới xem đến hết ngày làm việc ${dayText(days.to)}.`
          : `Looked at up to working day ${dayText(days.to)} so far.`
        : null;
    if (within.length === 0)
      return [
        vi
          ? `${name}: ${when.vi} không có gì lệch hẳn mức chờ đợi.`
          : `${name}: nothing was far from what was expected ${when.en}.`,
        until,
      ]
        .filter((one) => one !== null)
        .join(' ');
    return [
      ...within.slice(0, TOLD).map(({ words }) => words[l]),
      more > 0 ? (vi ? `Và ${more} điều nữa.` : `And ${more} more.`) : null,
      vi
        ? `Ngẫu nhiên thì cả cơ quan có không quá ${falseAMonth} báo nhầm mỗi tháng.`
        : `Chance makes at most ${falseAMonth} false alarms a month in the whole agency.`,
      until,
    ]
      .filter((one) => one !== null)
      .join(' ');
  });
}
