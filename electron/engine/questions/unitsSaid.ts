/** Which units are asked about, as far as the asker may know them. */
import type { KindSaid } from './kinds.ts';
import type { Reading, UnitSaid } from './reading.ts';
import type { Field } from './understand.ts';

export type UnitsSaid =
  /** None, one, or several to be compared. */
  | { is: 'said'; units: readonly string[] }
  /** One place that several units fit. */
  | { is: 'open'; units: readonly string[] }
  /** None that the asker may know: not there, or not theirs, which is told the same. */
  | { is: 'unknown' };

/** What a place is introduced with. */
const INTRODUCES = /^(cua|o|tai|in|of|for|at|quan|huyen|phuong|xa|tinh|kv)$/;
const GENERAL = /^(quan|huyen|phuong|xa|tinh|kv|phong|thads|chi|cuc|tp|thanh|pho)$/;

export function unitsSaid(reading: Reading, field: Field, kind: KindSaid): UnitsSaid {
  if (namesUnknown(reading)) return { is: 'unknown' };
  const found: (readonly string[])[] = [];
  for (const said of narrowed(withoutHeadings(reading), field)) {
    const meant = meantBy(said, reading, field);
    const its = meant.filter((unit) => field.covers(unit));
    // Rooms in general: “which of the rooms”.
    if (kind.kind === 'ranking' && meant.length > 1 && meant.every((unit) => isRoom(field, unit))) continue;
    if (its.length === 0) return { is: 'unknown' };
    found.push(its);
  }
  const open = found.find((units) => units.length > 1);
  if (open) return { is: 'open', units: open };
  return { is: 'said', units: [...new Set(found.flat())] };
}

function isRoom(field: Field, unit: string): boolean {
  return field.units.find((node) => node.unit === unit)?.level === 'room';
}

/** “Region 3 of Hà Nội”: of several that fit, those below another one that was named. */
function narrowed(said: readonly UnitSaid[], field: Field): readonly UnitSaid[] {
  const single = said.flatMap(({ units }) => (units.length === 1 ? units : []));
  const headings = new Set<string>();
  const narrow = said.map((one) => {
    if (one.units.length < 2) return one;
    for (const top of single) {
      const below = one.units.filter((unit) => isBelow(unit, top, field));
      if (below.length === 0) continue;
      headings.add(top);
      return { ...one, units: below };
    }
    return one;
  });
  return narrow.filter(({ units }) => units.length !== 1 || !headings.has(units[0] ?? ''));
}

function isBelow(unit: string, top: string, { units }: Field): boolean {
  const parents = new Map(units.map((node) => [node.unit, node.parent]));
  let up = parents.get(unit);
  for (let steps = 0; typeof up === 'string' && steps < units.length; steps += 1) {
    if (up === top) return true;
    up = parents.get(up);
  }
  return false;
}

/** The agency before one of its units is only its address: `TP.HCM, khu vực 3`. */
function withoutHeadings({ units, meanings }: Reading): readonly UnitSaid[] {
  const compared = (from: number, to: number) =>
    meanings.some(
      ({ at, meaning }) =>
        (meaning === 'compare' || meaning === 'join') && at > Math.min(from, to) && at < Math.max(from, to),
    );
  return units.filter(
    (one) => one.as !== 'whole' || units.every((other) => other === one || compared(one.at, other.at)),
  );
}

function meantBy({ units, as }: UnitSaid, reading: Reading, field: Field): readonly string[] {
  if (as === 'own') return [field.home];
  if (as === 'nation')
    return field.units
      .filter(({ level }) => level === 'national')
      .map(({ unit }) => unit)
      .slice(0, 1);
  if (as === 'whole') {
    if (!reading.has('published')) return field.whole === null ? [] : [field.whole];
    return field.units
      .filter(({ nature, level }) => nature === 'published' && level === 'province')
      .map(({ unit }) => unit);
  }
  return units;
}

/** Words that nobody knows where a place belongs, or a number that no place has. */
function namesUnknown({ words, unknown, numbers, units, times }: Reading): boolean {
  const strange = new Set(unknown);
  const isCapital = (i: number) => strange.has(i) && words[i]?.capital === true && i > 0;
  const introduced = unknown.some((i) => {
    let before = i - 1;
    while (GENERAL.test(words[before]?.text ?? '') && before > 0) before -= 1;
    return (
      INTRODUCES.test(words[before]?.text ?? '') ||
      (i - 1 !== before && INTRODUCES.test(words[i - 1]?.text ?? ''))
    );
  });
  const numbered = numbers.some(
    ({ at }) =>
      /^(quan|huyen|phuong|phong|kv|district)$/.test(words[at - 1]?.text ?? '') ||
      // `phòng nghiệp vụ 15`: the room, but not the number.
      units.some(
        (one) =>
          one.units.length > 1 &&
          at > one.at &&
          at <= one.at + 3 &&
          !times.some(({ place }) => place === at + 1),
      ),
  );
  return introduced || numbered || unknown.some((i) => isCapital(i));
}
