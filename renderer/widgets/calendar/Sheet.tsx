import { memo } from 'react';
import type { Size } from '../../charts/index.ts';
import { toNumber, useStrings } from '../../ui/index.ts';
import type { Day, Scale } from './days.ts';

/** Room for the names of months above and of weekdays at the left, rem; a name needs so much. */
const TOP_REM = 2;
const LEFT_REM = 3.3;
const MONTH_REM = 3.2;
const LINE_REM = 1.6;
/** Share of a cell that its colour fills. */
const FILLED = 0.86;
const ROWS = 7;

interface SheetProps {
  readonly days: readonly Day[];
  readonly scale: Scale;
  readonly holidays: ReadonlySet<string>;
  readonly today: string;
  readonly size: Size;
}

/** Weeks beside each other, their days under each other from Monday to Sunday. */
export const Sheet = memo(function Sheet({ days, scale, holidays, today, size }: SheetProps) {
  const { t } = useStrings('charts');
  const wall = useStrings('wall').t;
  const { width, height, rem } = size;
  const weeks = (days.at(-1)?.week ?? 0) + 1;
  const cell = { width: (width - LEFT_REM * rem) / weeks, height: (height - TOP_REM * rem) / ROWS };
  const left = (week: number) => LEFT_REM * rem + week * cell.width;
  const top = (row: number) => TOP_REM * rem + row * cell.height;
  // Every row where lines of type fit, else every second, else only the first and the last.
  const apart = [1, 2, 3, 6].find((step) => step * cell.height >= LINE_REM * rem) ?? 6;
  const monthsApart = Math.ceil((MONTH_REM * rem) / (4.35 * cell.width));
  const firsts = days.filter(({ day }) => day.endsWith('-01')).filter((_, i) => i % monthsApart === 0);
  return (
    <svg className="calendar-sheet" width={width} height={height} aria-hidden="true">
      {firsts.map(({ day, week, month }) => (
        <text key={day} x={left(week)} y={TOP_REM * rem * 0.68}>
          {t(`months.${month}`)}
        </text>
      ))}
      {Array.from({ length: ROWS }, (_, row) => row)
        .filter((row) => row % apart === 0)
        .map((row) => (
          <text key={row} x={0} y={top(row) + cell.height / 2} className="calendar-weekday">
            {wall(`weekday_short.${(row + 1) % ROWS}`)}
          </text>
        ))}
      {days.map(({ day, week, row, grew }) => {
        const amount = toNumber(grew ?? null);
        return (
          <rect
            key={day}
            data-step={grew === undefined ? 'to-come' : amount === null ? 'unknown' : scale.stepOf(amount)}
            data-fell={(amount !== null && amount < 0) || undefined}
            x={left(week)}
            y={top(row)}
            width={cell.width * FILLED}
            height={cell.height * FILLED}
          />
        );
      })}
      {days.map(({ day, week, row }) =>
        holidays.has(day) ? (
          <circle
            key={day}
            className="calendar-holiday"
            cx={left(week) + (cell.width * FILLED) / 2}
            cy={top(row) + (cell.height * FILLED) / 2}
            r={Math.min(cell.width, cell.height) * 0.22}
          />
        ) : day === today ? (
          <rect
            key={day}
            className="calendar-today"
            x={left(week)}
            y={top(row)}
            width={cell.width * FILLED}
            height={cell.height * FILLED}
          />
        ) : null,
      )}
    </svg>
  );
});
