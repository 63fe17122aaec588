/** Map packs made of files with official boundaries: what was found in a file, how it is to be drawn, what is in force. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { mapPack } from './map.ts';

/** Largest file that is read (bytes), and most corners and shapes in it. */
export const MAP_FILE_BYTES_MOST = 32 * 1024 * 1024;
export const MAP_CORNERS_MOST = 600_000;
export const MAP_SHAPES_MOST = 5_000;
/** Largest table of codes and units (bytes). */
export const MAP_TABLE_BYTES_MOST = 2 * 1024 * 1024;
/** Coarsest simplification, metres. */
export const MAP_DETAIL_MOST = 2_000;

/** How a shape finds the unit whose figures colour it. `shipped`: by the table of offices that came with the program;
 * `table`: by a table of codes and units; `own`: its code is the unit's key. */
export const MAP_ASSIGNMENTS = ['shipped', 'table', 'own'] as const;
export type MapAssignment = (typeof MAP_ASSIGNMENTS)[number];

const property = z.string().min(1).max(200).nullable();
export const mapOptions = z.strictObject({
  /** The unit whose offices are drawn. */
  root: z.string().min(1).max(128),
  title: z.string().trim().min(1).max(80),
  assignment: z.enum(MAP_ASSIGNMENTS),
  /** Bends smaller than this (metres) are left out; 0 keeps every corner. */
  detailM: z.number().min(0).max(MAP_DETAIL_MOST),
  /** Properties that hold code, name and declared area (km²); `null`: looked for by their usual names. */
  codeProperty: property.default(null),
  nameProperty: property.default(null),
  areaProperty: property.default(null),
});
export type MapOptions = z.infer<typeof mapOptions>;

/** What keeps a file from being published. */
export const MAP_FAULTS = [
  'no_shape',
  'wrong_kind',
  'not_numbers',
  'swapped',
  'projected',
  'outside',
  'ring_short',
  'ring_open',
  'no_area',
  'crosses',
  'code_missing',
  'code_twice',
  'shape_twice',
  'unassigned',
] as const;
/** What somebody should look at, and is no reason to refuse. */
export const MAP_REMARKS = [
  'crosses_little',
  'name_missing',
  'name_twice',
  'name_damaged',
  'area_differs',
  'unit_unknown',
  'unit_missing',
  'row_unused',
] as const;
export type MapFaultCode = (typeof MAP_FAULTS)[number] | (typeof MAP_REMARKS)[number];

export const mapFault = z.object({
  code: z.enum([...MAP_FAULTS, ...MAP_REMARKS]),
  /** Whether it keeps the file from being published. */
  refuses: z.boolean(),
  /** Number of the shape in the file, from 1; `null` where it is about no single one. */
  n: z.int().nullable(),
  /** What the shape calls itself, or the unit, or the row of the table. */
  name: z.string(),
  /** Where on the map, degrees east and north, when it is about a place. */
  at: z.tuple([z.number(), z.number()]).nullable(),
  /** The other one: the shape that has the same code, the unit not found, the share in percent. */
  other: z.string().nullable(),
});
export type MapFault = z.infer<typeof mapFault>;

export const mapReport = z.object({
  shapes: z.int(),
  /** Properties that shapes have, to choose from. */
  properties: z.array(z.string()),
  found: z.object({ code: property, name: property, area: property }),
  /** Most shown at once; `faultCount` is how many there are. */
  faults: z.array(mapFault),
  faultCount: z.object({ refusing: z.int(), remarks: z.int() }),
  /** Units drawn, with how many shapes each is made of and its area as declared, else as drawn. */
  units: z.array(z.object({ unit: z.string(), name: z.string(), parts: z.int(), areaKm2: z.number() })),
  /** Corners before and after, bytes of the pack, and by how much the area of any unit changed (percent). */
  drawing: z
    .object({ corners: z.int(), cornersKept: z.int(), bytes: z.int(), areaChange: z.number() })
    .nullable(),
});
export type MapReport = z.infer<typeof mapReport>;

