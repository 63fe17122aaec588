/** Hands the tiles of streets to MapLibre, under a protocol of its own: no address of any network. */
import { addProtocol } from 'maplibre-gl';
import { PMTiles, Protocol } from 'pmtiles';
import { engineSource, keyOf } from './engineSource.ts';
import type { StreetsPlace } from './place.ts';

let protocol: Protocol | undefined;

export function offer(place: StreetsPlace): void {
  if (!protocol) {
    protocol = new Protocol();
    addProtocol('pmtiles', protocol.tile);
  }
  // Directories that were read once are kept, for every map of the page.
  if (!protocol.get(keyOf(place.streets))) protocol.add(new PMTiles(engineSource(place)));
}
