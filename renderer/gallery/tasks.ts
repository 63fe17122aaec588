/** Seeded tasks for the gallery. */
import { dayOf, DAY_MS, formatInstant, type Instant } from '../../electron/contract/calendar.ts';
import type { TaskBoardAnswer, TaskLine } from '../../electron/contract/taskBoard.ts';

const TITLES = [
  'Đôn đốc hồ sơ có giá trị lớn',
  'Đối chiếu biên lai quý I',
  'Rà soát việc hoãn quá 90 ngày',
  'Báo cáo kết quả xử lý tang vật',
  'Họp liên ngành về việc phức tạp',
];

/** Tasks of a unit as the gallery shows them, spread over these offices; without any office there are none overdue, due or done. */
export function taskBoardOf(
  unit: string,
  offices: readonly { unit: string; name: string }[],
  now: Instant,
): TaskBoardAnswer {
  const at = formatInstant(now);
  const empty = offices.length === 0;
  const line = (i: number, done: boolean): TaskLine => {
    const office = offices[(3 * i) % offices.length];
    return {
      ...{ number: i + 1, title: TITLES[i % TITLES.length] ?? '', priority: 'normal' },
      ...{ unit: office?.unit ?? unit, unitName: office?.name ?? '' },
      due: { day: dayOf(now + i * DAY_MS) },
      doneAt: done ? formatInstant(now - i * DAY_MS) : null,
    };
  };
  const units = offices
    .slice(0, 7)
    .map((office, i) => ({ ...office, overdue: 9 - i, oldestDays: 31 - 4 * i }));
  const soon = empty ? [] : [0, 1, 2].map((i) => line(i, false));
  const done = empty ? [] : [0, 1, 2, 3].map((i) => line(i, true));
  const overdue = units.reduce((sum, one) => sum + one.overdue, 0);
  return {
    ...{ at, unit, pending: empty ? 12 : 96, overdue },
    ...{ dueThisWeek: soon.length, doneLately: done.length, units, soon, done },
  };
}
