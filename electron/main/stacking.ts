/** What an X server's own tools tell of the windows there are. Pure. */
import type { Bounds } from './fingerprint.ts';

/** Numbers of the windows, the lowest first, from `xprop -root _NET_CLIENT_LIST_STACKING`. */
export function stackingOf(text: string): number[] {
  return [...text.matchAll(/0x[0-9a-f]+/gi)].map(([number]) => Number.parseInt(number, 16));
}

export interface ForeignWindow {
  title: string;
  bounds: Bounds;
}

/** A window that can be seen, from `xwininfo -id`; `null` for one that cannot. */
export function windowIn(text: string): ForeignWindow | null {
  if (!/Map State:\s+IsViewable/.test(text)) return null;
  const number = (name: string) => Number(new RegExp(`${name}:\\s+(-?\\d+)`).exec(text)?.[1] ?? Number.NaN);
  const bounds = {
    x: number('Absolute upper-left X'),
    y: number('Absolute upper-left Y'),
    width: number('Width'),
    height: number('Height'),
  };
  if (Object.values(bounds).some(Number.isNaN)) return null;
  return { title: /Window id: 0x[0-9a-f]+ "(.*)"/.exec(text)?.[1] ?? '', bounds };
}

/** Windows of others that lie over one of ours. */
export function foreignAbove(stacking: readonly number[], ours: ReadonlySet<number>): number[] {
  const lowest = stacking.findIndex((number) => ours.has(number));
  return lowest < 0 ? [] : stacking.slice(lowest).filter((number) => !ours.has(number));
}

export function overlap(a: Bounds, b: Bounds): boolean {
  return a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;
}
