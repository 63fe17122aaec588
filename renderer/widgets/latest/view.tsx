import type { LatestAnswer } from '../../../electron/contract/answers.ts';
import { dayOf } from '../../../electron/contract/calendar.ts';
import { useSize } from '../../charts/index.ts';
import { useAnswer, useLive } from '../../data/index.ts';
import { figureText, formatClock, formatDay, useLocale, useShortName, useStrings } from '../../ui/index.ts';
import { useOfficeName } from '../../maps/officeName.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { type Config, question } from './config.ts';
import './latest.css';

/** In fewer rem of height an event is told in one line. */
const BRIEF_REM = 9;
/** What a line needs with the gap below it. */
const LINE_REM = 2.1;
/** In less width (rem) what happened may take two lines. */
const NARROW_REM = 24;

/** What happened last, newest first, one or two lines each. */
export function LatestView({ config }: WidgetProps<Config>) {
  const events = useAnswer(question(config))?.events;
  const today = useLive((s) => dayOf(s.now));
  const { t } = useStrings('widgets');
  const frame = useStrings('frame').t;
  const [box, size] = useSize<HTMLOListElement>();
  const brief = size !== null && size.height < BRIEF_REM * size.rem;
  const lines = brief ? 1 : size !== null && size.width < NARROW_REM * size.rem ? 3 : 2;
  // No line is ever cut in half.
  const room = size ? Math.max(1, Math.floor(size.height / (lines * LINE_REM * size.rem))) : events?.length;
  if (!events) return <Notice tone="quiet" title={frame('waiting')} />;
  if (events.length === 0) return <Notice tone="quiet" title={t('latest.empty')} />;
  return (
    <ol className="latest" data-brief={brief || undefined} ref={box}>
      {events.slice(0, room).map((event) => (
        <Event key={`${event.type} ${event.key} ${event.at}`} event={event} today={today} brief={brief} />
      ))}
    </ol>
  );
}

interface EventProps {
  readonly event: LatestAnswer['events'][number];
  readonly today: string;
  readonly brief: boolean;
}

function Event({ event, today, brief }: EventProps) {
  const { t } = useStrings('widgets');
  const units = useStrings('units').t;
  const locale = useLocale();
  const short = useShortName();
  const office = useOfficeName();
  const at = Date.parse(event.at);
  const money = event.money === null ? null : figureText(event.money, { unit: 'dong', decimals: 0 }, locale);
  return (
    <li className="latest-event">
      <time className="latest-time">{dayOf(at) === today ? formatClock(at) : formatDay(at).slice(0, 5)}</time>
      <span className="latest-what">
        {brief && <b className="latest-office">{short(office(event.unitName))}</b>}
        {t(`latest.${brief ? 'brief.' : ''}${event.type}.${event.what}`)}
      </span>
      <span className="latest-money">
        {!brief && money && event.money !== '0' && `${money.number} ${units(money.unit)}`}
      </span>
      {!brief && <span className="latest-unit">{short(event.unitName)}</span>}
    </li>
  );
}
