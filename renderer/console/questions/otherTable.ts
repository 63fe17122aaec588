/** The same measure by the other table: counted in cases, or summed in money. */
import type { Formula, Indicator, Quantity } from '../../../electron/contract/indicators.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from '../../../electron/contract/letters.ts';
import type { Subject } from '../../../electron/contract/questions.ts';

type Table = Quantity['of'];

/** `null` where the measure is of neither table alone, such as money per enforcer. */
export function tableOf(subject: Subject, catalogue: ReadonlyMap<string, Indicator>): Table | null {
  if (subject.of !== 'indicator') return subject.of;
  const formula = catalogue.get(subject.key)?.formula;
  if (!formula) return null;
  const tables = new Set(quantitiesOf(formula).map(({ of }) => of));
  const [table] = tables;
  return tables.size === 1 && table ? table : null;
}

/** The measure in the other table; `null` where that has none. */
export function inOtherTable(subject: Subject, catalogue: ReadonlyMap<string, Indicator>): Subject | null {
  const table = tableOf(subject, catalogue);
  if (table === null) return null;
  const other: Table = table === 'cases' ? 'money' : 'cases';
  if (subject.of !== 'indicator') return letterIn(other, subject.letter);
  const formula = catalogue.get(subject.key)?.formula;
  if (!formula) return null;
  const wanted = shapeOf(formula, other);
  const found = [...catalogue.values()].find((one) => shapeOf(one.formula) === wanted);
  if (found) return { of: 'indicator', key: found.key };
  return formula.is === 'quantity' ? letterIn(other, formula.quantity.letter) : null;
}

function letterIn(table: Table, letter: string): Subject | null {
  if (table === 'cases') {
    const found = COUNT_LETTERS.find((one) => one === letter);
    return found ? { of: 'cases', letter: found } : null;
  }
  const found = MONEY_LETTERS.find((one) => one === letter);
  return found ? { of: 'money', letter: found } : null;
}

function quantitiesOf(formula: Formula): Quantity[] {
  return formula.is === 'quantity' ? [formula.quantity] : [formula.numerator, formula.denominator];
}

/** What an indicator computes, in one word, in its own table or another. */
function shapeOf(formula: Formula, table?: Table): string {
  return [formula.is, ...quantitiesOf(formula).map(({ of, letter }) => `${table ?? of}.${letter}`)].join(' ');
}
