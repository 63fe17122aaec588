/** How the map flies from one place to another: out, over, and in again (van Wijk and Nuij, 2003), in a time that does not tire. */
import { interpolateZoom } from 'd3-interpolate';
import { useEffect, useRef, useState } from 'react';
import type { Viewport } from './viewport.ts';

export interface Flight {
  readonly view: Viewport;
  readonly flying: boolean;
}

/** Shortest and longest flight, ms. */
const LEAST_MS = 700;
const MOST_MS = 2_200;

/** Views on the way to another, of the size of that one, by the share (0–1) of the time; and how long it should take, ms. */
export function flightBetween(from: Viewport, to: Viewport): { at(share: number): Viewport; ms: number } {
  const way = interpolateZoom(seen(from, to.width), seen(to, to.width));
  return {
    at(share) {
      if (share >= 1) return to;
      const [x, y, width] = way(eased(share));
      const world = to.width / width;
      return { ...to, world, left: x - to.width / world / 2, top: y - to.height / world / 2 };
    },
    ms: Math.min(MOST_MS, Math.max(LEAST_MS, way.duration)),
  };
}

/** Middle of what is seen, and how much of the world's width so many pixels are. */
function seen({ left, top, width, height, world }: Viewport, pixels: number): [number, number, number] {
  return [left + width / world / 2, top + height / world / 2, pixels / world];
}

/** Slow at both ends. */
function eased(share: number): number {
  return share < 0.5 ? 4 * share ** 3 : 1 - (2 - 2 * share) ** 3 / 2;
}

function isStill(): boolean {
  return window.matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/**
 * Flies to the view of another place; where only the room changed, and for whoever wants no motion, it is there at once.
 * @param place what is looked at, by name
 */
export function useFlight(target: Viewport, place: string): Flight {
  const [shown, setShown] = useState({ view: target, place, landed: true });
  const latest = useRef(shown);
  useEffect(() => {
    const from = latest.current;
    const show = (view: Viewport, landed: boolean): void => {
      latest.current = { view, place, landed };
      setShown(latest.current);
    };
    if (from.view === target) return;
    if ((from.place === place && from.landed) || isStill()) return show(target, true);
    const { at, ms } = flightBetween(from.view, target);
    const begun = performance.now();
    let frame = requestAnimationFrame(function next() {
      const share = (performance.now() - begun) / ms;
      show(at(share), share >= 1);
      if (share < 1) frame = requestAnimationFrame(next);
    });
    return () => cancelAnimationFrame(frame);
  }, [target, place]);
  // Until the first step is taken, what was seen is drawn at the size there is now.
  const fits = shown.view.width === target.width && shown.view.height === target.height;
  return { view: fits ? shown.view : resized(shown.view, target), flying: shown.view !== target };
}

/** The same middle at the same scale, in another size. */
function resized(view: Viewport, { width, height }: Viewport): Viewport {
  const { world, left, top } = view;
  return {
    ...{ width, height, world },
    left: left + (view.width - width) / world / 2,
    top: top + (view.height - height) / world / 2,
  };
}
