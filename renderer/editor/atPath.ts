/** Values deep inside a configuration, read and replaced without changing what was there. Pure. */

export type Path = readonly (string | number)[];

/** As a fault's `field` names it, such as `rows.0.title.vi`. */
export function pathText(path: Path): string {
  return path.join('.');
}

/** The whole with another value there; `undefined` leaves the field out. What is no object or list on the way becomes one. */
export function withValueAt(whole: unknown, [key, ...rest]: Path, value: unknown): unknown {
  if (key === undefined) return value;
  if (typeof key === 'number') {
    const list: readonly unknown[] = Array.isArray(whole) ? whole : [];
    return list.with(key, withValueAt(list[key], rest, value));
  }
  const fields = fieldsOf(whole);
  const inner = withValueAt(fields[key], rest, value);
  if (inner !== undefined) return { ...fields, [key]: inner };
  return Object.fromEntries(Object.entries(fields).filter(([name]) => name !== key));
}

/** The fields of a value that should have some; none of one that has not. */
export function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : {};
}
