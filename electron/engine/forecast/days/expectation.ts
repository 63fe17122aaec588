/**
 * What a working day of each unit was expected to bring, told from the days before it only: the unit's own level, times the
 * weekday's share, times how the same days of the year before stood out.
 */
import { DAY_MS, dayOf, HOUR_MS, yearStart } from '../../../contract/calendar.ts';
import type { LaidStep } from '../course/steps.ts';

/** What came of one figure, unit by unit and day by day. */
export interface FigureDays {
  /** Money is told on the logarithm, counts on the root: there their chance is alike on large and on small days. */
  readonly kind: 'count' | 'money';
  readonly series: readonly UnitDays[];
}

export interface UnitDays {
  readonly unit: string;
  /** By step; not a number where it is not known. */
  readonly came: Float64Array;
}

/** Working days as they are laid out, and how many more of their statistical year follow. */
export interface LaidDays {
  readonly steps: readonly LaidStep[];
  readonly ahead: number;
}

/** A day of a unit against what was expected of it. */
export interface Judged {
  readonly came: number;
  readonly told: number;
  /** What keeps within so many of its own errors, whatever the figure. */
  band(errors: number): { readonly low: number; readonly high: number };
  /** By how many of its own errors it was off, above or below. */
  readonly off: number;
}

/** Days of a unit that are watched before one is judged. */
const WARM = 40;
/** Share of a newer day in a level: about the last twenty days count. */
const LEVEL_SHARE = 0.05;
/** The same in the size of an error. */
const ERROR_SHARE = 0.03;
/** No error moves what is thought of errors by more than this many of its own size. */
const MOST_ERRORS = 3;
/** A unit is judged that had something on so large a share of its days lately. */
const ACTIVE = 0.2;
/** No day moves a level by more than this many times the level, and a few. */
const MOST_TIMES = 4;
const A_FEW = 5;
/** Levels that a weekday's share is thought to be 1 of, before it is seen. */
const WEEKDAY_PRIOR = 8;
const WEEKDAY_MEMORY = 0.96;
/** What half of a count's variance on the root is taken to be (Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35, 1948). */
const ANSCOMBE = 3 / 8;
const LEAST_MONEY_ERROR = 0.25;

interface Tracked {
  days: number;
  /** The first days, until a level is told from them. */
  first: number[];
  level: number;
  active: number;
  /** Mean square of the errors. */
  square: number;
  /** Of money: mean day, and the level of its logarithm. */
  mean: number;
  log: number;
}

/**
 * Goes through the days once; nothing of a day is known when it is told.
 * @param judge is told each unit's day that can be judged
 */
export function throughDays(
  { kind, series }: FigureDays,
  { steps, ahead }: LaidDays,
  judge: (step: number, unit: number, judged: Judged) => void,
): void {
  const units = series.map(
    (): Tracked => ({ days: 0, first: [], level: 0, active: 0, square: 1, mean: 0, log: 0 }),
  );
  const weekdays = Array.from({ length: 7 }, () => ({ came: WEEKDAY_PRIOR, level: WEEKDAY_PRIOR }));
  /** How each day stood out of the levels of all units. */
  const stood = new Float64Array(steps.length).fill(Number.NaN);
  const season = seasonOf(steps, stood, ahead);
  steps.forEach((step, t) => {
    const weekday = weekdays[weekdayOf(step)];
    if (!weekday) return;
    const share = weekday.came / weekday.level;
    const times = season(t);
    let [came, level, logs, logged] = [0, 0, 0, 0];
    series.forEach((one, u) => {
      const unit = units[u];
      const value = Math.max(0, one.came[t] ?? Number.NaN);
      // Before anything came, it was not at work, or its source had not begun.
      if (!unit || Number.isNaN(value) || (unit.days === 0 && value === 0)) return;
      if (unit.days >= WARM && times !== null && unit.active >= ACTIVE) {
        const judged = judgedBy(kind, unit, value, share * times);
        judge(t, u, judged);
        const size = Math.min(judged.raw ** 2, MOST_ERRORS ** 2 * unit.square);
        if (step.near === null) unit.square += ERROR_SHARE * (size - unit.square);
      } else if (unit.days >= WARM / 2 && kind === 'money')
        unit.square += ERROR_SHARE * ((Math.log(value + floorOf(unit)) - unit.log) ** 2 - unit.square);
      if (unit.days >= WARM / 2 && unit.active >= ACTIVE) {
        if (kind === 'count') [came, level] = [came + value, level + unit.level];
        else {
          logs += Math.log(value + floorOf(unit)) - unit.log;
          logged += 1;
        }
      }
      if (step.near === null) track(kind, unit, value, share);
    });
    const ratio = kind === 'count' ? came / level : Math.exp(logs / logged);
    if (!Number.isFinite(ratio) || ratio <= 0) return;
    stood[t] = ratio / share;
    if (step.near !== null || times === null) return;
    weekday.came = WEEKDAY_MEMORY * weekday.came + Math.min(MOST_TIMES, ratio / times);
    weekday.level = WEEKDAY_MEMORY * weekday.level + 1;
  });
}

