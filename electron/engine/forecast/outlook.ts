/** An indicator ahead, until its statistical year ends: from its letters, with its error and that of the naive rule. */
import type { Instant } from '../../contract/calendar.ts';
import type { Formula, Quantity } from '../../contract/indicators.ts';
import { FEWEST_STEPS } from './ahead/backTest.ts';
import { logError } from './ahead/component.ts';
import type { RuleName } from './ahead/rules.ts';
import { intervalOf, type Space, type Spread } from './ahead/space.ts';
import { type Ahead, letterAhead, type NoOutlook, restAhead, type UnitCourse } from './letterAhead.ts';
import { errorsOf, type PastErrors } from './pastErrors.ts';

const WORKDAYS_A_WEEK = 5;
/** Origins that half of how far two errors go together is believed of. */
const FEW_ORIGINS = 4;
/** The newest origin that is tried lies so many steps back. */
const NEWEST_STEPS = 3;

/** One value ahead. */
export interface StepAhead extends Spread {
  readonly at: Instant;
  readonly naive: number;
}

export interface Outlook {
  readonly origin: Instant;
  /** The value at the origin. */
  readonly value: number;
  readonly steps: readonly StepAhead[];
  /** Whether the rest of the year was seen in the year before. */
  readonly seen: boolean;
  /** Numerator and denominator at the end of the year; no denominator (1) where the indicator is a quantity. */
  readonly last: { readonly numerator: number; readonly denominator: number };
  /** What comes until then of the numerator; `null` where it is a state. */
  readonly comes: number | null;
  /** Weeks of five working days until then. */
  readonly weeks: number;
  readonly rules: readonly { readonly rule: RuleName; readonly share: number }[];
  readonly past: PastErrors;
  /** The newest steps against what had been told of them; `null` where that is not known. */
  readonly newest: Newest | null;
  readonly known: number;
}

/** What came of the numerator in the newest steps, what had been told before them, and by how many of its errors that was off. */
export interface Newest {
  /** The first instant of them. */
  readonly from: Instant;
  readonly came: number;
  readonly told: number;
  /** The interval of 95 %. */
  readonly low: number;
  readonly high: number;
  readonly off: number;
}

type Letters = (quantity: Quantity) => Ahead | NoOutlook;

/** Outlooks of one unit: letters that several indicators share are told once. */
export function outlooksOf(unit: UnitCourse): (formula: Formula) => Outlook | NoOutlook {
  const made = new Map<string, Ahead | NoOutlook>();
  const letters: Letters = (quantity) => {
    const key = `${quantity.of} ${quantity.letter}`;
    let one = made.get(key);
    if (!one) made.set(key, (one = letterAhead(unit, quantity)));
    return one;
  };
  return (formula) => outlook(unit, formula, letters);
}

/** Letters of which one is part of the other: of such a share, what is left of the whole is told beside the part. */
const PARTS: Readonly<Record<string, readonly string[]>> = { J: ['G', 'F', 'A'] };

/** What divides the numerator: nothing, another letter, or itself and what is left beside it. */
type Under = { readonly is: 'nothing' } | { readonly is: 'letter' | 'rest'; readonly of: Ahead };

function underOf(unit: UnitCourse, formula: Formula, letters: Letters): Under | NoOutlook {
  if (formula.is === 'quantity') return { is: 'nothing' };
  const { numerator: part, denominator: whole } = formula;
  const inside =
    formula.is === 'share' && part.of === whole.of && PARTS[part.letter]?.includes(whole.letter) === true;
  const of = inside ? restAhead(unit, whole, part) : letters(whole);
  return 'reason' in of ? of : { is: inside ? 'rest' : 'letter', of };
}

function outlook(unit: UnitCourse, formula: Formula, letters: Letters): Outlook | NoOutlook {
  const numerator = letters(formula.is === 'quantity' ? formula.quantity : formula.numerator);
  if ('reason' in numerator) return numerator;
  const under = underOf(unit, formula, letters);
  if ('reason' in under) return under;
  const below = under.is === 'nothing' ? null : under.of;
  const factor = formula.is === 'share' ? 100 : 1;
  const sum = (one: Ahead, h: number, which: 'said' | 'naive' = 'said') =>
    one.from + (one.component[which][h] ?? 0);
  const divided = (above: number, other: number) => {
    if (under.is === 'nothing') return above;
    return (factor * above) / (under.is === 'rest' ? above + other : other);
  };
  const at = (h: number, which: 'said' | 'naive') =>
    divided(sum(numerator, h, which), below ? sum(below, h, which) : 1);
  const known = Math.min(numerator.course.steps.length, below?.course.steps.length ?? Infinity);
  const values = unit.ahead.map((_, h) => at(h, 'said'));
  if (!values.every(Number.isFinite)) return { reason: 'no_value', known, needed: FEWEST_STEPS };
  const end = unit.ahead.length - 1;
  const last = sum(numerator, end);
  const origin = unit.steps.at(-1)?.end ?? 0;
  return {
    origin,
    value: divided(valueNow(numerator), below ? valueNow(below) : 1),
    steps: unit.ahead.map((step, h) => ({
      at: step.end,
      naive: at(h, 'naive'),
      ...spreadAt({ numerator, under, h, to: formula.is === 'share' ? 100 : null }),
    })),
    last: {
      numerator: last,
      denominator: below ? sum(below, end) + (under.is === 'rest' ? last : 0) : 1,
    },
    comes: numerator.standing ? null : (numerator.component.said[end] ?? 0),
    weeks: unit.ahead.reduce((days, { workdays }) => days + workdays, 0) / WORKDAYS_A_WEEK,
    seen: numerator.component.seen && (below?.component.seen ?? true),
    rules: numerator.component.shares,
    past: errorsOf(numerator, below, { isRate: formula.is === 'share', isRest: under.is === 'rest' }),
    newest: newestOf(numerator),
    known,
  };
}

