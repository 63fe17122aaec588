/** The figures that a form is filled with: letters of units with their subtrees, of all their cases or of some. */
import type { BreakdownAnswer } from '../../../contract/breakdown.ts';
import type { Instant } from '../../../contract/calendar.ts';
import type { FormFilter } from '../../../contract/forms.ts';
import type { CountLetter, MoneyLetter } from '../../../contract/letters.ts';
import { type Measures, QuestionError } from '../../measures/index.ts';
import { loadUnitTrees, subtree, type UnitTree } from '../../measures/unitTree.ts';
import type { ReadableDB } from '../../store/index.ts';
import type { LetterTerm } from '../formula/formula.ts';

/** Whose figures: a unit's with its subtree, or a unit's own without those below it. */
export interface Whose {
  readonly unit: string;
  readonly own: boolean;
}

export interface Subordinate {
  readonly unit: string;
  readonly name: string;
}

export interface Figures {
  readonly unitName: string;
  /** Units right below, those that may be shown or have figures. */
  readonly subordinates: readonly Subordinate[];
  /** Whether the unit has figures of its own, beside those of the units below it. */
  readonly hasOwn: boolean;
  /** `null` is unknown. */
  letter(term: LetterTerm, whose: Whose): bigint | null;
}

export interface FigureQuestion {
  readonly unit: string;
  readonly year: number;
  readonly at: Instant;
  /** Letters that are asked for with a filter, and whether of each subordinate. */
  readonly filtered: readonly CountLetter[];
  readonly ofEach: boolean;
}

interface Table {
  cases: Readonly<Record<string, number | null>>;
  money: Readonly<Record<string, string | null>>;
}

/**
 * Reads everything in one turn, so that all of a form is about the same state of the store.
 * @throws QuestionError naming `unit` when it is not there at that instant
 */
export async function readFigures(
  { db, measures }: { db: ReadableDB; measures: Measures },
  { unit, year, at, filtered, ofEach }: FigureQuestion,
): Promise<Figures> {
  const tree = loadUnitTrees(db).at(at);
  const node = tree.get(unit);
  // The one refusal for a unit that is not there is that of the measures.
  const total: Table = measures.measures({ unit, year, at });
  if (!node) throw new QuestionError('unit', `There is no unit "${unit}" at that instant.`);
  const breaking =
    filtered.length === 0
      ? null
      : measures.breakdown({
          ...{ unit, year, at, filter: {}, letters: [...new Set(filtered)] },
          by: ofEach ? ['unit', 'category', 'initiation'] : ['category', 'initiation'],
        });
  const tables = new Map<string, Table>([[unit, total]]);
  const below = node.children.map((key) => ({ key, of: tree.get(key) }));
  for (const { key } of below) tables.set(key, measures.measures({ unit: key, year, at }));
  const own = ownOf(
    total,
    below.map(({ key }) => tables.get(key) as Table),
  );
  const parts = createParts(breaking && (await breaking), tree);

  return {
    unitName: node.node.name,
    subordinates: below
      .filter(({ key, of }) => of?.shown === true || hasFigures(tables.get(key) as Table))
      .map(({ key, of }) => ({ unit: key, name: of?.node.name ?? key })),
    hasOwn: hasFigures(own),
    letter({ of, letter, where }, whose) {
      const table = whose.own ? own : tables.get(whose.unit);
      const figure = exact(table?.[of][letter]);
      return isOpen(where) ? figure : parts({ of, letter, where }, whose, figure);
    },
  };
}

function exact(figure: number | string | null | undefined): bigint | null {
  return figure === null || figure === undefined ? null : BigInt(figure);
}

function isOpen({ category, initiation }: FormFilter): boolean {
  return category === undefined && initiation === undefined;
}

function hasFigures({ cases, money }: Table): boolean {
  return [...Object.values(cases), ...Object.values(money)].some((n) => n !== 0 && n !== '0');
}

/** What is left of a unit's figures when those of the units below it are taken away. */
function ownOf(total: Table, below: readonly Table[]): Table {
  const rest = (of: 'cases' | 'money', letter: string): bigint | null => {
    let left = exact(total[of][letter]);
    for (const table of below) {
      const part = exact(table[of][letter]);
      left = left === null || part === null ? null : left - part;
    }
    return left;
  };
  const restOf = (of: 'cases' | 'money') =>
    Object.keys(total[of]).map((letter) => [letter, rest(of, letter)] as const);
  return {
    cases: Object.fromEntries(restOf('cases').map(([l, n]) => [l, n === null ? null : Number(n)])),
    money: Object.fromEntries(restOf('money').map(([l, n]) => [l, n === null ? null : String(n)])),
  };
}

type Term = Pick<LetterTerm, 'of' | 'letter' | 'where'>;

/**
 * Figures of some cases only. Where the parts of a letter do not make up the whole, as of a unit that is fed by
 * aggregates, they are unknown.
 */
function createParts(
  breakdown: BreakdownAnswer | null,
  tree: UnitTree,
): (term: Term, whose: Whose, figure: bigint | null) => bigint | null {
  const rows = breakdown?.rows ?? [];
  const byUnit = Map.groupBy(rows, ({ keys }) => keys['unit'] ?? null);
  const rowsOf = new Map<string, BreakdownAnswer['rows']>();

  function within({ unit, own }: Whose): BreakdownAnswer['rows'] {
    if (!breakdown?.by.includes('unit')) return rows;
    if (own) return byUnit.get(unit) ?? [];
    let found = rowsOf.get(unit);
    if (!found) {
      found = subtree(tree, unit).flatMap(({ node }) => byUnit.get(node.unit) ?? []);
      rowsOf.set(unit, found);
    }
    return found;
  }

  return ({ of, letter, where }, whose, figure) => {
    if (figure === null) return null;
    let all = 0n;
    let some = 0n;
    for (const { keys, cases, money } of within(whose)) {
      const part = BigInt((of === 'cases' ? cases[letter] : money[letter as MoneyLetter]) ?? 0);
      all += part;
      if (where.category !== undefined && keys['category'] !== where.category) continue;
      if (where.initiation !== undefined && keys['initiation'] !== where.initiation) continue;
      some += part;
    }
    return all === figure ? some : null;
  };
}