const floorOf = ({ mean }: Tracked): number => Math.max(1, mean / 2);

function judgedBy(
  kind: FigureDays['kind'],
  unit: Tracked,
  came: number,
  times: number,
): Judged & { raw: number } {
  if (kind === 'count') {
    const told = unit.level * times;
    const error = Math.max(1, Math.sqrt(unit.square));
    const root = (value: number) => 2 * Math.sqrt(value + ANSCOMBE);
    const back = (value: number) => Math.max(0, (Math.max(0, value) / 2) ** 2 - ANSCOMBE);
    const raw = root(came) - root(told);
    const band = (errors: number) => ({
      low: back(root(told) - errors * error),
      high: back(root(told) + errors * error),
    });
    return { came, told, band, off: raw / error, raw };
  }
  const floor = floorOf(unit);
  const middle = unit.log + Math.log(times);
  const error = Math.max(LEAST_MONEY_ERROR, Math.sqrt(unit.square));
  const back = (value: number) => Math.max(0, Math.exp(value) - floor);
  const raw = Math.log(came + floor) - middle;
  const band = (errors: number) => ({
    low: back(middle - errors * error),
    high: back(middle + errors * error),
  });
  return { came, told: back(middle), band, off: raw / error, raw };
}

function track(kind: FigureDays['kind'], unit: Tracked, came: number, share: number): void {
  unit.days += 1;
  const part = Math.max(LEVEL_SHARE, 1 / unit.days);
  const value = came / share;
  unit.active += part * ((came > 0 ? 1 : 0) - unit.active);
  if (unit.days <= WARM / 2) {
    begin(unit, value);
    return;
  }
  if (kind === 'count') {
    unit.level += part * (Math.min(value, MOST_TIMES * unit.level + A_FEW) - unit.level);
    return;
  }
  unit.mean += part * (Math.min(value, MOST_TIMES * unit.mean) - unit.mean);
  const reach = MOST_ERRORS * Math.sqrt(unit.square);
  const off = Math.log(value + floorOf(unit)) - unit.log;
  unit.log += part * Math.max(-reach, Math.min(reach, off));
}

/** From the middle of the first days: where a source begins, all that went before it may come on a few of them. */
function begin(unit: Tracked, value: number): void {
  unit.first.push(value);
  const sorted = [...unit.first].sort((a, b) => a - b);
  const middle = sorted[sorted.length >> 1] ?? 0;
  const most = MOST_TIMES * middle + A_FEW;
  const usual = sorted.reduce((sum, one) => sum + Math.min(one, most), 0) / sorted.length;
  [unit.level, unit.mean] = [usual, usual];
  unit.log = Math.log(Math.max(middle, usual / 4) + floorOf(unit));
}

function weekdayOf({ end }: LaidStep): number {
  return new Date(end + 7 * HOUR_MS).getUTCDay();
}

/** Steps at the turn of a statistical year that are told by their place in it, of which so many by that very place. */
const TURN = { last: 25, first: 15, exact: 5 };
/** Days that are a year ago elsewhere. */
const A_YEAR = 364 * DAY_MS;
const AROUND = 8 * DAY_MS;
const HOLIDAY_AGO = { least: 320 * DAY_MS, most: 410 * DAY_MS };
/** Of what the year before says, as much of a day as this stands against it. */
const DOUBTED = 0.2;
/** Days that end a month: reports are made of it. */
const MONTH_ENDS = 2;

