import { memo, useMemo } from 'react';
import {
  Area,
  ComposedChart,
  DefaultZIndexes,
  Line,
  ReferenceDot,
  ReferenceLine,
  XAxis,
  YAxis,
} from 'recharts';
import { type FigureKind, useStrings } from '../ui/index.ts';
import type { AheadRow } from './aheadLine.ts';
import { useChartTexts } from './chartTexts.ts';
import { endsOf } from './endsOf.ts';
import { type EndLabel, EndLabels } from './EndLabels.tsx';
import { useSize } from './useSize.ts';
import { fittedTo, monthStarts, roundTicks, valueAt, type YearLines } from './yearLines.ts';
import './yearChart.css';

/** Below this height (rem) an axis has room for three steps instead of four. */
const LOW = 20;
/** Below this height or width (rem) it is a small curve: no axes, only the lines and their years. */
const SMALL = { height: 8, width: 16 };
/** Below this width (rem) only every third month is named. */
const NARROW = 48;
/** Below this width (rem) lines are named as short as can be: the plot has the room. */
const TERSE = 34;
/** Room for the names at the right, rem. */
const MARGIN = { small: 5, terse: 7.25, ahead: 8, full: 10.5 };

/** Below this height (rem) there is no room for three names at the right. */
const CROWDED = 14.5;
/** Room that is left below the names at the right where there are three of them, rem: for how old the figures are. */
const FOOT = 5;

interface YearChartProps {
  readonly lines: YearLines;
  readonly kind: FigureKind;
  /** Target of the whole year, drawn as its pro-rated line from 0. */
  readonly yearTarget: number | null;
  /** What is told of the rest of the year, with its bands of 80 and 95 %. */
  readonly ahead?: readonly AheadRow[] | null;
  /** Only the lines and their years, however much room there is. */
  readonly bare?: boolean;
}

