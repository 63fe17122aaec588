/** Alerts of the gallery: a few kinds of each weight, or none. */
import type { AlertBoard, AlertGroup, Severity } from '../../electron/contract/alerts.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';

const HOUR = 3_600_000;
const KINDS: readonly (readonly [string, Severity, number, number])[] = [
  ['Tỷ lệ thi hành xong dưới 80 % chỉ tiêu đến nay', 'critical', 3, 2],
  ['Tiền thu hồi 7 ngày qua thấp khác thường', 'warning', 1, 26],
  ['Ba nơi cuối về số việc', 'warning', 3, 50],
  ['Việc hoãn trên 50', 'info', 7, 5],
];

/** @param offices where they are; none when nothing needs anybody @param alarm whether nobody has answered for a critical one */
export function alertsOf(
  limit: number,
  offices: readonly { unit: string; name: string }[],
  now: number,
  alarm: boolean,
): AlertBoard {
  const many = offices.length > 100;
  const groups = (offices.length === 0 ? [] : KINDS).map(
    ([name, severity, places, hours], rule): AlertGroup => {
      const standing = Math.min(offices.length, many ? offices.length : places);
      const since = formatInstant(now - hours * HOUR);
      return {
        ...{ rule, name, severity, kind: 'fixed', indicator: null, cause: 'condition', standing, since },
        ...{
          unacknowledged: rule === 2 || (severity === 'critical' && !alarm) ? 0 : standing,
          recovered: 0,
          escalated: rule === 1 ? 1 : 0,
        },
        first: offices.slice(rule, rule + Math.min(standing, 12)).map(({ unit, name: unitName }, i) => ({
          ...{ number: rule * 1000 + i, unit, unitName, source: null, since, value: 41.5 + i, limit: 60 },
          ...{ measuredIn: 'percent', decimals: 2, state: 'firing' },
        })),
      };
    },
  );
  return {
    at: formatInstant(now),
    counts: { critical: 0, warning: 0, info: 0, unacknowledged: 0, recovered: 0, shelved: 0, silenced: 0 },
    groups: groups.slice(0, limit),
    more: Math.max(0, groups.length - limit),
    sound: null,
    rules: 12,
  };
}
