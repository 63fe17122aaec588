import type { MapPack } from '../../../electron/contract/map.ts';
import type { MapColours } from '../colours.ts';
import type { Looked } from '../looked.ts';
import type { MapPicture } from '../picture.ts';
import type { StreetsPlace } from '../streets/place.ts';
import type { Viewport } from '../viewport.ts';

/** All that decides what the WebGL map looks like; parts that are the same object have not changed. */
export interface Scene {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly view: Viewport;
  readonly rem: number;
  readonly colours: MapColours;
  readonly looked: Looked | null;
  /** Drawn once the map itself is there. */
  readonly streets: StreetsPlace | null;
}
