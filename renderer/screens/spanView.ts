/** One canvas over several monitors: how large it is, and which part of it a window shows. Pure. */
import type { Bezel, Span } from '../../electron/contract/layouts.ts';
import type { Role } from '../../electron/contract/live.ts';
import type { HungRole } from '../../electron/contract/wall.ts';

/** Rectangle in device-independent pixels. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface SpanView {
  /** Size of the whole canvas. */
  readonly width: number;
  readonly height: number;
  /** What this window shows of it. */
  readonly part: Box;
  /** Whether this window lies at the upper edge of the canvas; and whether it is the first or last of those. */
  readonly top: boolean;
  readonly first: boolean;
  readonly last: boolean;
}

interface Monitor extends Box {
  readonly roles: readonly Role[];
}

/**
 * The part of the canvas that the window of `roles` shows, or `null` when it shows its own layouts: where one of its
 * roles is not of the canvas, or where nobody knows how the monitors hang. The canvas is what one would see through the
 * monitors as through windows: behind every bezel, and behind a monitor between that shows something else, it goes on unseen.
 */
export function spanView(
  span: Span,
  roles: readonly Role[],
  arrangement: readonly HungRole[],
): SpanView | null {
  const all = monitorsOf(arrangement);
  const own = all.find((monitor) => monitor.roles.some((role) => roles.includes(role)));
  const partakes = (monitor: Monitor) => monitor.roles.every((role) => span.roles.includes(role));
  if (!own || !partakes(own)) return null;
  const monitors = all.filter(partakes);
  const places = placed(monitors, all, span);
  const left = Math.min(...places.map(({ x }) => x));
  const upper = Math.min(...places.map(({ y }) => y));
  const at = places[monitors.indexOf(own)] ?? own;
  const isTop = (box: Box) =>
    !places.some((other) => other.y + other.height <= box.y + 1 && across(other, box));
  const row = places.filter(isTop).sort((a, b) => a.x - b.x);
  return {
    width: Math.max(...places.map(({ x, width }) => x + width)) - left,
    height: Math.max(...places.map(({ y, height }) => y + height)) - upper,
    part: { x: at.x - left, y: at.y - upper, width: at.width, height: at.height },
    top: isTop(at),
    first: row[0] === at,
    last: row.at(-1) === at,
  };
}

/** The monitors of roles, each once. */
function monitorsOf(arrangement: readonly HungRole[]): Monitor[] {
  const found = new Map<string, HungRole[]>();
  for (const hung of arrangement) {
    const key = `${hung.x} ${hung.y} ${hung.width} ${hung.height}`;
    found.set(key, [...(found.get(key) ?? []), hung]);
  }
  return [...found.values()].flatMap(([first, ...others]) =>
    first ? [{ ...first, roles: [first, ...others].map(({ role }) => role) }] : [],
  );
}

/** Where the monitors lie on the canvas: each moved on by the bezels between it and what hangs before it. */
function placed(monitors: readonly Monitor[], all: readonly Monitor[], span: Span): Box[] {
  const right = pushed(
    all,
    (a, b) => a.x + a.width <= b.x + 1 && beside(a, b),
    (a, b) => edgesOf(span, a).right + edgesOf(span, b).left,
  );
  const down = pushed(
    all,
    (a, b) => a.y + a.height <= b.y + 1 && across(a, b),
    (a, b) => edgesOf(span, a).bottom + edgesOf(span, b).top,
  );
  return monitors.map((monitor) => {
    const { x, y, width, height } = monitor;
    return { x: x + (right.get(monitor) ?? 0), y: y + (down.get(monitor) ?? 0), width, height };
  });
}

/** How far each monitor is pushed on: the most that any chain of those before it asks for. */
function pushed(
  monitors: readonly Monitor[],
  before: (a: Monitor, b: Monitor) => boolean,
  gap: (a: Monitor, b: Monitor) => number,
): Map<Monitor, number> {
  const known = new Map<Monitor, number>();
  const of = (monitor: Monitor): number => {
    const found = known.get(monitor);
    if (found !== undefined) return found;
    known.set(monitor, 0);
    const pushes = monitors
      .filter((other) => other !== monitor && before(other, monitor))
      // Of two in a chain the farther one pushes by way of the nearer.
      .filter((other, _, all) => !all.some((nearer) => nearer !== other && before(other, nearer)))
      .map((other) => of(other) + gap(other, monitor));
    const push = Math.max(0, ...pushes);
    known.set(monitor, push);
    return push;
  };
  for (const monitor of monitors) of(monitor);
  return known;
}

/** Whether two lie side by side, or one above the other, at least in part. */
function beside(a: Box, b: Box): boolean {
  return a.y < b.y + b.height && b.y < a.y + a.height;
}

function across(a: Box, b: Box): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width;
}

type Edges = Record<'left' | 'right' | 'top' | 'bottom', number>;
const NONE: Edges = { left: 0, right: 0, top: 0, bottom: 0 };

/** The bezel of a monitor in its own device-independent pixels. */
function edgesOf(span: Span, { roles, width }: Monitor): Edges {
  const role = roles[0];
  const bezel: Bezel | undefined = (role && span.bezels?.[role]) ?? span.bezel;
  if (!bezel) return NONE;
  const factor = bezel.unit === 'px' ? 1 : width / bezel.width;
  return {
    left: bezel.left * factor,
    right: bezel.right * factor,
    top: bezel.top * factor,
    bottom: bezel.bottom * factor,
  };
}
