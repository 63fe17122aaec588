import { memo } from 'react';
import { Line, LineChart, ReferenceDot, ReferenceLine, XAxis, YAxis } from 'recharts';
import {
  type FigureKind,
  figureText,
  formatMoney,
  formatNumber,
  scaleOf,
  useLocale,
  useStrings,
} from '../ui/index.ts';
import { EndLabels } from './EndLabels.tsx';
import { useSize } from './useSize.ts';
import { monthStarts, roundTicks, valueAt, type YearLines } from './yearLines.ts';
import './yearChart.css';

interface YearChartProps {
  readonly lines: YearLines;
  readonly kind: FigureKind;
  /** Target of the whole year, drawn as its pro-rated line from 0. */
  readonly yearTarget: number | null;
  /** A small curve: no axes, only the lines and their names. */
  readonly small?: boolean;
}

/** This year's line against last year's (pale) and the plan (thin), each named at its end. */
export const YearChart = memo(function YearChart({ lines, kind, yearTarget, small = false }: YearChartProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const locale = useLocale();
  const { t } = useStrings('charts');
  const values = lines.rows.flatMap((r) => [r.now ?? r.before ?? 0]);
  const intervals = size && size.height / size.rem < 20 ? 3 : 4;
  const ticks = roundTicks(Math.min(0, ...values), Math.max(...values, yearTarget ?? 0), intervals);
  const top = Math.max(...values, yearTarget ?? 0) * 1.03 || 1;
  const months = monthStarts(lines.year);
  const scale = scaleOf(String(Math.round(Math.max(...ticks))), kind, locale);

  function tickText(value: number): string {
    const whole = Number.isInteger(value) ? 0 : 1;
    if (scale) return formatMoney(BigInt(Math.round(value)), { ...scale, decimals: 0 }, locale);
    return formatNumber(value, whole, locale);
  }

  function nameOf(line: 'now' | 'before' | 'plan', value: number) {
    const text = figureText(kind.unit === 'dong' ? String(Math.round(value)) : value, kind, locale);
    const suffix =
      kind.unit === 'percent' ? ' %' : kind.unit === 'dong' ? ` ${t(`units:short.${text.unit}`)}` : '';
    return {
      name: t(line, { year: line === 'before' ? lines.year - 1 : lines.year }),
      value: text.number + suffix,
    };
  }

  const { lastNow, lastBefore } = lines;
  const rem = size?.rem ?? 16;
  const crowded = size !== null && size.width / rem < 48;
  return (
    <div className="year-chart" data-small={small || undefined} ref={box}>
      {size && size.width > 0 && size.height > 0 && (
        <LineChart
          width={size.width}
          height={size.height}
          data={lines.rows}
          accessibilityLayer={false}
          margin={{ top: rem * (small ? 1.5 : 2.4), right: rem * (small ? 5 : 10.5), bottom: 0, left: 0 }}
        >
          <XAxis
            dataKey="day"
            type="number"
            domain={[0, lines.days]}
            hide={small}
            height={rem * 2.4}
            ticks={months.filter((_, i) => !crowded || i % 3 === 0).map((m) => m.day)}
            interval={0}
            tickLine={false}
            axisLine={false}
            tickFormatter={(day: number) => t(`months.${months.find((m) => m.day === day)?.month ?? 1}`)}
            tick={{ className: 'year-chart-tick', textAnchor: 'start', dy: rem * 0.4 }}
            padding={{ left: 0, right: 0 }}
          />
          <YAxis type="number" domain={[Math.min(0, ticks[0] ?? 0), top]} hide allowDataOverflow />
          {!small &&
            ticks.map((tick) => (
              <ReferenceLine
                key={tick}
                y={tick}
                className={tick === 0 ? 'year-chart-base' : 'year-chart-grid'}
                label={
                  tick === 0
                    ? false
                    : {
                        value: tick === ticks.at(-1) ? unitOfAxis(tickText(tick)) : tickText(tick),
                        position: 'insideTopLeft',
                        className: 'year-chart-tick',
                        offset: 0,
                        dy: -rem * 1.9,
                      }
                }
              />
            ))}
          {small && <ReferenceLine y={0} className="year-chart-base" />}
          {yearTarget !== null && (
            <ReferenceLine
              className="year-chart-plan"
              ifOverflow="visible"
              segment={[
                { x: 0, y: 0 },
                { x: lines.days, y: yearTarget },
              ]}
            />
          )}
          <Line
            className="year-chart-before"
            dataKey="before"
            type="linear"
            dot={false}
            connectNulls
            isAnimationActive={false}
          />
          <Line
            className="year-chart-now"
            dataKey="now"
            type="linear"
            dot={false}
            connectNulls
            isAnimationActive={false}
          />
          {lastNow && (
            <ReferenceDot
              className="year-chart-dot"
              x={lastNow.day}
              y={lastNow.value}
              r={rem * (small ? 0.35 : 0.45)}
            />
          )}
          <EndLabels
            rem={rem}
            days={lines.days}
            now={
              lastNow && {
                day: lastNow.day,
                at: lastNow.value,
                above: lastNow.value >= (valueAt(lines, lastNow.day) ?? Number.NEGATIVE_INFINITY),
                ...nameOf('now', lastNow.value),
              }
            }
            others={[
              ...(lastBefore
                ? [{ key: 'before', at: lastBefore.value, ...nameOf('before', lastBefore.value) }]
                : []),
              ...(yearTarget !== null
                ? [{ key: 'plan', at: yearTarget, ...nameOf('plan', yearTarget) }]
                : []),
            ]}
          />
        </LineChart>
      )}
    </div>
  );

  /** The highest gridline carries the unit. */
  function unitOfAxis(text: string): string {
    if (kind.unit === 'percent') return `${text} %`;
    return `${text} ${t(`units:${scale ? scale.unit : kind.unit}`)}`;
  }
});
