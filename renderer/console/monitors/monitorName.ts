import type { Monitor } from '../../../electron/contract/wall.ts';
import { useStrings } from '../../ui/index.ts';

/** What to call a monitor: its number and where it hangs, "2 – thứ 2 từ trái". */
export function useMonitorName(): (monitor: Monitor) => string {
  const { t } = useStrings('monitors');
  return ({ position: { place, row, rows, column, columns } }) => {
    const line = rows === 1 ? '' : rows === 2 ? (row === 1 ? 'upper' : 'lower') : 'nth';
    const along = columns === 1 ? '' : column === 1 ? 'first' : column === columns ? 'last' : 'nth';
    const words = [line && t(`row.${line}`, { row }), along && t(`column.${along}`, { column })].filter(
      Boolean,
    );
    return words.length === 0 ? String(place) : `${place} – ${words.join(', ')}`;
  };
}

/** The name, what the monitor says it is, and its size: to find it in a shop and on a wall. */
export function useMonitorWords(): (monitor: Monitor) => string {
  const { t } = useStrings('monitors');
  const name = useMonitorName();
  return (monitor) => {
    const { label, width, height, scale } = monitor;
    // A bare number is one of the system's own: it tells nobody which monitor it is.
    const called = /\p{L}/u.test(label) ? label : t('monitor', { name: name(monitor) });
    return `${called}, ${Math.round(width * scale)} × ${Math.round(height * scale)}`;
  };
}
