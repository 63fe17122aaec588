/** What is measured, from the words that say it. */
import type { Indicator, Quantity } from '../../contract/indicators.ts';
import {
  COUNT_ONLY_LETTERS,
  type CountLetter,
  MONEY_LETTERS,
  type MoneyLetter,
} from '../../contract/letters.ts';
import type { Subject } from '../../contract/questions.ts';
import type { Reading } from './reading.ts';

export type Table = 'cases' | 'money';

/** One subject, several between which the words leave open, or none said. */
export type SubjectSaid =
  | { is: 'one'; subject: Subject }
  | { is: 'open'; about: 'table' | 'subject'; subjects: readonly Subject[] }
  | { is: 'none' };

const NONE: SubjectSaid = { is: 'none' };
const one = (subject: Subject): SubjectSaid => ({ is: 'one', subject });

/** A letter of a table, or the indicator of the catalogue that is just this. */
export function subjectOf(quantity: Quantity, catalogue: readonly Indicator[]): Subject {
  const same = catalogue.find(
    ({ formula }) =>
      formula.is === 'quantity' &&
      formula.quantity.of === quantity.of &&
      formula.quantity.letter === quantity.letter,
  );
  return same ? { of: 'indicator', key: same.key } : quantity;
}

export function quantityOf(table: Table, letter: CountLetter): Quantity | null {
  if (table === 'cases') return { of: 'cases', letter };
  return isMoneyLetter(letter) ? { of: 'money', letter } : null;
}

function isMoneyLetter(letter: CountLetter): letter is MoneyLetter {
  return (MONEY_LETTERS as readonly string[]).includes(letter);
}

/** The rate of completion of a table: J of G. */
export function rateOf(table: Table, catalogue: readonly Indicator[]): Subject | null {
  const found = catalogue.find(
    ({ formula }) =>
      formula.is === 'share' && formula.numerator.of === table && formula.numerator.letter === 'J',
  );
  return found ? { of: 'indicator', key: found.key } : null;
}

function averageOf(table: Table, catalogue: readonly Indicator[]): Subject | null {
  const found = catalogue.find(({ formula }) => formula.is === 'average' && formula.numerator.of === table);
  return found ? { of: 'indicator', key: found.key } : null;
}

const NOUNS: Readonly<Record<string, Table>> = {
  viec: 'cases',
  case: 'cases',
  tien: 'money',
  money: 'money',
};

/** “By cases, by money”; “how many cases and how much money”: both, so neither. */
function bothTables({ meanings }: Reading): boolean {
  const explicit = new Set(
    meanings.flatMap(({ meaning }) => (meaning.startsWith('explicit:') ? [meaning] : [])),
  );
  if (explicit.size > 1) return true;
  const nouns = meanings.filter(({ meaning }) => meaning.startsWith('table:'));
  const [first] = nouns;
  const other = nouns.find(({ meaning }) => meaning !== first?.meaning);
  return (
    first !== undefined &&
    other !== undefined &&
    meanings.some(({ at, meaning }) => meaning === 'join' && at > first.at && at < other.at)
  );
}

/** The table that is said: outright (“về tiền”), or by the first noun. */
export function tableSaid(reading: Reading): Table | null {
  if (bothTables(reading)) return null;
  const explicit = reading.meanings.find(({ meaning }) => meaning.startsWith('explicit:'));
  if (explicit) return explicit.meaning === 'explicit:cases' ? 'cases' : 'money';
  const noun = reading.meanings.find(({ meaning }) => meaning.startsWith('table:'));
  if (noun) return noun.meaning === 'table:cases' ? 'cases' : 'money';
  if (reading.has('collected')) return 'money';
  // Within a phrase that means something else: “new cases”.
  const within = reading.words.find(({ text }) => NOUNS[text] !== undefined);
  return within ? (NOUNS[within.text] ?? null) : null;
}

/** The same measure of the other table; `null` where there is none. */
export function inTable(subject: Subject, table: Table, catalogue: readonly Indicator[]): Subject | null {
  if (subject.of !== 'indicator') {
    const quantity = quantityOf(table, subject.letter);
    return quantity && subjectOf(quantity, catalogue);
  }
  const formula = catalogue.find(({ key }) => key === subject.key)?.formula;
  if (!formula) return null;
  if (formula.is === 'quantity') {
    const quantity = quantityOf(table, formula.quantity.letter);
    return quantity && subjectOf(quantity, catalogue);
  }
  const found = catalogue.find(
    ({ formula: other }) =>
      other.is !== 'quantity' &&
      other.is === formula.is &&
      other.numerator.of === table &&
      other.numerator.letter === formula.numerator.letter &&
      other.denominator.letter === formula.denominator.letter,
  );
  return found ? { of: 'indicator', key: found.key } : null;
}

function openTables(subjects: readonly (Subject | null)[]): SubjectSaid {
  const found = subjects.filter((subject) => subject !== null);
  const [first] = found;
  if (!first) return NONE;
  return found.length === 1 ? one(first) : { is: 'open', about: 'table', subjects: found };
}

