/** What a forecast says, in one sentence. */
import { dayOf } from '../../contract/calendar.ts';
import type { Scalar, Step } from '../../contract/answers.ts';
import type { ForecastMade, Likelihood } from '../../contract/forecasts.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { Words } from '../../contract/questions.ts';
import { both, dayText, type Language, lower, plainNumber, shortFigure } from '../wording/index.ts';
import type { NoOutlook } from './letterAhead.ts';
import type { Outlook } from './outlook.ts';

const LIKELY: Readonly<Record<Language, Readonly<Record<Likelihood, string>>>> = {
  vi: {
    very_likely: 'rất có khả năng đạt chỉ tiêu',
    likely: 'có khả năng đạt chỉ tiêu',
    open: 'chưa chắc đạt chỉ tiêu',
    unlikely: 'khó đạt chỉ tiêu',
    very_unlikely: 'rất khó đạt chỉ tiêu',
  },
  en: {
    very_likely: 'the target is very likely met',
    likely: 'the target is likely met',
    open: 'the target is open',
    unlikely: 'the target is unlikely met',
    very_unlikely: 'the target is very unlikely met',
  },
};

const STEPS: Readonly<Record<Language, Readonly<Record<Step, string>>>> = {
  vi: { day: 'ngày', week: 'tuần', month: 'tháng' },
  en: { day: 'days', week: 'weeks', month: 'months' },
};

/** Where the year lands, how sure that is, whether the target is met, and how far such forecasts were off. */
export function forecastWords(
  indicator: Indicator,
  landing: ForecastMade['landing'],
  outlook: Outlook,
): Words {
  const { name } = indicator;
  const day = dayText(dayOf(Date.parse(landing.at)));
  const { own, naive, count } = outlook.past;
  return both((l) => {
    const figure = (value: Scalar) => shortFigure(value, indicator, l);
    const error = (value: number) => errorText(value, indicator, l);
    const span = `${figure(landing.low80)} – ${figure(landing.high80)}`;
    const target = landing.target && targetText(landing.target, indicator, l);
    if (l === 'vi')
      return [
        `Dự báo ${lower(name.vi)} đến ${day} là ${figure(landing.value)} (80 % khả năng trong khoảng ${span})`,
        target ?? '',
        count > 0
          ? `; các dự báo như vậy trước đây lệch ${error(own)}, cách tính giữ nhịp quý gần nhất lệch ${error(naive)}.`
          : '; chưa có dự báo cũ nào để đối chiếu.',
        outlook.seen
          ? ''
          : ' Chưa có số liệu của thời gian này năm trước, nên chưa biết nhịp cuối năm và khoảng trên còn rộng.',
      ].join('');
    return [
      `${name.en} is forecast at ${figure(landing.value)} by ${day} (with 80% chance within ${span})`,
      target ?? '',
      count > 0
        ? `; earlier forecasts of this kind were off by ${error(own)}, those that keep the pace of the last quarter by ${error(naive)}.`
        : '; there is no earlier forecast yet to check it by.',
      outlook.seen
        ? ''
        : ' The same time of the year before is not known, and so not how the year ends: the interval is wide.',
    ].join('');
  });
}

function targetText(
  { value, probability, likelihood }: NonNullable<ForecastMade['landing']['target']>,
  indicator: Indicator,
  l: Language,
): string {
  const aim = shortFigure(indicator.unit === 'dong' ? String(Math.round(value)) : value, indicator, l);
  if (probability === null || likelihood === null)
    return l === 'vi' ? `, chỉ tiêu năm ${aim}` : `, the target of the year being ${aim}`;
  const chance = plainNumber(probability * 100, 0, l);
  return l === 'vi'
    ? `, ${LIKELY.vi[likelihood]} ${aim} (xác suất khoảng ${chance} %)`
    : `, ${LIKELY.en[likelihood]}: ${aim}, with a probability of about ${chance}%`;
}

/** The error of a rate in points, of anything else in percent. */
export function errorText(value: number, { unit }: Pick<Indicator, 'unit'>, l: Language): string {
  const text = plainNumber(value, 1, l);
  if (unit === 'percent') return l === 'vi' ? `${text} điểm` : `${text} points`;
  return l === 'vi' ? `${text} %` : `${text}%`;
}

export function noForecastWords(
  { name }: Indicator,
  { reason, known, needed }: NoOutlook,
  step: Step,
): Words {
  return both((l) => {
    const units = STEPS[l][step];
    switch (reason) {
      case 'too_short':
        return l === 'vi'
          ? `Chưa dự báo được ${lower(name.vi)}: mới có ${known} ${units} số liệu, cần ít nhất ${needed}.`
          : `No forecast of ${lower(name.en)} yet: ${known} ${units} of figures are known, at least ${needed} are needed.`;
      case 'no_value':
        return l === 'vi'
          ? `Không dự báo được ${lower(name.vi)}: thiếu số liệu để tính.`
          : `No forecast of ${lower(name.en)}: figures that it is made of are missing.`;
      case 'negative':
        return l === 'vi'
          ? `Không dự báo được ${lower(name.vi)}: số giảm trừ lớn hơn số phát sinh.`
          : `No forecast of ${lower(name.en)}: more was taken back than came.`;
    }
  });
}
