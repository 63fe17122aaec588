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
  /** The other lines as points of (day, value): this year's name keeps off them. */
  readonly beside: readonly (readonly { readonly day: number; readonly at: number }[])[];
  /** Room below the name of the lowest line at the right, rem. */
  readonly foot?: number;
  /** Lines that run to the end of the year: named in the margin at the right. */
  readonly others: readonly (EndLabel & { readonly key: string; readonly at: number })[];
}

/** Names at the ends of the lines, so that nobody looks up a legend. Those in the margin keep apart. */
export function EndLabels({ rem, days, ticks, now, beside: lines, foot = 2.5, others }: EndLabelsProps) {
  const area = usePlotArea();
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (!area || !x || !y) return null;
  const right = (x(days) ?? 0) + rem * 0.75;
  const wanted = withRoom(others, area.height / rem - foot)
    .map((o) => ({ ...o, y: y(o.at) ?? 0 }))
    .sort((a, b) => a.y - b.y);
  const heights = spread(
    wanted.map((o) => ({ at: o.y, height: rem * heightOf(o) })),
    area.y,
    area.y + area.height - rem * foot,
  );
  const drawn = lines.flatMap((line) =>
    dense(line.map(({ day, at }) => ({ x: x(day) ?? 0, y: y(at) ?? 0 }))),
  );
  const beside = now && freePlace({ x: x(now.day) ?? 0, y: y(now.at) ?? 0 }, now, drawn, area, rem);
  const begins = beside && now && (beside.anchor === 'start' ? beside.x : beside.x - widthOf(now, rem));
  const taken = beside && begins !== null && begins < area.x + rem * TICK ? beside.y : null;
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

interface Point {
  readonly x: number;
  readonly y: number;
}

interface Place extends Point {
  readonly anchor: 'start' | 'end';
}

interface Area extends Point {
  readonly width: number;
  readonly height: number;
}

/** Names at the right keep so far apart, rem: alone, and with their value below them. */
const APART = { named: 2, valued: 4.1 };

function heightOf({ value }: EndLabel): number {
  return value === null ? APART.named : APART.valued;
}

/** As many of the labels as have room below each other, the last named first to go. @param height rem, down to the last one's name */
export function withRoom<T extends EndLabel>(labels: readonly T[], height: number): readonly T[] {
  const above = labels.slice(0, -1).reduce((sum, label) => sum + heightOf(label), 0);
  return labels.length < 2 || above <= height ? labels : withRoom(labels.slice(0, -1), height);
}

/** Room that the value of a gridline takes at its left end, rem. */
const TICK = 6;

/** Parts a line between two points is taken in, to see what it crosses. */
const STEPS = 12;
/** Lines of text are as high as this, and letters as wide, rem: enough to keep off them. */
const LINE = { one: 1.5, two: 3.9 };
const LETTER = { name: 0.95, value: 1.12 };

/**
 * A place for the name of a line that ends at `point` where no other line runs through it: above its left, as a rising line
 * leaves it free; else above or below its right; else wherever the fewest points are.
 * @param label its `above` says on which side of the point there is room at this day
 */
export function freePlace(
  point: Point,
  label: EndLabel & { readonly above: boolean },
  lines: readonly Point[],
  area: Area,
  rem: number,
): Place {
  const height = rem * (label.value === null ? LINE.one : LINE.two);
  const width = widthOf(label, rem);
  const over = Math.max(area.y, point.y - height + rem * 0.25);
  const under = point.y + rem * 1.4;
  const left = { x: point.x - rem * 0.6, y: over, anchor: 'end' } as const;
  const edge = { x: area.x, y: over, anchor: 'start' } as const;
  const right = (y: number) => ({ x: point.x + rem * 1.1, y, anchor: 'start' }) as const;
  const places: Place[] = [
    ...(point.x - area.x > width + rem ? [left] : [edge]),
    // Of two lines close together the upper one is left free above, the lower one below.
    ...(label.above ? [right(over), right(under)] : [right(under), right(over)]),
    ...[1.5, 3, 4.5].map((rise) => ({ ...edge, y: Math.max(area.y, over - rem * rise) })),
    ...[1.5, 2.5, 3.5].map((rise) => right(Math.max(area.y, point.y - height - rem * rise))),
  ].filter(({ y }) => y - rem * 0.75 + height <= area.y + area.height);
  const crossed = (place: Place) => {
    const from = place.anchor === 'end' ? place.x - width : place.x;
    const top = place.y - rem * 0.75;
    return pointsWithin(lines, { x: from - rem * 0.25, y: top, width: width + rem * 0.5, height });
  };
  return places.reduce((best, place) => (crossed(place) < crossed(best) ? place : best), places[0] ?? edge);
}

/** How wide the words of a line come out, px. */
function widthOf({ name, value }: EndLabel, rem: number): number {
  return rem * Math.max(name.length * LETTER.name, (value ?? '').length * LETTER.value);
}

/** Points along a line, near enough to each other that no name fits between two. */
function dense(line: readonly Point[]): Point[] {
  return line.flatMap((to, i) => {
    const from = line[i - 1];
    if (!from) return [to];
    return Array.from({ length: STEPS }, (_, step) => {
      const share = (step + 1) / STEPS;
      return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
    });
  });
}

function pointsWithin(lines: readonly Point[], { x, y, width, height }: Area): number {
  return lines.filter((p) => p.x >= x && p.x <= x + width && p.y >= y && p.y <= y + height).length;
}

/** Positions as near to `wanted` (ascending) as possible, each with its height free below it, the last one at most at `to`. */
export function spread(
  wanted: readonly { readonly at: number; readonly height: number }[],
  from: number,
  to: number,
): number[] {
  const placed: number[] = [];
  let free = from;
  for (const { at, height } of wanted) {
    placed.push(Math.max(at, free));
    free = (placed.at(-1) ?? 0) + height;
  }
  let limit = to;
  for (let i = placed.length - 1; i >= 0; i -= 1) {
    placed[i] = Math.min(placed[i] ?? 0, limit);
    limit = (placed[i] ?? 0) - (wanted[i - 1]?.height ?? 0);
  }
  return placed;
}
