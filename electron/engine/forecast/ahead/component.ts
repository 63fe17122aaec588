/** One letter of the table ahead: the rules weighed by how they did on this very course, with the error they had. */
import { DAY_MS } from '../../../contract/calendar.ts';
import type { LaidStep } from '../course/steps.ts';
import { backTest, type Course, FEWEST_STEPS, knownAt, type Origin, summed } from './backTest.ts';
import { naivePace, RULES, type RuleName, SAY } from './rules.ts';
import { type PastSquare, spreadOf } from './spread.ts';

export interface Component {
  /** What comes from the origin on until the end of each step ahead; standing, the level there. */
  readonly said: readonly number[];
  readonly naive: readonly number[];
  /** Added before the logarithm is taken, so that nothing at all has one. */
  readonly floor: number;
  /** Mean square error of the logarithm by steps ahead, with what no earlier origin could show. */
  readonly spread: (ahead: number) => number;
  /** The same as earlier origins showed it. */
  readonly shown: (ahead: number) => number;
  /** Whether the steps ahead were seen in the year before. */
  readonly seen: boolean;
  /** Parts of the rules in what is said, largest first; they sum to 1. */
  readonly shares: readonly { readonly rule: RuleName; readonly share: number }[];
  /** At origins like now: what the error is told from. */
  readonly past: readonly PastSum[];
  /** At all origins: what is told of how such forecasts did. */
  readonly tried: readonly PastSum[];
}

/** What was said at an earlier origin of the sum over the next steps, and what came. */
export interface PastSum {
  /** Steps known at the origin. */
  readonly known: number;
  readonly ahead: number;
  readonly came: number;
  readonly said: number;
  readonly naive: number;
}

/**
 * What is thought of a rule before it is tried, as its error over that of the naive rule, and as how many errors that counts.
 * The work of a statistical year has its seasons, which a single year does not prove.
 */
const PRIOR: Readonly<Record<RuleName, number>> = {
  combination: 0.95,
  level: 1,
  year_before: 0.6,
  intermittent: 0.95,
};
const PRIOR_COUNT = 24;
/** Weights are inverse mean squares of errors to this power: errors of rules that miss the seasons all lean one way. */
const SHARPNESS = 1.5;
/** A rule with less than this part in what is said is left out. */
const LEAST_SHARE = 0.08;
const FEWEST_ORIGINS = 1;
/** Share of a step's mean that stands for nothing. */
const FLOOR = 0.5;

/**
 * How many times as large an error is as earlier origins show, by how often the steps ahead were seen in years before: never,
 * once (then no origin was tried that knew how a year ends), oftener. States turn at the end of a year more than what comes does,
 * and sums of money hang on a few large cases. Found on landings of one run of the demo source, measured on another one
 * (`npm run bench -- forecast`).
 */
const WIDER = {
  comes: { cases: [1.4, 1, 1], money: [1.6, 1.1, 1.15] },
  stands: { cases: [4, 1.5, 1.1], money: [3, 2, 1.7] },
} as const;
const YEAR_MS = 365.25 * DAY_MS;
/** Steps laid out by weeks and by holidays do not begin on the same day every year. */
const NEARLY_MS = 14 * DAY_MS;

/** How often the steps ahead were seen in years before; of days, which are told for a quarter only, as often as it matters. */
function timesSeen({ steps, yearly }: Course, [next]: readonly LaidStep[]): 0 | 1 | 2 {
  const first = steps[0];
  if (!yearly || !next) return 2;
  const years = first === undefined ? 0 : (next.from - first.from + NEARLY_MS) / YEAR_MS;
  return years < 1 ? 0 : years < 2 ? 1 : 2;
}

/** Beyond the furthest step that was tried, a level drifts on, and so does a sum whose seasons are not known. */
function widening({ standing, of }: Course, seen: 0 | 1 | 2, tried: number): (ahead: number) => number {
  const times = WIDER[standing ? 'stands' : 'comes'][of][seen];
  return (ahead) => (standing || seen === 0 ? times * Math.sqrt(Math.max(1, ahead / tried)) : times);
}

