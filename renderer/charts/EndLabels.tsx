import { DefaultZIndexes, usePlotArea, useXAxisScale, useYAxisScale, ZIndexLayer } from 'recharts';

export interface EndLabel {
  readonly name: string;
  /** The figure as text, with its unit; `null` where only the line is named. */
  readonly value: string | null;
}

interface EndLabelsProps {
  readonly rem: number;
  readonly days: number;
  /** Values of the gridlines, written at their left end unless this year's name stands there. */
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  /** This year's line ends somewhere inside; `above` says on which side of the point there is room. */
  readonly now: (EndLabel & { readonly day: number; readonly at: number; readonly above: boolean }) | null;
  /** Lines that run to the end of the year: named in the margin at the right. */
  readonly others: readonly (EndLabel & { readonly key: string; readonly at: number })[];
}

/** Names at the ends of the lines, so that nobody looks up a legend. Those in the margin keep apart. */
export function EndLabels({ rem, days, ticks, now, others }: EndLabelsProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  const right = (x(days) ?? 0) + rem * 0.75;
  const wanted = others.map((o) => ({ ...o, y: y(o.at) ?? 0 })).sort((a, b) => a.y - b.y);
  const heights = spread(
    wanted.map((o) => o.y),
    rem * 4.1,
    area.y,
    area.y + area.height - rem * 2.5,
  );
  const beside = now && besidePoint({ x: x(now.day) ?? 0, y: y(now.at) ?? 0 }, now, area, rem);
  const taken = beside && beside.anchor === 'start' && beside.x < area.x + rem * 5 ? beside.y : null;
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.axis}>
      {ticks.map(({ at, text }) => {
        const baseline = (y(at) ?? 0) - rem * 0.5;
        const free = taken === null || baseline < taken - rem || baseline > taken + rem * 4.5;
        return free ? (
          <text key={at} className="year-chart-tick" x={area.x} y={baseline}>
            {text}
          </text>
        ) : null;
      })}
      {wanted.map((o, i) => (
        <Words key={o.key} line={o.key} label={o} x={right} y={heights[i] ?? o.y} />
      ))}
      {now && beside && <Words line="now" label={now} {...beside} />}
    </ZIndexLayer>
  );
}

interface WordsProps {
  readonly line: string;
  readonly label: EndLabel;
  readonly x: number;
  readonly y: number;
  readonly anchor?: 'start' | 'end';
}

function Words({ line, label, x, y, anchor = 'start' }: WordsProps) {
  return (
    <text className={`end-label end-label-${line}`} x={x} y={y} textAnchor={anchor}>
      <tspan x={x}>{label.name}</tspan>
      {label.value !== null && (
        <tspan x={x} dy="1.15em" className="end-label-value">
          {label.value}
        </tspan>
      )}
    </text>
  );
}

/** A rising line leaves room above its left, or below its right where that is not the ground. */
function besidePoint(
  point: { readonly x: number; readonly y: number },
  label: EndLabel & { readonly above: boolean },
  area: { readonly x: number; readonly y: number; readonly height: number },
  rem: number,
): { x: number; y: number; anchor: 'start' | 'end' } {
  const height = rem * (label.value === null ? 1.5 : 3.9);
  const above = label.above || point.y + height + rem > area.y + area.height;
  if (!above) return { x: point.x + rem * 1.1, y: point.y + rem * 1.4, anchor: 'start' };
  const y = Math.max(area.y - rem * 0.75, point.y - height + rem * 0.25);
  const roomLeft = point.x - area.x > rem * (label.value === null ? 5 : 9);
  return roomLeft ? { x: point.x - rem * 0.6, y, anchor: 'end' } : { x: area.x, y, anchor: 'start' };
}

/** Positions as near to `wanted` (ascending) as possible, at least `apart` from each other, within bounds. */
export function spread(wanted: readonly number[], apart: number, from: number, to: number): number[] {
  const placed: number[] = [];
  for (const w of wanted) placed.push(Math.max(w, from, (placed.at(-1) ?? Number.NEGATIVE_INFINITY) + apart));
  let limit = to;
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    placed[i] = Math.min(placed[i] ?? 0, limit);
    limit = (placed[i] ?? 0) - apart;
  }
  return placed;
}
