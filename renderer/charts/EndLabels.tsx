import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts';

interface EndLabel {
  readonly name: string;
  /** The figure as text, with its unit. */
  readonly value: string | null;
}

interface EndLabelsProps {
  readonly rem: number;
  readonly days: number;
  /** This year's line ends somewhere inside; `above` says on which side of the point there is room. */
  readonly now: (EndLabel & { readonly day: number; readonly at: number; readonly above: boolean }) | null;
  /** Lines that run to the end of the year: named in the margin at the right. */
  readonly others: readonly (EndLabel & { readonly key: string; readonly at: number })[];
}

/** Names at the ends of the lines, so that nobody looks up a legend. Those in the margin keep apart. */
export function EndLabels({ rem, days, now, others }: EndLabelsProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  const right = (x(days) ?? 0) + rem * 0.75;
  const apart = rem * 4.1;
  const wanted = others.map((o) => ({ ...o, y: y(o.at) ?? 0 })).sort((a, b) => a.y - b.y);
  const heights = spread(
    wanted.map((o) => o.y),
    apart,
    area.y + rem * 0.6,
    area.y + area.height - rem,
  );
  return (
    <g className="end-labels">
      {wanted.map((o, i) => (
        <text key={o.key} className={`end-label end-label-${o.key}`} x={right} y={heights[i]}>
          <tspan x={right}>{o.name}</tspan>
          {o.value !== null && (
            <tspan x={right} dy="1.2em">
              {o.value}
            </tspan>
          )}
        </text>
      ))}
      {now && (
        <NowLabel
          rem={rem}
          left={area.x}
          bottom={area.y + area.height}
          x={x(now.day) ?? 0}
          y={y(now.at) ?? 0}
          now={now}
        />
      )}
    </g>
  );
}

function NowLabel({
  rem,
  left,
  bottom,
  x,
  y,
  now,
}: {
  readonly rem: number;
  readonly left: number;
  readonly bottom: number;
  readonly x: number;
  readonly y: number;
  readonly now: EndLabel & { readonly above: boolean };
}) {
  // A rising line leaves room above its left, or below its right.
  const lines = now.value === null ? 1 : 2;
  const above = now.above || y + rem * 2 * lines > bottom;
  const start = above ? Math.max(left, x - rem * 3.5 * lines) : x + rem * 1.1;
  const first = above ? y - rem * (lines === 2 ? 3.4 : 1.4) : y + rem * 1.2;
  return (
    <text className="end-label end-label-now" x={start} y={first}>
      <tspan x={start}>{now.name}</tspan>
      {now.value !== null && (
        <tspan x={start} dy="1.1em" className="end-label-value">
          {now.value}
        </tspan>
      )}
    </text>
  );
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
