/** A shape of a file as it was read: nothing about it is certain yet. */
export interface BoundaryShape {
  /** Place in the file, from 1. */
  readonly n: number;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Kind of its geometry as written; `null` when it has none. */
  readonly kind: string | null;
  /** Rings by polygon for `Polygon` and `MultiPolygon`, as written; else nothing. */
  readonly polygons: unknown;
}

export type Corner = readonly [lon: number, lat: number];
export type Ring = readonly Corner[];
export type Polygons = readonly (readonly Ring[])[];
