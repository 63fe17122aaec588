import { dayStart } from '../../../electron/contract/calendar.ts';
import type { ScheduleAnswer } from '../../../electron/contract/schedules.ts';
import { formatDay, useLocale, useStrings } from '../../ui/index.ts';

interface HolidayListProps {
  readonly holidays: ScheduleAnswer['holidays'];
  readonly fault: string | null;
}

/** The public holidays that the schedule knows, and where they are from. */
export function HolidayList({ holidays: { source, days }, fault }: HolidayListProps) {
  const { t } = useStrings('schedule');
  const locale = useLocale();
  return (
    <details className="more">
      <summary>{t('holidays.title')}</summary>
      {fault !== null && (
        <p role="alert">
          {t('holidays.fault')} <span className="note">{fault}</span>
        </p>
      )}
      <p className="note">{t('holidays.source', { source: source.title })}</p>
      <ul className="holidays">
        {days.map(({ day, name, certainty }) => (
          <li key={day}>
            {formatDay(dayStart(day))} {name[locale]}
            {certainty === 'expected' && <span className="note"> ({t('holidays.expected')})</span>}
          </li>
        ))}
      </ul>
    </details>
  );
}
