import { DAY_MS, startOfDay, yearOf, yearStart } from '../../../electron/contract/calendar.ts';
import { useLive } from '../../data/index.ts';
import { formatClock, formatClockSeconds, formatDay, useStrings, weekdayOf } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import type { Config } from './config.ts';
import './clock.css';

const MINUTE_MS = 60_000;

/** The time of the room, whatever the data clock shows: hour, day, and how far the statistical year has come. */
export function ClockView({ config }: WidgetProps<Config>) {
  const step = config.seconds ? 1000 : MINUTE_MS;
  const now = useLive((s) => Math.floor(s.now / step) * step);
  const { t } = useStrings('wall');
  const widgets = useStrings('widgets').t;
  const year = yearOf(now);
  const day = (startOfDay(now) - yearStart(year)) / DAY_MS + 1;
  const days = (yearStart(year + 1) - yearStart(year)) / DAY_MS;
  return (
    <div className="clock" data-seconds={config.seconds || undefined}>
      <time className="clock-time">{config.seconds ? formatClockSeconds(now) : formatClock(now)}</time>
      <p className="clock-day">
        {t(`weekday.${weekdayOf(now)}`)}, {formatDay(now)}
      </p>
      {config.yearDay && <p className="clock-year">{widgets('clock.year_day', { day, days, year })}</p>}
    </div>
  );
}
