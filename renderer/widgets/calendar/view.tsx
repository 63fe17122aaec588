import { useMemo } from 'react';
import { useSize } from '../../charts/index.ts';
import { useAnswer, useCatalogue, useLive } from '../../data/index.ts';
import { dayOf } from '../../../electron/contract/calendar.ts';
import { type FigureKind, useFigureWords, useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, questions } from './config.ts';
import { busiest, type Day, daysOf, type Scale, scaleOf } from './days.ts';
import { Sheet } from './Sheet.tsx';
import './calendar.css';

/** "Quyết định thi hành án mỗi ngày, năm thống kê 2027" */
export function CalendarHeading({ config }: WidgetProps<Config>) {
  const indicator = useCatalogue().get(config.indicator);
  const locale = useLocale();
  const { t } = useStrings('widgets');
  if (!indicator) return <>{t('calendar.title')}</>;
  return <>{t('calendar.heading', { name: indicator.short[locale] })}</>;
}

/** Every day of a statistical year: the darker, or at night the brighter, the more it added; holidays are marked. */
export function CalendarView({ config }: WidgetProps<Config>) {
  const asked = questions(config);
  const points = useAnswer(asked.days)?.points;
  const holidays = useAnswer(asked.holidays)?.days;
  const indicator = useCatalogue().get(config.indicator);
  const today = useLive((s) => dayOf(s.clock ? Date.parse(s.clock.at) : s.now));
  const frame = useStrings('frame').t;
  const { t } = useStrings('widgets');
  const [box, size] = useSize<HTMLDivElement>();
  const decimals = indicator?.decimals ?? 0;
  const days = useMemo(() => (points ? daysOf(points, decimals) : []), [points, decimals]);
  const scale = useMemo(() => scaleOf(days), [days]);
  const off = useMemo(() => new Set(holidays?.map(({ day }) => day)), [holidays]);
  if (!points || !indicator) return <Notice tone="quiet" title={frame('waiting')} />;
  if (days.every(({ grew }) => grew === undefined || grew === null))
    return <Notice tone="quiet" title={t('trend.empty')} />;
  return (
    <div className="calendar">
      <div className="calendar-box" ref={box}>
        {size && size.width > 0 && size.height > 0 && (
          <Sheet days={days} scale={scale} holidays={off} today={today} size={size} />
        )}
      </div>
      <Foot days={days} scale={scale} today={today} kind={indicator} />
    </div>
  );
}

interface FootProps {
  readonly days: readonly Day[];
  readonly scale: Scale;
  readonly today: string;
  readonly kind: FigureKind;
}

/** Today and the day that added most, in words, and what the colours are. */
function Foot({ days, scale, today, kind }: FootProps) {
  const { t } = useStrings('widgets');
  const words = useFigureWords();
  const now = days.find(({ day }) => day === today)?.grew;
  const most = busiest(days);
  const top = kind.unit === 'dong' ? String(Math.round(scale.top)) : scale.top;
  return (
    <p className="calendar-foot">
      {now !== undefined && <span>{t('calendar.today', { value: words.value(now, kind) })}</span>}
      {most?.grew !== undefined && (
        <span className="calendar-most">
          {t('calendar.most', {
            value: words.value(most.grew, kind),
            day: `${most.day.slice(8)}/${most.day.slice(5, 7)}`,
          })}
        </span>
      )}
      <span className="calendar-scale">
        <span>0</span>
        {[0, 1, 2, 3, 4, 5, 6, 7].map((step) => (
          <i key={step} data-step={step} />
        ))}
        <span>{t('calendar.from', { value: words.value(top, kind) })}</span>
      </span>
    </p>
  );
}