const mapHead = {
  number: z.int(),
  file: z.string(),
  root: z.string(),
  title: z.string(),
  by: z.string(),
  at: instantText,
  /** `draft`: never published; `in_force`: drawn now; `replaced`: another one came later; `withdrawn`: taken back. */
  state: z.enum(['draft', 'in_force', 'replaced', 'withdrawn']),
  publishedAt: instantText.nullable(),
  publishedBy: z.string().nullable(),
};
export const mapListed = z.object(mapHead);
export type MapListed = z.infer<typeof mapListed>;

export const mapsAnswer = z.object({
  maps: z.array(mapListed),
  /** Units that a map which came with the program draws. */
  shipped: z.array(z.object({ root: z.string(), title: z.string() })),
});
export type MapsAnswer = z.infer<typeof mapsAnswer>;

export const mapPreview = z.object({
  ...mapHead,
  options: mapOptions,
  /** File of the table of codes and units; `null` while there is none. */
  table: z.object({ file: z.string(), rows: z.int() }).nullable(),
  report: mapReport,
  /** Recognises what was looked at; given back to publish it. */
  seen: z.string(),
});
export type MapPreview = z.infer<typeof mapPreview>;
export const mapDrawing = z.object({ pack: mapPack });
export const mapUpload = z.object({
  name: z.string().min(1).max(200).describe('Name of the file.'),
  root: z.string().min(1).max(128).describe('Unit whose offices are drawn.'),
});
export const mapTableUpload = z.object({ name: z.string().min(1).max(200) });
export const mapPublication = z.strictObject({ seen: z.string().min(1).max(100) });

/** Why a file cannot be read at all; beside the fields of a problem, as `reason`. */
export const MAP_FILE_FAULTS = [
  'empty',
  'not_utf8',
  'not_json',
  'not_a_map',
  'broken_topology',
  'no_shapes',
  'too_many_shapes',
  'too_many_corners',
  'table_columns',
  'table_rows',
  'table_missing',
  'stale',
  'faults_left',
] as const;
export type MapFileFault = (typeof MAP_FILE_FAULTS)[number];
export const mapFileProblem = z.object({ reason: z.enum(MAP_FILE_FAULTS) });

/** What the room looks at: a region, and in it a part, of the unit whose map is drawn. */
export const mapFocus = z.object({
  root: z.string(),
  region: z.string(),
  part: z.string().nullable(),
  by: z.string(),
  since: instantText,
  until: instantText,
});
export type MapFocus = z.infer<typeof mapFocus>;
export const mapFocusAnswer = z.object({ focus: mapFocus.nullable() });
export const mapFocusRequest = z.strictObject({
  root: z.string().min(1).max(128),
  region: z.string().min(1).max(128),
  part: z.string().min(1).max(128).nullable().default(null),
  /** After so many minutes the whole map is shown again. */
  minutes: z.int().min(1).max(240).default(15),
});
export const mapRootQuestion = z.object({ root: z.string().min(1).max(128) });
/** What can be looked at: regions of the map that is drawn now, and their parts. */
export const mapRegionsQuestion = z.object({
  root: z.string().min(1).max(128).optional().describe('Left out, the first unit that has a map.'),
});
export const mapRegionsAnswer = z.object({
  root: z.string(),
  /** Units that have a map. */
  roots: z.array(z.object({ root: z.string(), title: z.string() })),
  /** Number of the map in force; `null`: the one that came with the program. */
  map: z.int().nullable(),
  title: z.string(),
  regions: z.array(
    z.object({
      unit: z.string(),
      name: z.string(),
      parts: z.array(z.object({ code: z.string(), name: z.string() })),
    }),
  ),
});
export type MapRegionsAnswer = z.infer<typeof mapRegionsAnswer>;
