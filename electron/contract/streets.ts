/** Streets and waters under the map: a file of vector tiles (PMTiles) on the engine's own disk, and what of it is drawn. */
import { z } from 'zod';
import { instantText } from './answers.ts';
import { box } from './map.ts';

/** What is drawn of tiles, from the ground up. */
export const STREETS_DRAWN = ['green', 'water', 'stream', 'rail', 'road', 'main_road'] as const;
export type StreetsDrawn = (typeof STREETS_DRAWN)[number];

export const streetsLayer = z.strictObject({
  draws: z.enum(STREETS_DRAWN),
  /** Name of the layer within a tile. */
  layer: z.string().min(1),
  /** Only what has one of these values of that property; left out, all of the layer. */
  where: z.strictObject({ property: z.string().min(1), is: z.array(z.string().min(1)).min(1) }).optional(),
});
export type StreetsLayer = z.infer<typeof streetsLayer>;

/** What the layers of a common schema of tiles mean, as replaceable data (`assets/streets/*.json`). */
export const streetsScheme = z.strictObject({
  schema: z.literal(1),
  id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/),
  name: z.string().min(1),
  /** Layers that a file of this schema has: one with all of them is of it. */
  knownBy: z.array(z.string().min(1)).min(1),
  layers: z.array(streetsLayer).min(1),
});
export type StreetsScheme = z.infer<typeof streetsScheme>;

/** Why a file cannot be drawn; beside the fields of a problem, as `reason`. */
export const STREETS_FAULTS = [
  'missing',
  'not_pmtiles',
  'old_version',
  'no_vectors',
  'compression',
  'cut_off',
  'unreadable',
  'unknown_layers',
  'elsewhere',
] as const;
export type StreetsFault = (typeof STREETS_FAULTS)[number];
export const streetsProblem = z.object({ reason: z.enum(STREETS_FAULTS) });

const head = {
  /** Name of the schema that its layers are of. */
  scheme: z.string(),
  minZoom: z.int().min(0),
  maxZoom: z.int().max(30),
  /** West, south, east, north of what it covers. */
  bounds: box,
};
export const streetsHead = z.object(head);
export type StreetsHead = z.infer<typeof streetsHead>;

/** What windows are told: where bytes are had, and how they are drawn. */
export const streets = z.object({
  /** Of the choice: another file, or the same one chosen again, has another. */
  number: z.int(),
  ...head,
  layers: z.array(streetsLayer),
});
export type Streets = z.infer<typeof streets>;
export const streetsTold = z.object({ streets: streets.nullable() });

export const streetsAnswer = z.object({
  /** Folder on the engine's machine that files are put into. */
  folder: z.string(),
  files: z.array(
    z.object({
      file: z.string(),
      bytes: z.number().int().min(0),
      fault: z.enum(STREETS_FAULTS).nullable(),
      head: streetsHead.nullable(),
    }),
  ),
  chosen: z
    .object({
      number: z.int(),
      file: z.string(),
      by: z.string(),
      at: instantText,
      /** Why nothing is drawn of it now; `null` while it is. */
      fault: z.enum(STREETS_FAULTS).nullable(),
    })
    .nullable(),
});
export type StreetsAnswer = z.infer<typeof streetsAnswer>;
export const streetsChoice = z.strictObject({
  file: z
    .string()
    .max(200)
    .regex(/^[^/\\]+\.pmtiles$/, { error: 'must be the name of a .pmtiles file, without a folder' }),
});