function newestOf({ component, course }: Ahead): Newest | null {
  const origin = course.steps.length - NEWEST_STEPS;
  const found = component.tried.find(({ known, ahead }) => known === origin && ahead === NEWEST_STEPS);
  const error = Math.sqrt(component.shown(NEWEST_STEPS));
  if (!found || error === 0) return null;
  const { came, said: told } = found;
  const { low95, high95 } = intervalOf({
    ...{ space: { is: 'log', from: -component.floor }, value: told, error },
  });
  return {
    ...{ from: course.steps[origin]?.from ?? 0, came, told, low: Math.max(0, low95), high: high95 },
    off: logError(found, component.floor) / error,
  };
}

function valueNow({ course, from, standing }: Ahead): number {
  return standing ? (course.ends.at(-1) ?? 0) : from;
}

/** Beyond what stands already, logarithms of what comes are off. */
function spreadOfSum({ from, component }: Ahead, h: number): Spread {
  const value = from + (component.said[h] ?? 0);
  const error = Math.sqrt(component.spread(h + 1));
  return { space: { is: 'log', from: from - component.floor }, value, error };
}

function spreadAt({
  numerator,
  under,
  h,
  to,
}: {
  numerator: Ahead;
  under: Under;
  h: number;
  to: number | null;
}): Spread {
  if (under.is === 'nothing') return spreadOfSum(numerator, h);
  return under.is === 'rest'
    ? spreadOfShare(numerator, under.of, h)
    : spreadOfQuotient(numerator, under.of, h, to);
}

/** What of a relative error goes into a sum whose beginning stands already. */
function relativeError({ from, component }: Ahead, h: number): number {
  const said = component.said[h] ?? 0;
  return (
    (Math.sqrt(component.spread(h + 1)) * (said + component.floor)) / Math.max(from + said, Number.MIN_VALUE)
  );
}

/** Error of a quotient's logarithm, to the first order of the errors of both sums and how far these go together. */
function quotientError(above: Ahead, below: Ahead, h: number): number {
  const [a, b] = [relativeError(above, h), relativeError(below, h)];
  return Math.sqrt(Math.max(0, a * a + b * b - 2 * togetherness(above, below) * a * b));
}

/** A part of a whole: its logit is the logarithm of the part over the rest, so that no interval leaves 0 to 100. */
function spreadOfShare(part: Ahead, rest: Ahead, h: number): Spread {
  const [n, d] = [part.from + (part.component.said[h] ?? 0), rest.component.said[h] ?? 0];
  const value = (100 * n) / (n + d);
  if (!(n > 0 && d > 0)) return { space: { is: 'plain' }, value, error: 0 };
  return { space: { is: 'logit', to: 100 }, value, error: quotientError(part, rest, h) };
}

/** Of a rate between 0 and 100 on the logit, of an average on the logarithm. */
function spreadOfQuotient(above: Ahead, below: Ahead, h: number, to: number | null): Spread {
  const [n, d] = [above.from + (above.component.said[h] ?? 0), below.from + (below.component.said[h] ?? 0)];
  const relative = quotientError(above, below, h);
  const value = ((to ?? 1) * n) / d;
  if (to === null) return { space: { is: 'log', from: 0 }, value, error: value > 0 ? relative : 0 };
  const space: Space = value > 0 && value < to ? { is: 'logit', to } : { is: 'plain' };
  return {
    space,
    value,
    error: space.is === 'logit' ? relative / (1 - value / to) : relative * Math.abs(value),
  };
}

/** How far errors of both went together at the same origins, 0 to 0.95; against each other counts as not at all. */
function togetherness(above: Ahead, below: Ahead): number {
  const theirs = new Map(below.component.past.map((one) => [`${one.known} ${one.ahead}`, one]));
  let [ab, aa, bb] = [0, 0, 0];
  // The newer of the two courses may have fewer steps: origins are counted from their ends.
  const later = below.course.steps.length - above.course.steps.length;
  for (const one of above.component.past) {
    const other = theirs.get(`${one.known + later} ${one.ahead}`);
    if (!other) continue;
    const [a, b] = [logError(one, above.component.floor), logError(other, below.component.floor)];
    ab += a * b;
    aa += a * a;
    bb += b * b;
  }
  if (!(aa > 0 && bb > 0)) return 0;
  const origins = new Set(above.component.past.map(({ known }) => known)).size;
  // Of few origins it is a matter of chance how far they went together.
  return Math.min(0.95, (Math.max(0, ab / Math.sqrt(aa * bb)) * origins) / (origins + FEW_ORIGINS));
}