/** The wider a letter is, the later it is taken: “to be enforced, carried over from last year” is about what was carried over. */
const WIDEST_LAST: readonly string[] = ['G', 'F', 'A', 'N'];
/** What a rate of something else is made of. */
const IN_A_RATE: ReadonlySet<string> = new Set(['J', 'G', 'A']);

export function subjectSaid(reading: Reading, catalogue: readonly Indicator[]): SubjectSaid {
  const two = twoSaid(reading, catalogue);
  if (two) return two;
  const named = directIndicator(reading, catalogue, tableSaid(reading));
  const spoken = named?.formula.is === 'quantity' ? named.formula.quantity : null;
  const table = tableSaid(reading) ?? spoken?.of ?? null;
  const letters = reading.meanings.flatMap(({ meaning }) =>
    meaning.startsWith('letter:') ? [meaning.slice('letter:'.length) as CountLetter] : [],
  );
  if (reading.has('collected') && !letters.includes('J')) letters.push('J');
  const [letter] = [...letters].sort((a, b) => WIDEST_LAST.indexOf(a) - WIDEST_LAST.indexOf(b));
  const of = (wanted: (table: Table, catalogue: readonly Indicator[]) => Subject | null): SubjectSaid =>
    openTables((table === null ? (['cases', 'money'] as const) : [table]).map((t) => wanted(t, catalogue)));
  const quantity = (l: CountLetter) =>
    of((t) => {
      const found = quantityOf(t, l);
      return found && subjectOf(found, catalogue);
    });

  const direct = named;
  if (reading.has('rate') || isRate(direct)) {
    const other = [...letters, ...(spoken ? [spoken.letter] : [])].find((l) => !IN_A_RATE.has(l));
    if (other === undefined) {
      if (direct && isRate(direct)) return one({ of: 'indicator', key: direct.key });
      return letter === undefined && spoken === null && table === null
        ? { is: 'open', about: 'subject', subjects: rates(catalogue) }
        : of(rateOf);
    }
    // There is no rate of it: the nearest figures are offered.
    const its = quantity(other);
    return { is: 'open', about: 'subject', subjects: [...subjectsOf(its), ...rates(catalogue)] };
  }
  if (direct?.formula.is === 'average') return one({ of: 'indicator', key: direct.key });
  if (reading.has('average')) {
    const divided = of(averageOf);
    if (letter === undefined || letter === 'A' || letter === 'N') return divided;
    // There is no average of it.
    const its = quantity(letter);
    return { is: 'open', about: 'subject', subjects: [...subjectsOf(divided), ...subjectsOf(its)] };
  }
  // Targets are set for rates, whatever words they are called by.
  if (reading.has('target', 'short')) return of(rateOf);
  if (direct) return one({ of: 'indicator', key: direct.key });
  if (reading.has('discontinued') && letter === undefined) {
    const subjects = (['J', 'S'] as const).map((l) =>
      subjectOf({ of: table ?? 'cases', letter: l }, catalogue),
    );
    return { is: 'open', about: 'subject', subjects };
  }
  if (letter !== undefined)
    return (COUNT_ONLY_LETTERS as readonly string[]).includes(letter)
      ? one(subjectOf({ of: 'cases', letter }, catalogue))
      : quantity(letter);
  // Enforcers alone are counted; asked for one by one they are a dimension.
  if (reading.has('enforcer') && table === null && !reading.has('which'))
    return one(subjectOf({ of: 'cases', letter: 'N' }, catalogue));
  return NONE;
}

/** “The rate by cases and the rate by money”: one at a time. */
function twoSaid({ indicators }: Reading, catalogue: readonly Indicator[]): SubjectSaid | null {
  const keys = [...new Set(indicators.map(({ key }) => key))];
  const isRateKey = (key: string) => isRate(catalogue.find((one) => one.key === key) ?? null);
  if (keys.length > 1 && keys.every(isRateKey))
    return { is: 'open', about: 'table', subjects: keys.map((key) => ({ of: 'indicator', key })) };
  return null;
}

function subjectsOf(said: SubjectSaid): readonly Subject[] {
  return said.is === 'one' ? [said.subject] : said.is === 'open' ? said.subjects : [];
}

function rates(catalogue: readonly Indicator[]): Subject[] {
  return [rateOf('cases', catalogue), rateOf('money', catalogue)].filter((subject) => subject !== null);
}

function isRate(indicator: Indicator | null): boolean {
  return indicator?.formula.is === 'share';
}

/** The indicator that is named outright; of receipts, the sum where money is spoken of. */
function directIndicator(
  reading: Reading,
  catalogue: readonly Indicator[],
  table: Table | null,
): Indicator | null {
  const [first] = reading.indicators;
  if (!first) return null;
  const found = catalogue.find(({ key }) => key === reading.indicators.at(-1)?.key) ?? null;
  if (!found || table !== 'money') return found;
  const other = inTable({ of: 'indicator', key: found.key }, 'money', catalogue);
  if (found.formula.is !== 'quantity' || other?.of !== 'indicator') return found;
  return catalogue.find(({ key }) => key === other.key) ?? found;
}
