/**
 * Map packs: the geometry of one agency's units, as replaceable data. A pack says itself whether its outlines are
 * official or a schematic, and every picture made from it repeats that.
 */
import { z } from 'zod';

/** Longitude and latitude in degrees, WGS 84. */
export const position = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]);
export type Position = z.infer<typeof position>;

/** A closed ring: the last position repeats the first. */
export const ring = z.array(position).min(4, { error: 'a ring needs at least three corners and its end' });
export type Ring = z.infer<typeof ring>;

/** Rings by polygon: the outer one first, then its holes (GeoJSON `MultiPolygon` coordinates). */
export const shape = z.array(z.array(ring).min(1));
export type Shape = z.infer<typeof shape>;

const named = z.strictObject({ vi: z.string().min(1), en: z.string().min(1) });
/** West, south, east, north. */
export const box = z.tuple([z.number(), z.number(), z.number(), z.number()]);
export type Box = z.infer<typeof box>;

export const mapRegion = z.strictObject({
  /** Key of the unit whose figures colour it. */
  unit: z.string().min(1),
  shape: shape.min(1),
  /** Where its name goes: the middle of the largest circle inside it. */
  label: position,
  /** Radius of that circle in kilometres: how much room a name has. */
  roomKm: z.number().positive(),
  /** Where the office is drawn. */
  seat: position,
  /** Area as declared, not as drawn: outlines are simplified. Left out where nobody declared it. */
  areaKm2: z.number().positive().optional(),
});
export type MapRegion = z.infer<typeof mapRegion>;

/** A ward, commune or province that a region is made of: what is seen when the region fills the screen. */
export const mapPart = z.strictObject({
  code: z.string().min(1),
  name: z.string().min(1),
  /** The region that it lies in. */
  unit: z.string().min(1),
  shape: shape.min(1),
  label: position,
  roomKm: z.number().positive(),
});
export type MapPart = z.infer<typeof mapPart>;

/** Something far away that is drawn nearer: its geometry is stored where it is drawn, its name goes `at`. */
export const mapInset = z.strictObject({
  name: named,
  at: position,
  frame: box,
  units: z.array(z.string().min(1)).min(1),
});
export type MapInset = z.infer<typeof mapInset>;

export const PLACE_KINDS = ['neighbour', 'sea', 'archipelago', 'town'] as const;
export const mapPlace = z.strictObject({ kind: z.enum(PLACE_KINDS), name: named, at: position });
export type MapPlace = z.infer<typeof mapPlace>;

/** One cell of the equal-cell cartogram: column from the west, row from the north, both from 0. */
export const cartogramCell = z.strictObject({
  unit: z.string().min(1),
  column: z.int().min(0),
  row: z.int().min(0),
});
export type CartogramCell = z.infer<typeof cartogramCell>;

export const mapPack = z
  .strictObject({
    schema: z.literal(1),
    id: z.string().regex(/^[a-z0-9][a-z0-9-]{0,63}$/, {
      error: 'must be 1 to 64 lower-case letters, digits and hyphens',
    }),
    /** Key of the unit whose children are drawn. */
    root: z.string().min(1),
    name: named,
    /** Outlines are computed or simplified, not the official boundaries. */
    schematic: z.boolean(),
    /** What whoever looks at it must know, in one line; shown with the legend. */
    note: named,
    /** The same in so few words that it is read from across a room. */
    noteBrief: named,
    /** Where the geometry comes from and under which terms. */
    sources: z.array(z.string().min(1)).min(1),
    /** What the map shows at least. */
    frame: box,
    land: shape,
    regions: z.array(mapRegion).min(1),
    /** What the regions are made of; none where the pack knows the regions only. */
    parts: z.array(mapPart).default([]),
    insets: z.array(mapInset),
    places: z.array(mapPlace),
    /** None where there are more regions than cells that can be read. */
    cartogram: z.array(cartogramCell),
    /** Corner of the frame where no unit of the agency lies, with room for the cartogram. */
    freeCorner: z.enum(['north-east', 'north-west', 'south-east', 'south-west']),
  })
  .superRefine((pack, ctx) => {
    const known = new Set(pack.regions.map((region) => region.unit));
    if (known.size < pack.regions.length)
      ctx.addIssue({ code: 'custom', path: ['regions'], message: 'a unit is drawn twice' });
    const codes = new Set<string>();
    pack.parts.forEach(({ code, unit }, i) => {
      if (codes.has(code) || !known.has(unit))
        ctx.addIssue({
          code: 'custom',
          path: ['parts', i],
          message: `"${code}" must be drawn once and lie in a region of the pack`,
        });
      codes.add(code);
    });
    const cells = new Set<string>();
    const units = new Set<string>();
    pack.cartogram.forEach((cell, i) => {
      if (!known.has(cell.unit) || units.has(cell.unit))
        ctx.addIssue({
          code: 'custom',
          path: ['cartogram', i, 'unit'],
          message: `"${cell.unit}" must be a region and have one cell`,
        });
      if (cells.has(`${cell.column},${cell.row}`))
        ctx.addIssue({ code: 'custom', path: ['cartogram', i], message: 'two units share this cell' });
      units.add(cell.unit);
      cells.add(`${cell.column},${cell.row}`);
    });
  });
export type MapPack = z.infer<typeof mapPack>;
