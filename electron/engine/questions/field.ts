/** What questions are understood against, for one asker at one moment. */
import type { UnitNode } from '../../contract/answers.ts';
import type { Indicator } from '../../contract/indicators.ts';
import type { OfficesFile } from '../../contract/offices.ts';
import type { Lexicon } from './lexicon.ts';
import { placesOf } from './places.ts';
import type { Field } from './understand.ts';
import { createVocabulary } from './vocabulary.ts';

/** How far the asker sees; `place` is the top of it, `null` the whole organisation. */
export interface Sight {
  place: string | null;
  covers(unit: string): boolean;
}

/** Fields for askers. What does not depend on who asks is made once for an organisation. */
export function createFields(parts: {
  lexicon: Lexicon;
  offices: readonly OfficesFile[];
  catalogue: readonly Indicator[];
}): (units: readonly UnitNode[], sight: Sight, today: string) => Field | null {
  const { catalogue } = parts;
  const vocabulary = createVocabulary(parts.lexicon, catalogue);
  let kept: { id: string; shared: Pick<Field, 'places' | 'table' | 'whole'> } | undefined;

  function sharedFor(units: readonly UnitNode[]) {
    const id = units
      .map(({ unit, name, parent, level }) => `${unit}\t${name}\t${parent ?? ''}\t${level}`)
      .join('\n');
    if (kept?.id !== id) {
      const places = placesOf(units, { ...parts, vocabulary });
      kept = { id, shared: { places, table: vocabulary.table(places.phrases), whole: agencyOf(units) } };
    }
    return kept.shared;
  }

  return (units, { place, covers }, today) => {
    const shared = sharedFor(units);
    const home = place ?? shared.whole;
    if (home === null) return null;
    return { catalogue, units, vocabulary, ...shared, home, covers: (unit) => covers(unit), today };
  };
}

/** The unit at the top that most units stand below; published records are nobody's organisation while there is another. */
function agencyOf(units: readonly UnitNode[]): string | null {
  const parents = new Map(units.map(({ unit, parent }) => [unit, parent]));
  const below = new Map<string, number>();
  for (const { unit } of units) {
    let top = unit;
    for (let next = parents.get(top); typeof next === 'string' && parents.has(next); next = parents.get(top))
      top = next;
    below.set(top, (below.get(top) ?? 0) + 1);
  }
  const weight = (unit: UnitNode) => (below.get(unit.unit) ?? 0) + (unit.nature === 'published' ? 0 : 0.5);
  const tops = units.filter(({ unit }) => below.has(unit)).sort((a, b) => weight(b) - weight(a));
  return tops[0]?.unit ?? null;
}
