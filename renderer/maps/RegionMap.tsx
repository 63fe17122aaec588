/** The map of the offices: WebGL where it can be had, over the same picture drawn plainly. */
import { useEffect, useMemo, useReducer, useRef } from 'react';
import { readColours, useTheme } from './colours.ts';
import type { GlMap } from './gl/map.ts';
import type { Scene } from './gl/scene.ts';
import { BOTTOM, climb, patience } from './ladder.ts';
import { announce } from './announcement.ts';
import { MapNames, type MapNamesProps } from './MapNames.tsx';
import { PlainMap } from './PlainMap.tsx';
import type { StreetsPlace } from './streets/place.ts';
import './maps.css';

export interface RegionMapProps extends MapNamesProps {
  /** Drawn under the regions by WebGL alone; left out, none. */
  readonly streets?: StreetsPlace | null;
}

export function RegionMap({ streets = null, ...props }: RegionMapProps) {
  const frame = useRef<HTMLDivElement>(null);
  const host = useRef<HTMLDivElement>(null);
  const map = useRef<GlMap | null>(null);
  const [ladder, step] = useReducer(climb, BOTTOM);
  const theme = useTheme();
  const { pack, picture, view, rem, looked, flying } = props;
  const look = useRef<Pick<Scene, 'colours'> & { theme: string }>(undefined);
  const sceneOf = useMemo(
    () =>
      (element: HTMLElement): Scene => {
        // Colours keep their identity while the theme stays, so that the map knows nothing changed.
        if (look.current?.theme !== theme) look.current = { theme, colours: readColours(element) };
        return { pack, picture, view, rem, looked, streets, colours: look.current.colours };
      },
    [pack, picture, view, rem, looked, streets, theme],
  );
  const latest = useRef(sceneOf);

  useEffect(() => {
    latest.current = sceneOf;
    if (frame.current) map.current?.show(sceneOf(frame.current));
  }, [sceneOf]);

  useEffect(() => {
    const due = patience(ladder);
    if (due === null) return;
    const timer = setTimeout(() => step('waited'), due);
    return () => clearTimeout(timer);
  }, [ladder]);

  useEffect(() => {
    if (frame.current) announce(frame.current, ladder.rung);
  }, [ladder.rung]);

  const open = ladder.rung === 'opening' || ladder.rung === 'drawn';
  useEffect(() => {
    const [element, box] = [host.current, frame.current];
    if (!open || !element || !box) return;
    let left = false;
    void openInto(element, latest.current(box), {
      drawn: () => step('drawn'),
      lost: () => !left && step('lost'),
    }).then((opened) => {
      if (left) opened?.close();
      else {
        map.current = opened;
        opened?.show(latest.current(box));
      }
    });
    return () => {
      left = true;
      map.current?.close();
      map.current = null;
      element.replaceChildren();
    };
  }, [open]);

  return (
    <div className="region-map" ref={frame} data-rung={ladder.rung} data-flying={flying || undefined}>
      <PlainMap
        pack={pack}
        picture={picture}
        view={view}
        rem={rem}
        looked={looked}
        flying={flying}
        covered={ladder.rung === 'drawn'}
      />
      <div className="drawn-map" ref={host} data-shown={ladder.rung === 'drawn'} />
      <MapNames {...props} />
    </div>
  );
}

/** The WebGL map is a megabyte and a half: it comes when it is needed. `null` when it could not be opened. */
async function openInto(
  host: HTMLElement,
  scene: Scene,
  events: { drawn(): void; lost(): void },
): Promise<GlMap | null> {
  try {
    const { openGlMap } = await import('./gl/map.ts');
    return openGlMap(host, scene, events);
  } catch {
    events.lost();
    return null;
  }
}
