/** A seeded forecast and a seeded answer to a question, for the gallery. */
import type { ForecastMade, LiveForecast } from '../../electron/contract/forecasts.ts';
import { DAY_MS, formatInstant, type Instant, yearEnd, yearOf } from '../../electron/contract/calendar.ts';
import type { Query } from '../../electron/contract/live.ts';
import type { LiveQuestion } from '../../electron/contract/questions.ts';
import type { Scalar, Value } from '../../electron/contract/answers.ts';

type ForecastQuery = Extract<Query, { ask: 'forecast' }>;

export interface ToForecast {
  readonly now: Instant;
  /** What stands now, and what the year comes to. */
  readonly from: number;
  readonly to: number;
  readonly target: number | null;
  readonly kind: Pick<Value, 'unit' | 'decimals'>;
  written(amount: number): Scalar;
}

const WEEK_MS = 7 * DAY_MS;
const WORDS = {
  vi: 'Dự báo theo số liệu mẫu của phòng trưng bày.',
  en: 'A forecast from the gallery’s sample figures.',
};

/** Weeks until the year ends, ever less sure; `null` is too short a history. */
export function forecastTo(query: ForecastQuery, made: ToForecast | null): LiveForecast {
  const head = { indicator: query.indicator, unit: query.unit, step: query.step, words: WORDS } as const;
  if (made === null)
    return {
      ...{ outcome: 'none', ...head, measure: 'percent', decimals: 2, at: formatInstant(0) },
      ...{ reason: 'too_short', known: 8, needed: 24 },
      words: {
        vi: 'Chưa dự báo được: mới có 8 tuần số liệu, cần ít nhất 24.',
        en: 'No forecast yet: 8 weeks of figures are known, at least 24 are needed.',
      },
    };
  const { now, from, to, target, kind, written } = made;
  const end = yearEnd(yearOf(now));
  const count = Math.ceil((end - now) / WEEK_MS);
  const steps = Array.from({ length: count }, (_, i): ForecastMade['steps'][number] => {
    const way = (i + 1) / count;
    const value = from + (to - from) * way ** 1.1;
    const off = (to - from) * 0.13 * Math.sqrt(way);
    const most = kind.unit === 'percent' ? 100 : Number.POSITIVE_INFINITY;
    return {
      at: formatInstant(Math.min(end, now + (i + 1) * WEEK_MS)),
      value: written(value),
      naive: written(value * 0.8),
      low80: written(value - off),
      high80: written(Math.min(most, value + off)),
      low95: written(Math.max(0, value - 1.7 * off)),
      high95: written(Math.min(most, value + 1.7 * off)),
    };
  });
  const last = steps.at(-1) as ForecastMade['steps'][number];
  return {
    ...{ outcome: 'forecast', ...head, measure: kind.unit, decimals: kind.decimals },
    ...{ at: formatInstant(now), origin: formatInstant(now), value: written(from), steps, whatIf: null },
    landing: {
      ...last,
      at: formatInstant(end),
      expectedPerWeek: 120,
      target:
        target === null
          ? null
          : { value: target, probability: 0.63, likelihood: 'open', neededPerWeek: 124.5 },
    },
    rules: [
      { rule: 'year_before', share: 0.7 },
      { rule: 'level', share: 0.3 },
    ],
    pastError: { own: 1.4, naive: 5.1, count: 73 },
    pastErrors: [{ ahead: 1, own: 0.3, naive: 0.5, count: 9 }],
    known: 60,
    seen: true,
  };
}

/** A ranking of offices, lowest first. */
export function answerOf(
  query: Extract<Query, { ask: 'question' }>,
  now: Instant,
  rows: readonly { unit: string; name: string; value: Scalar }[],
): LiveQuestion {
  if (rows.length === 0)
    return {
      ...{ outcome: 'cannot', reason: 'no_data', query: null, examples: [] },
      words: { vi: 'Không có số liệu cho câu hỏi này.', en: 'There are no figures for this question.' },
    };
  const at = formatInstant(now);
  return {
    outcome: 'answered',
    query: { kind: 'definition', subject: { of: 'indicator', key: 'case_completion_rate' } },
    words: {
      vi: 'Các đơn vị có tỷ lệ việc xong thấp nhất đến 14:48 27/11/2026, từ phần mềm nghiệp vụ.',
      en: 'Offices with the lowest case completion rate by 14:48 27/11/2026, from the agency’s program.',
    },
    figures: rows.map(({ unit, name, value }) => ({
      ...{ unit, label: { vi: name, en: name }, at, value, measure: 'percent' as const, decimals: 2 },
    })),
    ignored: [],
    data: { at, nature: 'operational', sources: [{ id: 'core', name: query.unit, heardAt: at }] },
  };
}
