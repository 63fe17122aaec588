/** Which file of tiles lies under the maps: files in a folder of the data, one of them chosen. */
import { mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { formatInstant, type Instant } from '../../../contract/calendar.ts';
import type { Box } from '../../../contract/map.ts';
import type {
  Streets,
  StreetsAnswer,
  StreetsFault,
  StreetsHead,
  StreetsScheme,
} from '../../../contract/streets.ts';
import { ProblemError } from '../../problems/index.ts';
import type { WritableDB } from '../../store/index.ts';
import { examine, type Examined } from './archive.ts';
import { bytesAt } from './fileSource.ts';
import { streetsProblem } from './streetsProblem.ts';

/** Folder within the data. */
export const STREETS_FOLDER = 'streets';
/** Files that are looked at. */
const FILES_MOST = 50;
/** Longest piece that is handed out at once: directories are smaller, and a tile is far smaller. */
export const PIECE_MOST = 32 * 1024 * 1024;

/** What was chosen before and is now, for the audit trail: names of files. */
type Also = (before: string | null, after: string | null) => void;

export interface StreetsRoom {
  list(): Promise<StreetsAnswer>;
  /** @throws ProblemError saying why the file cannot be drawn */
  choose(file: string, by: string, also: Also): Promise<StreetsAnswer>;
  remove(by: string, also: Also): Promise<StreetsAnswer>;
  /** What windows draw; `null` for none. Same object while that stays. */
  inForce(): Streets | null;
  size(number: number): number;
  read(number: number, offset: number, length: number): Promise<Buffer>;
}

interface Row {
  number: number;
  file: string;
  bytes: number;
  modified: number;
  head: string;
  layers: string;
  by: string;
  at: Instant;
}

export function createStreets(parts: {
  db: WritableDB;
  dataDir: string;
  schemes: () => readonly StreetsScheme[];
  /** What maps show now. */
  frames: () => readonly Box[];
  now: () => Instant;
  changed: () => void;
}): StreetsRoom {
  const { db, now, schemes, frames } = parts;
  const folder = join(parts.dataDir, STREETS_FOLDER);
  const pathOf = (file: string) => join(folder, file);
  let held: { number: number | undefined; told: Streets | null } | undefined;

  function kept(): Row | undefined {
    return db
      .prepare<[], Row>(
        `SELECT number, file, bytes, modified, head, layers, by, at FROM map_streets
         WHERE removed_at IS NULL ORDER BY number DESC LIMIT 1`,
      )
      .get();
  }

  /** Whether the file is the one that was looked at when it was chosen. */
  function faultOf(row: Row): StreetsFault | null {
    const found = statSync(pathOf(row.file), { throwIfNoEntry: false });
    return found?.isFile() && found.size === row.bytes && Math.round(found.mtimeMs) === row.modified
      ? null
      : 'missing';
  }

  async function list(): Promise<StreetsAnswer> {
    mkdirSync(folder, { recursive: true });
    const names = readdirSync(folder)
      .filter((name) => name.endsWith('.pmtiles'))
      .sort()
      .slice(0, FILES_MOST);
    const files: StreetsAnswer['files'] = [];
    for (const file of names) {
      const found: Examined = await examine(pathOf(file), schemes(), frames()).catch(() => ({
        fault: 'unreadable',
      }));
      const bytes = statSync(pathOf(file), { throwIfNoEntry: false })?.size ?? 0;
      files.push({
        ...{ file, bytes },
        fault: 'fault' in found ? found.fault : null,
        head: 'head' in found ? found.head : null,
      });
    }
    const row = kept();
    const chosen = row && {
      ...{ number: row.number, file: row.file, by: row.by, at: formatInstant(row.at) },
      fault: faultOf(row),
    };
    return { folder, files, chosen: chosen ?? null };
  }

  function replace(act: () => void, also: Also): void {
    db.transaction(() => {
      const before = kept()?.file ?? null;
      act();
      also(before, kept()?.file ?? null);
    })();
    parts.changed();
  }

  function standing(number: number): Row {
    const row = kept();
    if (row?.number !== number)
      throw new ProblemError(
        404,
        `number: streets ${number} are not drawn now; ask /live for those that are.`,
        {
          field: 'number',
        },
      );
    if (faultOf(row))
      throw streetsProblem(409, 'missing', `${row.file} is gone or is another file now: choose it again.`);
    return row;
  }

  return {
    list,
    async choose(file, by, also) {
      const path = pathOf(file);
      const found = await examine(path, schemes(), frames());
      if ('fault' in found) throw streetsProblem(400, found.fault, wordsOf(found.fault, file, folder));
      const { size, mtimeMs } = statSync(path);
      replace(() => {
        db.prepare('UPDATE map_streets SET removed_at = ?, removed_by = ? WHERE removed_at IS NULL').run(
          now(),
          by,
        );
        db.prepare(
          `INSERT INTO map_streets (file, bytes, modified, head, layers, by, at)
           VALUES (?, ?, ?, ?, ?, ?, ?)`,
        ).run(
          file,
          size,
          Math.round(mtimeMs),
          JSON.stringify(found.head),
          JSON.stringify(found.scheme.layers),
          by,
          now(),
        );
      }, also);
      return list();
    },
    async remove(by, also) {
      if (!kept())
        throw new ProblemError(409, 'No streets are drawn: there is nothing to take away.', {
          field: 'file',
        });
      replace(
        () =>
          db
            .prepare('UPDATE map_streets SET removed_at = ?, removed_by = ? WHERE removed_at IS NULL')
            .run(now(), by),
        also,
      );
      return list();
    },
    inForce() {
      const row = kept();
      if (held && held.number === row?.number) return held.told;
      const told: Streets | null = row
        ? {
            number: row.number,
            ...(JSON.parse(row.head) as StreetsHead),
            layers: JSON.parse(row.layers) as Streets['layers'],
          }
        : null;
      held = { number: row?.number, told };
      return told;
    },
    size: (number) => standing(number).bytes,
    read: (number, offset, length) => bytesAt(pathOf(standing(number).file), offset, length),
  };
}

const REMEDY: Readonly<Record<StreetsFault, string>> = {
  missing: 'is not in the folder: put it there, or choose one that is',
  not_pmtiles: 'is no PMTiles file: make one, for instance with "pmtiles extract" or "tippecanoe"',
  old_version: 'is of another version of PMTiles than 3: convert it with "pmtiles convert"',
  no_vectors: 'holds pictures or unknown tiles: take a file of vector tiles (MVT)',
  compression: 'is compressed by something else than gzip: make it anew with gzip, or without',
  cut_off: 'ends before its own directories say: copy it again, whole',
  unreadable: 'cannot be read: its directory or its list of layers is damaged; copy or make it again',
  unknown_layers: 'has none of the known sets of layers: take one of Protomaps Basemap or OpenMapTiles',
  elsewhere: 'covers no part of any map: take one of this area',
};

function wordsOf(fault: StreetsFault, file: string, folder: string): string {
  return `file: ${file} ${REMEDY[fault]} (folder ${folder}).`;
}