/**
 * How many times its level a day is expected to bring, by the same days of the year before: as many days from a long holiday,
 * the same working day of the end or the beginning of a statistical year, the end of the same month, the same time of the
 * year; and a day after days off, by other such days. `null` where none was seen before: nothing is known of such a day.
 */
function seasonOf(
  steps: readonly LaidStep[],
  stood: Float64Array,
  ahead: number,
): (t: number) => number | null {
  const place = placesIn(steps);
  const left = placesLeft(steps, ahead);
  const middle = ({ from, end }: LaidStep) => (from + end) / 2;
  const step = (i: number) => steps[i] as LaidStep;
  const whole = (year: number) => year !== steps[0]?.year || isFirst(steps[0]);
  const mean = (t: number, matching: (s: number) => boolean): number | null => {
    let [sum, count] = [0, 0];
    for (let s = t - 1; s >= 0; s -= 1) {
      const ratio = stood[s] ?? Number.NaN;
      if (Number.isNaN(ratio) || !matching(s)) continue;
      sum += Math.log(ratio);
      count += 1;
    }
    return count === 0 ? null : Math.exp(sum / (count + DOUBTED));
  };
  const yearAgo = (t: number) => (s: number) => step(s).year === step(t).year - 1;
  return (t) => {
    const { near, year } = step(t);
    const at = middle(step(t));
    const then = yearAgo(t);
    if (near !== null)
      return mean(t, (s) => {
        const [other, ago] = [step(s).near, at - middle(step(s))];
        const close = other !== null && Math.abs(other - near) <= 1.5;
        return close && ago >= HOLIDAY_AGO.least && ago <= HOLIDAY_AGO.most;
      });
    if (isAfterDaysOff(step(t))) return mean(t, (s) => isAfterDaysOff(step(s)) && step(s).near === null);
    const until = left[t] ?? 0;
    if (until < TURN.last) {
      const apart = until < TURN.exact ? 0 : 1;
      return mean(t, (s) => then(s) && Math.abs((left[s] ?? 0) - until) <= apart);
    }
    const begun = place[t] ?? 0;
    if (begun < TURN.first)
      return mean(t, (s) => then(s) && whole(year - 1) && Math.abs((place[s] ?? 0) - begun) <= 1);
    const around = (s: number) => step(s).near === null && Math.abs(at - A_YEAR - middle(step(s))) <= AROUND;
    const plain = (s: number) => around(s) && !endsMonth(step(s)) && !isAfterDaysOff(step(s));
    return (endsMonth(step(t)) ? mean(t, (s) => around(s) && endsMonth(step(s))) : mean(t, plain)) ?? 1;
  };
}

/** Whether a working day has more days off before it than a weekend. */
function isAfterDaysOff(step: LaidStep): boolean {
  const days = Math.round((step.end + 1 - step.from) / DAY_MS);
  return days !== (weekdayOf(step) === 1 ? 3 : 1);
}

/** Whether so few days of the month follow, or only a weekend more. */
function endsMonth(step: LaidStep): boolean {
  const following = weekdayOf(step) === 5 ? MONTH_ENDS + 2 : MONTH_ENDS;
  return dayOf(step.end).slice(5, 7) !== dayOf(step.end + following * DAY_MS).slice(5, 7);
}

function placesIn(steps: readonly LaidStep[]): number[] {
  const counts = new Map<number, number>();
  return steps.map(({ year }) => {
    const at = counts.get(year) ?? 0;
    counts.set(year, at + 1);
    return at;
  });
}

/** Working days that are left of the statistical year after each step. */
function placesLeft(steps: readonly LaidStep[], ahead: number): number[] {
  const left: number[] = [];
  for (let i = steps.length - 1; i >= 0; i -= 1) {
    const next = steps[i + 1];
    if (!next) left[i] = ahead;
    else left[i] = next.year === steps[i]?.year ? (left[i + 1] ?? 0) + 1 : 0;
  }
  return left;
}

function isFirst(step: LaidStep | undefined): boolean {
  return step !== undefined && yearStart(step.year) === step.from;
}
