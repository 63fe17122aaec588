/** Maps from files with boundaries, and what the room looks at on them. */
import type { FastifyPluginCallback } from 'fastify';
import type { UnitNode } from '../../contract/answers.ts';
import type { Instant } from '../../contract/calendar.ts';
import type { MapPack } from '../../contract/map.ts';
import type { MapFocus } from '../../contract/maps.ts';
import type { Streets } from '../../contract/streets.ts';
import type { WritableDB } from '../store/index.ts';
import { createFocuses } from './focus.ts';
import { focusRoutes } from './focusRoutes.ts';
import { mapRoutes } from './mapRoutes.ts';
import { createMaps } from './maps.ts';
import { readShippedMaps } from './shippedMaps.ts';
import { createStreets } from './streets/streets.ts';
import { streetsRoutes } from './streets/streetsRoutes.ts';

/** What windows are told of maps; all stay the same object while nothing changed. */
export interface MapReading {
  /** The map of a unit that somebody published; `null`: the one that came with the program. */
  inForce(root: string): MapPack | null;
  focus(root: string, at: Instant): MapFocus | null;
  /** Streets and waters under maps; `null`: none. */
  streets(): Streets | null;
}

export interface MapsRoom extends MapReading {
  readonly routes: readonly FastifyPluginCallback[];
}

export function createMapsRoom(parts: {
  db: WritableDB;
  dataDir: string;
  assets: string;
  units: () => readonly UnitNode[];
  now: () => Instant;
  warn: (sentence: string) => void;
  changed: () => void;
}): MapsRoom {
  const { db, units, now, changed } = parts;
  const shipped = readShippedMaps(parts.assets, parts.warn);
  const maps = createMaps({ db, shipped, units, now, changed });
  const focuses = createFocuses(db, now, changed);
  const streets = createStreets({
    ...{ db, now, changed, dataDir: parts.dataDir, schemes: () => shipped.schemes() },
    frames: () =>
      maps
        .roots()
        .flatMap(({ root }) => maps.drawn(root)?.pack ?? [])
        .map(({ frame }) => frame),
  });
  return {
    inForce: (root) => maps.inForce(root),
    focus: (root, at) => focuses.at(root, at),
    streets: () => streets.inForce(),
    routes: [
      streetsRoutes({ db, streets, now }),
      mapRoutes({ db, maps, now }),
      focusRoutes({ db, focuses, drawn: (root) => maps.drawn(root), roots: () => maps.roots(), units, now }),
    ],
  };
}
