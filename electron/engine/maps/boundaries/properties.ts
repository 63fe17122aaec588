/** Which properties of the shapes hold code, name and area, by the names that files of this country use. */
import type { BoundaryShape } from './shape.ts';

/** The usual names, most certain first; compared without case, spaces and marks. */
const USUAL = {
  code: ['code', 'ma', 'maxa', 'maphuong', 'madvhc', 'madonvi', 'maxaphuong', 'matinh', 'unit', 'id'],
  name: ['fullname', 'tendaydu', 'name', 'ten', 'tenxa', 'tenphuong', 'tendvhc', 'tendonvi', 'tentinh'],
  area: ['areakm2', 'dientich', 'dientichkm2', 'dtichkm2', 'dtich', 'area'],
} as const;
export type PropertyKind = keyof typeof USUAL;
export type Properties = Readonly<Record<PropertyKind, string | null>>;

/** Every property that shapes have, the most frequent first. */
export function propertiesOf(shapes: readonly BoundaryShape[]): string[] {
  const counts = new Map<string, number>();
  for (const { properties } of shapes)
    for (const key of Object.keys(properties)) counts.set(key, (counts.get(key) ?? 0) + 1);
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).map(([key]) => key);
}

/** What was chosen, else what has a usual name. */
export function propertiesUsed(all: readonly string[], chosen: Properties): Properties {
  const found = (kind: PropertyKind): string | null => {
    if (chosen[kind] !== null) return chosen[kind];
    for (const usual of USUAL[kind]) {
      const key = all.find((one) => folded(one) === usual);
      if (key !== undefined) return key;
    }
    return null;
  };
  return { code: found('code'), name: found('name'), area: found('area') };
}

function folded(text: string): string {
  return text
    .normalize('NFD')
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
    .replaceAll('đ', 'd');
}

/** Text of a property, in composed letters and without blanks around it; '' when it has none. */
export function textOf(shape: BoundaryShape, property: string | null): string {
  const value = property === null ? null : shape.properties[property];
  if (typeof value !== 'string' && typeof value !== 'number') return '';
  return String(value).normalize('NFC').trim();
}

/** Number of a property; `null` when it is none above zero. */
export function numberOf(shape: BoundaryShape, property: string | null): number | null {
  const value = property === null ? null : shape.properties[property];
  const number = typeof value === 'string' ? Number(value.replace(',', '.')) : value;
  return typeof number === 'number' && Number.isFinite(number) && number > 0 ? number : null;
}
