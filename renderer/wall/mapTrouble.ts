import { role } from '../../electron/contract/live.ts';
import { MAP_EVENT } from '../maps/announcement.ts';
import type { Rung } from '../maps/ladder.ts';
import type { WallBridge } from './setting.ts';

/** Has the loss of a map's 3D drawing, and its return, noted by the shell. */
export function listenForMaps(place: Element, bridge: Pick<WallBridge, 'trouble'>): void {
  const lost = new Set<string>();
  place.addEventListener(MAP_EVENT, (event) => {
    const { detail: rung } = event as CustomEvent<Rung>;
    const screen = event.target instanceof Element ? event.target.closest('[data-role]') : null;
    const known = role.safeParse(screen?.getAttribute('data-role'));
    if (!known.success) return;
    const isLost = rung === 'waiting' || rung === 'plain';
    if (isLost && !lost.has(known.data)) {
      lost.add(known.data);
      bridge.trouble({ kind: 'map_lost', role: known.data });
    } else if (rung === 'drawn' && lost.delete(known.data))
      bridge.trouble({ kind: 'map_recovered', role: known.data });
  });
}
