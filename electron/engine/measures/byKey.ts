/** Rows that come in the order of their keys, an entity at a time; only one entity is held in memory. */
export function* byKey<R extends { key: string }>(rows: Iterable<R>): Generator<R[]> {
  let group: R[] = [];
  for (const row of rows) {
    if (group.length > 0 && group[0]?.key !== row.key) {
      yield group;
      group = [];
    }
    group.push(row);
  }
  if (group.length > 0) yield group;
}
