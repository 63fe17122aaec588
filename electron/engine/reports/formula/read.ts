/**
 * Reads formulas:
 *
 *     cases.F   money.J{category=civil, initiation=ex_officio}   letters
 *     [2,5]  [,5]  [2,]                                          cells: row, column; one left out is "the same as here"
 *     sum([2:10,])  sum([u,])                                    the cells of several rows
 *     12  0.5  + - * / ( )
 *
 * A check is two formulas with `=`, `<=` or `>=` between them.
 */
import { CATEGORIES, INITIATIONS } from '../../../contract/events.ts';
import { type FormFilter, formFilter } from '../../../contract/forms.ts';
import { COUNT_LETTERS, type CountLetter, MONEY_LETTERS } from '../../../contract/letters.ts';
import { type Comparison, COMPARISONS, type Formula } from './formula.ts';
import { readDecimal } from './ratio.ts';

/** A formula that cannot be read; the message says what is wrong and what could stand there. */
export class FormulaError extends Error {}

const TOKEN = /\s*(?:(\d+(?:\.\d+)?)|(sum)\b|(cases|money)\.([A-Za-z]+)|(<=|>=|[-+*/()=[\]{},:])|(\S))/gy;
/** Within brackets and braces names stand alone. */
const NAME = /\s*([A-Za-z0-9][A-Za-z0-9._-]*)/y;

/** @throws FormulaError */
export function readFormula(text: string): Formula {
  const reader = createReader(text);
  const formula = readSum(reader);
  reader.end();
  return formula;
}

/** @throws FormulaError */
export function readComparison(text: string): Comparison {
  const reader = createReader(text);
  const left = readSum(reader);
  const compare = COMPARISONS.find((one) => reader.take(one));
  if (!compare) throw new FormulaError('a check needs =, <= or >= between two formulas');
  const right = readSum(reader);
  reader.end();
  return { left, compare, right };
}

interface Reader {
  /** Takes a sign if it comes next. */
  take(sign: string): boolean;
  /** Takes a sign, or refuses what comes instead. */
  expect(sign: string): void;
  number(): string | undefined;
  letter(): { of: 'cases' | 'money'; name: string } | undefined;
  sum(): boolean;
  name(): string | undefined;
  end(): void;
  refuse(): FormulaError;
}

function createReader(text: string): Reader {
  let place = 0;
  function next(): { match: RegExpExecArray; to: number } | undefined {
    TOKEN.lastIndex = place;
    const match = TOKEN.exec(text);
    return match ? { match, to: TOKEN.lastIndex } : undefined;
  }
  function takeIf<T>(pick: (match: RegExpExecArray) => T | undefined): T | undefined {
    const found = next();
    const picked = found && pick(found.match);
    if (found && picked !== undefined) place = found.to;
    return picked;
  }
  const reader: Reader = {
    take: (sign) => takeIf((match) => (match[5] === sign ? true : undefined)) ?? false,
    expect(sign) {
      if (!reader.take(sign)) throw new FormulaError(`${said()} where "${sign}" is expected`);
    },
    number: () => takeIf((match) => match[1]),
    sum: () => takeIf((match) => (match[2] === undefined ? undefined : true)) ?? false,
    letter: () =>
      takeIf((match) =>
        match[3] === undefined ? undefined : { of: match[3] as 'cases' | 'money', name: match[4] ?? '' },
      ),
    name() {
      NAME.lastIndex = place;
      const match = NAME.exec(text);
      if (match) place = NAME.lastIndex;
      return match?.[1];
    },
    end() {
      if (text.slice(place).trim() !== '') throw reader.refuse();
    },
    refuse: () => new FormulaError(`${said()} cannot be understood`),
  };
  /** What comes next, as a person would point at it. */
  function said(): string {
    const rest = text.slice(place).trim();
    return rest === '' ? 'the end of the formula' : `"${rest.slice(0, 20)}" at character ${place + 1}`;
  }
  return reader;
}

function readSum(reader: Reader): Formula {
  let left = readProduct(reader);
  for (;;) {
    if (reader.take('+')) left = { is: '+', left, right: readProduct(reader) };
    else if (reader.take('-')) left = { is: '-', left, right: readProduct(reader) };
    else return left;
  }
}

function readProduct(reader: Reader): Formula {
  let left = readTerm(reader);
  for (;;) {
    if (reader.take('*')) left = { is: '*', left, right: readTerm(reader) };
    else if (reader.take('/')) left = { is: '/', left, right: readTerm(reader) };
    else return left;
  }
}

function readTerm(reader: Reader): Formula {
  if (reader.take('-')) return { is: 'negative', of: readTerm(reader) };
  if (reader.take('(')) {
    const inner = readSum(reader);
    reader.expect(')');
    return inner;
  }
  const number = reader.number();
  if (number !== undefined) return { is: 'number', value: readDecimal(number), text: number };
  if (reader.sum()) return readRange(reader);
  if (reader.take('[')) return readCell(reader);
  const letter = reader.letter();
  if (letter) return { is: 'letter', of: letter.of, letter: letterOf(letter), where: readWhere(reader) };
  throw reader.refuse();
}

function letterOf({ of, name }: { of: 'cases' | 'money'; name: string }): CountLetter {
  const known: readonly string[] = of === 'cases' ? COUNT_LETTERS : MONEY_LETTERS;
  if (known.includes(name)) return name as CountLetter;
  throw new FormulaError(`there is no letter ${of}.${name}: the letters of ${of} are ${known.join(', ')}`);
}

function readWhere(reader: Reader): FormFilter {
  if (!reader.take('{')) return {};
  const given: Record<string, string> = {};
  do {
    const name = reader.name();
    reader.expect('=');
    const value = reader.name();
    if (name === undefined || value === undefined) throw reader.refuse();
    given[name] = value;
  } while (reader.take(','));
  reader.expect('}');
  const read = formFilter.safeParse(given);
  if (read.success) return read.data;
  throw new FormulaError(
    `{${Object.entries(given)
      .map((pair) => pair.join('='))
      .join(
        ', ',
      )}} is no filter: category is one of ${CATEGORIES.join(', ')}, initiation one of ${INITIATIONS.join(', ')}`,
  );
}

function readCell(reader: Reader): Formula {
  const row = reader.name() ?? null;
  reader.expect(',');
  const column = reader.name() ?? null;
  reader.expect(']');
  if (row === null && column === null)
    throw new FormulaError('[,] is the cell itself: name its row, its column or both');
  return { is: 'cell', row, column };
}

function readRange(reader: Reader): Formula {
  reader.expect('(');
  reader.expect('[');
  const from = reader.name();
  if (from === undefined) throw new FormulaError('sum needs rows, such as sum([2:10,])');
  const to = reader.take(':') ? reader.name() : from;
  if (to === undefined) throw reader.refuse();
  reader.expect(',');
  const column = reader.name() ?? null;
  reader.expect(']');
  reader.expect(')');
  return { is: 'sum', from, to, column };
}