/** @returns `null` where too little is known for any error to be told */
export function componentAhead(course: Course, ahead: readonly LaidStep[]): Component | null {
  if (course.steps.length < FEWEST_STEPS) return null;
  const { standing } = course;
  const amounts = standing
    ? course.values
    : course.values.map((v, i) => v * (course.steps[i]?.workdays ?? 1));
  const floor = (FLOOR * amounts.reduce((sum, v) => sum + v, 0)) / amounts.length;
  const from = knownAt(course, course.steps.length, ahead);
  const naive = summed(naivePace(from), ahead, standing);
  if (!(floor > 0) || course.values.every((v) => v === course.values[0]))
    return {
      said: naive,
      naive,
      floor,
      spread: () => 0,
      shown: () => 0,
      seen: true,
      shares: [{ rule: 'level', share: 1 }],
      past: [],
      tried: [],
    };
  const origins = backTest(course);
  const weights = weightsOf(origins, floor);
  const now = new Map<RuleName, readonly number[]>();
  for (const rule of RULES) {
    const said = weights.has(rule) ? SAY[rule](from, true) : null;
    if (said) now.set(rule, summed(said, ahead, standing));
  }
  const shares = sharesOf(weights, [...now.keys()]);
  const past = likeNow(origins, shares).flatMap((origin) => pastSums(origin, weights));
  const shown = spreadOf(past.map((one) => squareOf(one, floor)));
  const seen = timesSeen(course, ahead);
  const wider = widening(course, seen, Math.max(1, ...past.map((one) => one.ahead)));
  return {
    said: mixed(now, shares, naive),
    naive,
    floor,
    spread: (h) => shown(h) * wider(h) ** 2,
    shown,
    seen: seen > 0,
    shares,
    past,
    tried: origins.flatMap((origin) => pastSums(origin, weights)),
  };
}

/**
 * Origins at which the rule that leads now could speak: without it another forecast was made. All of them, where those are
 * too few to tell an error from.
 */
function likeNow(origins: readonly Origin[], [lead]: Component['shares']): readonly Origin[] {
  const alike = origins.filter(({ said }) => lead === undefined || said.has(lead.rule));
  return alike.length >= FEWEST_ORIGINS ? alike : origins;
}

/** Error of the logarithm of what was said. */
export function logError({ came, said }: Pick<PastSum, 'came' | 'said'>, floor: number): number {
  return Math.log((Math.max(0, came) + floor) / (said + floor));
}

function squareOf(past: PastSum, floor: number): PastSquare {
  return { ahead: past.ahead, square: logError(past, floor) ** 2 };
}

/** Inverse squares of errors, each over those of the naive rule at the same origins. */
function weightsOf(origins: readonly Origin[], floor: number): Map<RuleName, number> {
  const weights = new Map<RuleName, number>();
  for (const rule of RULES) {
    let own = 0;
    let naive = 0;
    let count = 0;
    for (const origin of origins) {
      const said = origin.said.get(rule);
      said?.forEach((one, h) => {
        const came = origin.came[h] ?? 0;
        own += logError({ came, said: one }, floor) ** 2;
        naive += logError({ came, said: origin.naive[h] ?? 0 }, floor) ** 2;
        count += 1;
      });
    }
    const typical = count === 0 ? 1 : Math.max(naive / count, 1e-9);
    const ratio = (own + PRIOR_COUNT * PRIOR[rule] ** 2 * typical) / (naive + PRIOR_COUNT * typical);
    weights.set(rule, Math.max(ratio, 1e-6) ** -SHARPNESS);
  }
  return weights;
}

function sharesOf(weights: ReadonlyMap<RuleName, number>, rules: readonly RuleName[]): Component['shares'] {
  const parts = (among: readonly RuleName[]) => {
    const sum = among.reduce((total, rule) => total + (weights.get(rule) ?? 0), 0);
    return among.map((rule) => ({ rule, share: (weights.get(rule) ?? 0) / sum }));
  };
  const kept = parts(rules).filter(({ share }) => share >= LEAST_SHARE);
  return parts(kept.map(({ rule }) => rule)).sort((a, b) => b.share - a.share);
}

function mixed(
  said: ReadonlyMap<RuleName, readonly number[]>,
  shares: Component['shares'],
  naive: readonly number[],
): number[] {
  if (shares.length === 0) return [...naive];
  return naive.map((_, h) =>
    shares.reduce((sum, { rule, share }) => sum + share * (said.get(rule)?.[h] ?? 0), 0),
  );
}

function pastSums(origin: Origin, weights: ReadonlyMap<RuleName, number>): PastSum[] {
  const own = mixed(origin.said, sharesOf(weights, [...origin.said.keys()]), origin.naive);
  return own.map((said, h) => ({
    known: origin.known,
    ahead: h + 1,
    came: origin.came[h] ?? 0,
    said,
    naive: origin.naive[h] ?? 0,
  }));
}
