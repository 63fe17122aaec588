/** Whether a file of tiles can be drawn on a map, and what it is. */
import { stat } from 'node:fs/promises';
import { bytesToHeader, Compression, type Header, PMTiles, TileType } from 'pmtiles';
import { z } from 'zod';
import type { Box } from '../../../contract/map.ts';
import type { StreetsFault, StreetsHead, StreetsScheme } from '../../../contract/streets.ts';
import { bytesAt, fileSource } from './fileSource.ts';

/** PMTiles, version 3: the fixed part at the beginning. */
const HEADER_BYTES = 127;
const MAGIC = 'PMTiles';
const VERSION = 3;
/** Longest list of layers and first directory that is read, bytes. */
const METADATA_MOST = 16 * 1024 * 1024;

export type Examined =
  | { readonly head: StreetsHead; readonly scheme: StreetsScheme }
  | { readonly fault: StreetsFault };

const metadata = z.object({ vector_layers: z.array(z.object({ id: z.string() })) });

/**
 * Reads the head of a file, its list of layers and its first directory.
 * @param frames what maps show: the file must cover a part of one
 */
export async function examine(
  path: string,
  schemes: readonly StreetsScheme[],
  frames: readonly Box[],
): Promise<Examined> {
  const size = await stat(path).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) return { fault: 'missing' };
  const first = await bytesAt(path, 0, HEADER_BYTES);
  if (first.subarray(0, MAGIC.length).toString('latin1') !== MAGIC) return { fault: 'not_pmtiles' };
  if (first.length < HEADER_BYTES) return { fault: 'cut_off' };
  if (first[MAGIC.length] !== VERSION) return { fault: 'old_version' };
  const header = bytesToHeader(new Uint8Array(first).buffer);
  const fault = faultOf(header, size);
  if (fault) return { fault };
  const bounds: Box = [header.minLon, header.minLat, header.maxLon, header.maxLat];
  if (!frames.some((frame) => overlap(frame, bounds))) return { fault: 'elsewhere' };
  try {
    const archive = new PMTiles(fileSource(path));
    const layers = metadata.parse(await archive.getMetadata()).vector_layers.map(({ id }) => id);
    // Reads the first directory, be there a tile or none.
    await archive.getZxy(header.minZoom, 0, 0);
    const scheme = schemes.find(({ knownBy }) => knownBy.every((layer) => layers.includes(layer)));
    if (!scheme) return { fault: 'unknown_layers' };
    const { minZoom, maxZoom } = header;
    return { head: { scheme: scheme.name, minZoom, maxZoom, bounds }, scheme };
  } catch {
    return { fault: 'unreadable' };
  }
}

function faultOf(header: Header, size: number): StreetsFault | null {
  if (header.tileType !== TileType.Mvt) return 'no_vectors';
  // What browsers unpack by themselves.
  const known = [Compression.None, Compression.Gzip];
  if (!known.includes(header.tileCompression) || !known.includes(header.internalCompression))
    return 'compression';
  if (header.jsonMetadataLength > METADATA_MOST || header.rootDirectoryLength > METADATA_MOST)
    return 'unreadable';
  if (header.minZoom > header.maxZoom || header.maxZoom > 30) return 'unreadable';
  const ends = [
    header.rootDirectoryOffset + header.rootDirectoryLength,
    header.jsonMetadataOffset + header.jsonMetadataLength,
    header.leafDirectoryOffset + (header.leafDirectoryLength ?? 0),
    header.tileDataOffset + (header.tileDataLength ?? 0),
  ];
  return Math.max(...ends) > size ? 'cut_off' : null;
}

function overlap([west, south, east, north]: Box, other: Box): boolean {
  return west < other[2] && other[0] < east && south < other[3] && other[1] < north;
}
