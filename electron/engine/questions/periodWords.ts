/** A period as people call it. */
import { dayStart, type Instant } from '../../contract/calendar.ts';
import type { Period, Words } from '../../contract/questions.ts';
import { dayText, instantText } from '../wording/index.ts';
import { addDays, monthOf, partsOf, quarterOf, shiftMonths, statisticalYearOf, yearPeriod } from './days.ts';
import { endOf } from './measured.ts';

/** `trong tháng 05/2026`, `trong 6 tháng đầu năm 2026`, `từ 08/06/2026 đến 14/06/2026`; to be put after what is measured. */
export function periodWords({ from, to }: Period, now: Instant): Words {
  const running = dayStart(to) <= now && now < dayStart(addDays(to, 1));
  const year = statisticalYearOf(to);
  // Its first month is named as the month it is.
  if (from === yearPeriod(year).from && to !== endOfMonths(from, 1))
    return wordsSinceBegun({ from, to }, year, running);
  if (from === to) return { vi: `trong ngày ${dayText(to)}`, en: `on ${dayText(to)}` };
  const { year: calendar, month } = partsOf(from);
  const quarter = Math.ceil(month / 3);
  if (from === monthOf(calendar, month).from) {
    const whole = monthOf(calendar, month);
    const name = `${String(month).padStart(2, '0')}/${calendar}`;
    if (to === whole.to) return { vi: `trong tháng ${name}`, en: `in ${name}` };
    if (running && to < whole.to) return { vi: `từ đầu tháng ${name} đến nay`, en: `so far in ${name}` };
  }
  if (from === quarterOf(calendar, quarter).from) {
    const whole = quarterOf(calendar, quarter);
    if (to === whole.to)
      return { vi: `trong quý ${quarter}/${calendar}`, en: `in quarter ${quarter}/${calendar}` };
    if (running && to < whole.to)
      return {
        vi: `từ đầu quý ${quarter}/${calendar} đến nay`,
        en: `so far in quarter ${quarter}/${calendar}`,
      };
  }
  return { vi: `từ ${dayText(from)} đến ${dayText(to)}`, en: `from ${dayText(from)} to ${dayText(to)}` };
}

/** Of a period that begins with its statistical year. */
function wordsSinceBegun({ from, to }: Period, year: number, running: boolean): Words {
  if (to === yearPeriod(year).to) return { vi: `năm ${year}`, en: `in statistical year ${year}` };
  const months = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11].find((n) => endOfMonths(from, n) === to);
  if (months !== undefined)
    return {
      vi: `trong ${months} tháng đầu năm ${year}`,
      en: `in the first ${months} months of statistical year ${year}`,
    };
  return running
    ? { vi: `từ đầu năm ${year} đến nay`, en: `since the beginning of statistical year ${year}` }
    : {
        vi: `từ đầu năm ${year} đến hết ngày ${dayText(to)}`,
        en: `from the beginning of statistical year ${year} to ${dayText(to)}`,
      };
}

/** The last day of so many months from a first of a month on. */
function endOfMonths(from: string, months: number): string {
  return addDays(shiftMonths(from, months), -1);
}

/** The instant of a state: `tính đến 09:30 17/06/2026`, or the end of a day. */
export function instantWords({ to }: Pick<Period, 'to'>, now: Instant): Words {
  const end = endOf(to, now);
  return end === now
    ? { vi: `tính đến ${instantText(now)}`, en: `as of ${instantText(now)}` }
    : { vi: `tính đến hết ngày ${dayText(to)}`, en: `at the end of ${dayText(to)}` };
}