/** This year's line against last year's (pale) and the plan (thin), each named at its end. */
export const YearChart = memo(function YearChart({
  lines: given,
  kind,
  yearTarget,
  ahead = null,
  bare = false,
}: YearChartProps) {
  const [box, size] = useSize<HTMLDivElement>();
  const { t } = useStrings('charts');
  const columns = size ? Math.round(size.width * window.devicePixelRatio) : 0;
  const lines = useMemo(() => (columns > 0 ? fittedTo(given, columns) : given), [given, columns]);
  const { year, days, rows, lastNow, lastBefore } = lines;
  const [low, high] = endsOf(rows.map((r) => r.now ?? r.before ?? 0));
  // The outer band may leave the picture: it would press everything else flat.
  const highest = Math.max(high, yearTarget ?? 0, ...(ahead ?? []).map(({ band80 }) => band80[1]));
  const landing = ahead?.at(-1) ?? null;
  const drawn = ahead === null ? rows : [...rows, ...ahead].sort((a, b) => a.day - b.day);
  const lowest = Math.min(0, low);
  const rem = size?.rem ?? 16;
  const small =
    bare || (size !== null && (size.height < SMALL.height * rem || size.width < SMALL.width * rem));
  const terse = size !== null && size.width < TERSE * rem;
  const flat = size !== null && size.height < LOW * rem;
  const crowded = landing !== null && size !== null && size.height < CROWDED * rem;
  const ticks = roundTicks(lowest, highest, flat ? 3 : 4);
  const gridlines = small ? [] : ticks.filter((tick) => tick !== 0);
  const texts = useChartTexts(kind, Math.max(...ticks));
  const months = monthStarts(year).filter((_, i) => (size && size.width < NARROW * rem ? i % 3 === 0 : true));

  function label(line: 'now' | 'before' | 'plan' | 'ahead', of: number, value: number): EndLabel {
    if (small) return { name: String(of), value: null };
    // With where the year is heading, the year before has room for its name alone.
    if (line === 'before' && landing !== null && flat) return { name: String(of), value: null };
    const name = terse && (line === 'now' || line === 'before') ? String(of) : t(line, { year: of });
    return { name, value: texts.end(value) };
  }

  return (
    <div className="year-chart" data-small={small || undefined} ref={box}>
      {size && size.width > 0 && size.height > 0 && (
        <ComposedChart
          width={size.width}
          height={size.height}
          data={drawn}
          accessibilityLayer={false}
          margin={{
            top: rem * 1.75,
            right: rem * MARGIN[small ? 'small' : terse ? (landing ? 'ahead' : 'terse') : 'full'],
            bottom: small ? rem * 0.25 : 0,
            left: 0,
          }}
        >
          <XAxis
            dataKey="day"
            type="number"
            domain={[0, days]}
            hide={small}
            height={rem * 2.4}
            ticks={months.map((m) => m.day)}
            interval={0}
            tickLine={false}
            axisLine={false}
            tickFormatter={(day: number) => t(`months.${months.find((m) => m.day === day)?.month ?? 1}`)}
            tick={{ className: 'year-chart-tick', textAnchor: 'start' }}
            tickSize={0}
            tickMargin={rem * 0.5}
          />
          <YAxis type="number" domain={[lowest, highest * 1.03 || 1]} hide allowDataOverflow />
          {gridlines.map((tick) => (
            <ReferenceLine key={tick} y={tick} className="year-chart-grid" zIndex={DefaultZIndexes.grid} />
          ))}
          <ReferenceLine y={0} className="year-chart-base" />
          {yearTarget !== null && (
            <ReferenceLine
              className="year-chart-plan"
              zIndex={DefaultZIndexes.area}
              ifOverflow="visible"
              segment={[
                { x: 0, y: 0 },
                { x: days, y: yearTarget },
              ]}
            />
          )}
          {ahead &&
            (['band95', 'band80'] as const).map((band) => (
              <Area
                key={band}
                className={`year-chart-${band}`}
                dataKey={band}
                type="linear"
                dot={false}
                activeDot={false}
                connectNulls
                isAnimationActive={false}
              />
            ))}
          {(['before', ...(ahead ? (['ahead'] as const) : []), 'now'] as const).map((line) => (
            <Line
              key={line}
              className={`year-chart-${line}`}
              dataKey={line}
              type="linear"
              dot={false}
              connectNulls
              isAnimationActive={false}
            />
          ))}
          {lastNow && (
            <ReferenceDot
              className="year-chart-dot"
              x={lastNow.day}
              y={lastNow.value}
              r={rem * (small ? 0.4 : 0.45)}
            />
          )}
          <EndLabels
            rem={rem}
            days={days}
            foot={landing === null ? 2.5 : FOOT}
            ticks={gridlines.map((tick) => ({
              at: tick,
              text: tick === ticks.at(-1) ? texts.tickWithUnit(tick) : texts.tick(tick),
            }))}
            now={
              lastNow && {
                day: lastNow.day,
                at: lastNow.value,
                above: lastNow.value >= (valueAt(lines, lastNow.day) ?? Number.NEGATIVE_INFINITY),
                ...label('now', year, lastNow.value),
              }
            }
            beside={[
              rows.flatMap(({ day, before }) =>
                before === null || before === undefined ? [] : [{ day, at: before }],
              ),
              yearTarget === null
                ? []
                : [
                    { day: 0, at: 0 },
                    { day: days, at: yearTarget },
                  ],
            ]}
            // What is said elsewhere too is named last: it goes where there is no room.
            others={[
              ...(landing !== null && !small
                ? [{ key: 'ahead', at: landing.ahead, ...label('ahead', year, landing.ahead) }]
                : []),
              ...(lastBefore && !crowded
                ? [{ key: 'before', at: lastBefore.value, ...label('before', year - 1, lastBefore.value) }]
                : []),
              ...(yearTarget !== null && !small
                ? [{ key: 'plan', at: yearTarget, ...label('plan', year, yearTarget) }]
                : []),
            ]}
          />
        </ComposedChart>
      )}
    </div>
  );
});
