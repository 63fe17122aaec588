/** What came with the program: maps, names of seas, what layers of tiles mean, and which unit a code belongs to. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { mapPack, type MapPack, mapPlace, type MapPlace } from '../../contract/map.ts';
import { officesFile, provincesFile } from '../../contract/offices.ts';
import { type StreetsScheme, streetsScheme } from '../../contract/streets.ts';

export interface ShippedMaps {
  packs(): readonly MapPack[];
  places(): readonly MapPlace[];
  /** What layers of tiles mean. */
  schemes(): readonly StreetsScheme[];
  /** Units by the codes of wards and provinces. */
  table(): readonly (readonly [code: string, unit: string])[];
}

/** Reads each file when it is first needed. A file that is no longer right is left out, and said. */
export function readShippedMaps(assets: string, warn: (sentence: string) => void): ShippedMaps {
  const read = <T>(folder: string, schema: z.ZodType<T>, wanted = (_: string) => true): T[] => {
    const place = join(assets, folder);
    if (!existsSync(place)) return [];
    return readdirSync(place)
      .filter((name) => name.endsWith('.json') && wanted(name))
      .sort()
      .flatMap((name) => {
        try {
          return [schema.parse(JSON.parse(readFileSync(join(place, name), 'utf8')))];
        } catch (error) {
          warn(
            `assets/${folder}/${name} is left out: ${error instanceof Error ? error.message : String(error)}`,
          );
          return [];
        }
      });
  };
  let packs: MapPack[] | undefined;
  let places: MapPlace[] | undefined;
  let schemes: StreetsScheme[] | undefined;
  let table: (readonly [string, string])[] | undefined;
  return {
    packs: () => (packs ??= read('map', mapPack)),
    places: () => (places ??= read('places', z.array(mapPlace)).flat()),
    schemes: () => (schemes ??= read('streets', streetsScheme)),
    table: () => (table ??= read('offices', z.union([officesFile, provincesFile])).flatMap(rowsOf)),
  };
}

const PROVINCE = /^THADS-(\d{2})$/;

/** Agencies of provinces are keyed by the province's code. */
function rowsOf(file: z.infer<typeof officesFile> | z.infer<typeof provincesFile>): [string, string][] {
  if ('wards' in file) return file.wards.map(({ code, office }) => [code, office]);
  return file.provinces.flatMap(({ unit }) => {
    const code = PROVINCE.exec(unit)?.[1];
    return code === undefined ? [] : [[code, unit]];
  });
}
