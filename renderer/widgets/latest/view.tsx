import type { LatestAnswer } from '../../../electron/contract/answers.ts';
import { dayOf } from '../../../electron/contract/calendar.ts';
import { useAnswer, useLive } from '../../data/index.ts';
import { figureText, formatClock, formatDay, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './latest.css';

/** What happened last, newest first, one or two lines each. */
export function LatestView({ config }: WidgetProps<Config>) {
  const events = useAnswer(question(config))?.events;
  const today = useLive((s) => dayOf(s.now));
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  if (!events) return <Notice tone="quiet" title={frame('waiting')} />;
  if (events.length === 0) return <Notice tone="quiet" title={t('latest.empty')} />;
  return (
    <ol className="latest">
      {events.map((event) => (
        <Event key={`${event.type} ${event.key} ${event.at}`} event={event} today={today} />
      ))}
    </ol>
  );
}

function Event({ event, today }: { readonly event: LatestAnswer['events'][number]; readonly today: string }) {
  const { t } = useStrings('widgets');
  const units = useStrings('units').t;
  const locale = useLocale();
  const short = useShortName();
  const at = Date.parse(event.at);
  const money = event.money === null ? null : figureText(event.money, { unit: 'dong', decimals: 0 }, locale);
  return (
    <li className="latest-event">
      <time className="latest-time">{dayOf(at) === today ? formatClock(at) : formatDay(at).slice(0, 5)}</time>
      <span className="latest-what">{t(`latest.${event.type}.${event.what}`)}</span>
      <span className="latest-money">
        {money && event.money !== '0' && `${money.number} ${units(money.unit)}`}
      </span>
      <span className="latest-unit">{short(event.unitName)}</span>
    </li>
  );
}
