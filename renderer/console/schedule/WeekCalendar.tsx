import { useCallback, useState } from 'react';
import { DAY_MS, dayStart } from '../../../electron/contract/calendar.ts';
import type { PlanAnswer, Planned, ScheduleEntry } from '../../../electron/contract/schedules.ts';
import { formatClock, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { useSceneNames } from './useSceneNames.ts';
import { mondayOf, shareOfDay } from './week.ts';

const HOURS = [0, 3, 6, 9, 12, 15, 18, 21];

interface WeekCalendarProps {
  readonly now: number;
  readonly entries: readonly ScheduleEntry[];
}

/** What will be on when, and by which entry, day by day of a week. */
export function WeekCalendar({ now, entries }: WeekCalendarProps) {
  const { t } = useStrings('schedule');
  const [weeks, setWeeks] = useState(0);
  const monday = mondayOf(now, weeks);
  const first = dayStart(monday);
  const title = t('week.title', { from: formatDay(first), to: formatDay(first + 6 * DAY_MS) });
  return (
    <section aria-labelledby="week-title">
      <h3 id="week-title">{title}</h3>
      <p className="note intro">{t('week.intro')}</p>
      <p className="acts">
        <button type="button" className="quiet" onClick={() => setWeeks(weeks - 1)}>
          {t('week.before')}
        </button>
        <button type="button" className="quiet" disabled={weeks === 0} onClick={() => setWeeks(0)}>
          {t('week.this')}
        </button>
        <button type="button" className="quiet" onClick={() => setWeeks(weeks + 1)}>
          {t('week.after')}
        </button>
      </p>
      <div className="scrolled" role="group" tabIndex={0} aria-labelledby="week-title">
        <div className="week">
          <ol className="week-hours" aria-hidden="true">
            {HOURS.map((hour) => (
              <li key={hour} style={{ top: `${(hour / 24) * 100}%` }}>
                {String(hour).padStart(2, '0')}:00
              </li>
            ))}
          </ol>
          {/* An entry that changed makes another plan. */}
          <Days key={JSON.stringify(entries)} monday={monday} entries={entries} now={now} />
        </div>
      </div>
    </section>
  );
}

function Days({ monday, entries, now }: WeekCalendarProps & { readonly monday: string }) {
  const words = useFailureWords();
  const { nameOf } = useSceneNames();
  const ask = useCallback(() => engine.plan(monday, 7), [monday]);
  const { value, error } = useAsked(ask);
  if (error !== null) return <p role="alert">{words(error)}</p>;
  return value?.days.map((day) => (
    <Day key={day.day} day={day} entries={entries} now={now} nameOf={nameOf} />
  ));
}

interface DayProps {
  readonly day: PlanAnswer['days'][number];
  readonly entries: readonly ScheduleEntry[];
  readonly now: number;
  readonly nameOf: (scene: string) => string;
}

function Day({ day: { day, holiday, stretches }, entries, now, nameOf }: DayProps) {
  const { t } = useStrings('schedule');
  const locale = useLocale();
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay() || 7;
  const share = shareOfDay(day, now);
  const today = share >= 0 && share < 1;
  return (
    <section className="week-day" data-today={today || undefined} data-holiday={holiday ? true : undefined}>
      <h4>
        {t(`weekday.${weekday}`)} {formatDay(dayStart(day)).slice(0, 5)}
        {holiday && <span className="note"> {holiday[locale]}</span>}
      </h4>
      <ol className="week-stretches">
        {stretches
          .filter(({ entry, may }) => entry !== null || may.length > 0)
          .map((one) => (
            <Stretch key={one.from} one={one} day={day} entries={entries} nameOf={nameOf} />
          ))}
        {today && <li className="week-now" aria-hidden="true" style={{ top: `${share * 100}%` }} />}
      </ol>
    </section>
  );
}

interface StretchProps {
  readonly one: Planned;
  readonly day: string;
  readonly entries: readonly ScheduleEntry[];
  readonly nameOf: (scene: string) => string;
}

function Stretch({ one, day, entries, nameOf }: StretchProps) {
  const { t } = useStrings('schedule');
  const named = (ids: readonly number[]) =>
    ids.map((id) => `“${entries.find((entry) => entry.id === id)?.name ?? id}”`).join(', ');
  const [from, to] = [Date.parse(one.from), Date.parse(one.to)];
  const [top, bottom] = [shareOfDay(day, from), shareOfDay(day, to)];
  const until = bottom >= 1 ? '24:00' : formatClock(to);
  const entry = entries.find(({ id }) => id === one.entry)?.name ?? '';
  const scene = one.scene === null ? '' : nameOf(one.scene);
  const why = [
    one.entry === null ? '' : t('week.why', { from: formatClock(from), to: until, scene, entry }),
    one.outranked.length > 0 ? t('week.outranked', { entries: named(one.outranked) }) : '',
    one.may.length > 0 ? t('week.may', { entries: named(one.may) }) : '',
  ].filter((words) => words !== '');
  return (
    <li
      className="week-stretch"
      data-sure={one.entry === null ? undefined : true}
      data-may={one.may.length > 0 || undefined}
      style={{ top: `${top * 100}%`, height: `${(bottom - top) * 100}%` }}
      title={why.join('\n')}
    >
      <b>{scene}</b> {formatClock(from)}–{until}
      <span className="week-why">
        {entry}
        {one.may.length > 0 && <> {t('week.may', { entries: named(one.may) })}</>}
      </span>
    </li>
  );
}
