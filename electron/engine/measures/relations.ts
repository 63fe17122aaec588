import type { CaseLetter } from '../../contract/letters.ts';

/** A sum of letters that is zero: letters added and letters taken away. */
interface Relation {
  plus: readonly CaseLetter[];
  minus: readonly CaseLetter[];
}

/** The relations of the table of measures, each written as plus = minus; they hold for cases and for đồng. */
export const RELATIONS: readonly Relation[] = [
  { plus: ['A'], minus: ['B', 'C'] },
  { plus: ['A'], minus: ['F', 'D', 'E'] },
  { plus: ['F'], minus: ['G', 'H', 'R'] },
  { plus: ['G'], minus: ['J', 'I', 'P', 'S', 'O'] },
  { plus: ['F'], minus: ['J', 'K'] },
  { plus: ['K'], minus: ['I', 'P', 'S', 'O', 'H', 'R'] },
];

export type Figures = Partial<Record<CaseLetter, bigint>>;

/**
 * The letters given and those that follow from them.
 * Each relation with one unknown letter gives it, until none does; with the sixth relation (the sum of the third to the
 * fifth) this finds every letter that the relations determine.
 * @returns the letters, or the relation that the given ones break.
 */
export function complete(given: Figures): { letters: Figures } | { broken: string } {
  const letters: Figures = { ...given };
  for (let found = true; found; ) {
    found = false;
    for (const relation of RELATIONS) {
      const unknown = [...relation.plus, ...relation.minus].filter((l) => letters[l] === undefined);
      const [only] = unknown;
      if (unknown.length === 1 && only !== undefined) {
        const difference = balance(relation, letters);
        letters[only] = relation.plus.includes(only) ? -difference : difference;
        found = true;
      }
    }
  }
  const broken = RELATIONS.find(
    (r) => [...r.plus, ...r.minus].every((l) => letters[l] !== undefined) && balance(r, letters) !== 0n,
  );
  return broken ? { broken: `${broken.plus.join(' + ')} = ${broken.minus.join(' + ')}` } : { letters };
}

/** What is known of plus − minus. */
function balance(relation: Relation, letters: Figures): bigint {
  const sum = (side: readonly CaseLetter[]) => side.reduce((total, l) => total + (letters[l] ?? 0n), 0n);
  return sum(relation.plus) - sum(relation.minus);
}
