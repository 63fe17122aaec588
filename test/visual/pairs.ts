/** Which pictures are drawn: few of all there could be, and yet every two values of different factors meet in one of them. */

export type Factors = Readonly<Record<string, readonly string[]>>;
export type Row<F extends Factors> = { readonly [K in keyof F]: F[K][number] };

/**
 * Rows in which each pair of values of two factors comes together at least once; the same for the same factors, always. Each row is
 * begun with the first pair that is still missing; every other factor then takes the value that brings most missing pairs, of
 * equal ones the one that was taken least.
 */
export function allPairs<const F extends Factors>(factors: F): readonly Row<F>[] {
  const names = Object.keys(factors);
  const missing = new Set<string>();
  for (const [i, a] of names.entries())
    for (const b of names.slice(i + 1))
      for (const x of factors[a] ?? []) for (const y of factors[b] ?? []) missing.add(pair(a, x, b, y));
  const rows: Record<string, string>[] = [];
  const taken = new Map<string, number>();
  const uses = (name: string, value: string) => taken.get(`${name} ${value}`) ?? 0;
  for (const begun of missing) {
    const row = Object.fromEntries(JSON.parse(begun) as [string, string][]);
    for (const name of names) {
      if (row[name] !== undefined) continue;
      const gain = (value: string) =>
        Object.entries(row).filter(([other, taking]) =>
          missing.has(ordered(names, name, value, other, taking)),
        ).length;
      const [best = ''] = [...(factors[name] ?? [])].sort(
        (a, b) => gain(b) - gain(a) || uses(name, a) - uses(name, b),
      );
      row[name] = best;
    }
    for (const [name, value] of Object.entries(row)) taken.set(`${name} ${value}`, uses(name, value) + 1);
    for (const [i, a] of names.entries())
      for (const b of names.slice(i + 1)) missing.delete(pair(a, row[a] ?? '', b, row[b] ?? ''));
    rows.push(row);
  }
  return rows as Row<F>[];
}

function ordered(names: readonly string[], a: string, x: string, b: string, y: string): string {
  return names.indexOf(a) < names.indexOf(b) ? pair(a, x, b, y) : pair(b, y, a, x);
}

function pair(a: string, x: string, b: string, y: string): string {
  return JSON.stringify([
    [a, x],
    [b, y],
  ]);
}
