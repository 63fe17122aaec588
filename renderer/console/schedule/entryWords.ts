/** An entry of the schedule in words. */
import type { Condition, ScheduleEntry } from '../../../electron/contract/schedules.ts';
import { useCatalogue } from '../../data/index.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { writeDay, writeDays } from './dayList.ts';

export function useWhenWords(): (entry: ScheduleEntry) => string {
  const { t } = useStrings('schedule');
  return ({ from, to, weekdays, firstDay, lastDay, on, off, holidays }) => {
    const until = to <= from ? t('entries.nextDay', { time: to }) : to;
    const days = [...weekdays].sort().map((one) => t(`weekday.${one}`));
    return [
      `${from}–${until}`,
      weekdays.length === 7 ? t('entries.everyDay') : days.join(', '),
      firstDay === null ? '' : t('entries.fromDay', { day: writeDay(firstDay) }),
      lastDay === null ? '' : t('entries.toDay', { day: writeDay(lastDay) }),
      on.length === 0 ? '' : t('entries.onDays', { days: writeDays(on) }),
      off.length === 0 ? '' : t('entries.offDays', { days: writeDays(off) }),
      holidays === 'as_usual' ? '' : t(holidays === 'not' ? 'entries.notHolidays' : 'entries.onlyHolidays'),
    ]
      .filter((words) => words !== '')
      .join(' · ');
  };
}

export function useConditionWords(): (condition: Condition | null) => string {
  const { t } = useStrings('schedule');
  const locale = useLocale();
  const catalogue = useCatalogue();
  return (condition) => {
    if (condition === null) return t('form.noCondition');
    if (condition.is === 'freshness')
      return `${condition.source}: ${condition.levels.map((level) => t(`level.${level}`)).join(', ')}`;
    const { unit, indicator, compare, value } = condition;
    const name = catalogue.get(indicator)?.short[locale] ?? indicator;
    const decimals = Math.min(6, String(value).split('.')[1]?.length ?? 0);
    return `${unit}: ${name} ${t(`compare.${compare}`)} ${formatNumber(value, decimals, locale)}`;
  };
}
