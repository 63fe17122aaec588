/** Seeded figures of an agency with nineteen offices: the same on every run, with the spread of a real year. */
import { taskBoardOf } from './tasks.ts';
import type { Figure, RankingAnswer, Scalar, SeriesAnswer } from '../../electron/contract/answers.ts';
import { DAY_MS, formatInstant, parseInstant, yearOf, yearStart } from '../../electron/contract/calendar.ts';
import { type Indicator, indicator, type Status } from '../../electron/contract/indicators.ts';
import { alertsOf } from './alerts.ts';
import type { Answers, Ask, Query } from '../../electron/contract/live.ts';
import { answerOf, forecastTo } from './forecasts.ts';
import { planAs } from './plan.ts';
import { publishedPack } from './publishedPack.ts';

export const NOW = parseInstant('2026-11-27T14:48:00+07:00') as number;
export const YEAR = yearOf(NOW);

const files = import.meta.glob<unknown>('../../assets/indicators/*.json', { eager: true, import: 'default' });
export const CATALOGUE: readonly Indicator[] = Object.values(files).map((file) => indicator.parse(file));

/** How an indicator stands on the day, and what its year came to. Sums in đồng are whole. */
const STANDING: Readonly<Record<string, { now: number; before: number; yesterday: number; year: number }>> = {
  case_completion_rate: { now: 13.94, before: 13.59, yesterday: 13.64, year: 84.38 },
  money_recovery_rate: { now: 7.79, before: 4.07, yesterday: 7.51, year: 56.37 },
  cases_to_enforce: { now: 10_798, before: 10_111, yesterday: 10_747, year: 21_034 },
  cases_completed: { now: 532, before: 480, yesterday: 514, year: 9_109 },
  cases_in_progress: { now: 3_075, before: 2_898, yesterday: 3_044, year: 2_610 },
  cases_postponed: { now: 110, before: 103, yesterday: 109, year: 96 },
  money_completed: {
    now: 433_300_412_007,
    before: 285_400_000_000,
    yesterday: 416_260_000_000,
    year: 6_197_000_000_000,
  },
  receipts_issued: { now: 3_006, before: 3_992, yesterday: 2_937, year: 21_400 },
  receipts_amount: {
    now: 392_500_120_500,
    before: 282_600_000_000,
    yesterday: 383_590_000_000,
    year: 5_480_000_000_000,
  },
  cases_per_officer: { now: 200.5, before: 187.7, yesterday: 199.5, year: 310.2 },
  money_per_officer: {
    now: 440_000_250_000,
    before: 370_600_000_000,
    yesterday: 439_614_000_000,
    year: 2_690_000_000_000,
  },
  enforcement_decisions: { now: 2_257, before: 2_119, yesterday: 2_205, year: 17_800 },
  entrustment_decisions: { now: 27, before: 23, yesterday: 26, year: 190 },
};
const TARGETS: Readonly<Record<string, { year: number; toDate: number }>> = {
  case_completion_rate: { year: 84.3, toDate: 13.35 },
  money_recovery_rate: { year: 54, toDate: 8.55 },
};

const HAPPENED = [
  { type: 'case', what: 'completed' },
  { type: 'receipt', what: 'issued' },
  { type: 'decision', what: 'enforcement' },
] as const;

/** What the gallery's figures are changed to, so that widgets meet what is rare. */
export interface Change {
  /** No figure has a value. */
  readonly empty?: boolean;
  /** Sums of a thousand million million đồng, counts of millions. */
  readonly huge?: boolean;
  /** Everything is less than it was. */
  readonly falling?: boolean;
  /** Names of offices of 120 letters. */
  readonly long?: boolean;
  /** Sizes below zero, nothing, and missing ones beside usual ones. */
  readonly mixed?: boolean;
  /** A map with wards was published. */
  readonly published?: boolean;
  /** The region that the room looks at. */
  readonly looked?: string;
  /** So many offices, instead of nineteen. */
  readonly offices?: number;
  /** Every third value is missing. */
  readonly gaps?: boolean;
  /** Nothing has happened yet. */
  readonly zero?: boolean;
  /** Sums and differences below zero. */
  readonly negative?: boolean;
}

/** A number from 0 to 1 that belongs to its words alone. */
export function share(...words: readonly (string | number)[]): number {
  let hash = 2_166_136_261;
  for (const letter of words.join('|')) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 2_246_822_507);
  hash ^= hash >>> 13;
  return (hash >>> 0) / 4_294_967_296;
}

export function officesOf({ long = false, offices = 19 }: Change): { unit: string; name: string }[] {
  return Array.from({ length: offices }, (_, i) => ({
    unit: `HCM-KV${String(i + 1).padStart(2, '0')}`,
    name: long
      ? `Phòng Thi hành án dân sự khu vực ${i + 1} phụ trách địa bàn các phường Nguyễn Thái Bình, Cầu Ông Lãnh và những xã ngoại thành`
      : `Phòng Thi hành án dân sự khu vực ${i + 1}`,
  }));
}

function node(unit: string, name: string, parent: string | null) {
  const level = parent === null ? ('province' as const) : ('region' as const);
  return { unit, name, parent, level, lat: null, lon: null, nature: 'operational' as const };
}

/** Questions about what stands inside figures. */
export const DETAILS = ['trends', 'measures', 'distribution', 'holidays'] as const;
export type Detail = Extract<Query, { ask: (typeof DETAILS)[number] }>;

export function figuresTo(query: Exclude<Query, Detail>, change: Change): Answers[Ask] {
  const at = formatInstant(NOW);
  const offices = officesOf(change);
  switch (query.ask) {
    case 'units':
      return {
        units: [
          node('HCM', 'Thi hành án dân sự TP. Hồ Chí Minh', null),
          { ...node('CB-HCM', 'TP. Hồ Chí Minh', null), nature: 'published' },
          { ...node('CB-VN', 'Cả nước', null), nature: 'published' },
          ...offices.map(({ unit, name }) => node(unit, name, 'HCM')),
        ],
      };
    case 'alerts':
      return alertsOf(query.limit, change.empty ? [] : offices, NOW, change.falling === true);
    case 'catalogue':
      return { indicators: [...CATALOGUE] };
    case 'values':
      return {
        at,
        units: byKey(query.units, (unit) => byKey(query.indicators, (key) => valueOf(key, unit, change))),
      };
    case 'figures': {
      const name = 'Thi hành án dân sự TP. Hồ Chí Minh';
      const figures = byKey(query.indicators, (key) => figureOf(key, change));
      return { unit: query.unit, name, nature: 'operational', year: YEAR, at, figures };
    }
    case 'ranking':
      return {
        unit: query.unit,
        nature: 'operational',
        year: YEAR,
        at,
        rows: rowsOf(query.indicators, change),
      };
    case 'series':
      return seriesOf(query, change);
    case 'map':
      return { unit: query.unit, pack: change.published ? publishedPack(query.unit) : null };
    case 'image':
      return change.empty ? { image: query.image, picture: null } : planAs(query.image);
    case 'focus':
      return { unit: query.unit, focus: change.looked ? lookedAt(query.unit, change.looked) : null };
    case 'streets':
      return { streets: null };
    case 'flows': {
      const flows = offices.slice(1).map(({ unit, name }, i) => ({
        from: offices[Math.floor(share('from', i) * 5)]?.unit ?? 'HCM',
        to: unit,
        toName: name,
        decisions: 1 + Math.round(share('flow', i) * 24),
        // Not in step with the decisions: few large cases weigh more than many small ones.
        money:
          i % 7 === 3 ? null : String(BigInt(Math.round(share('entrusted', i) ** 3 * 96_412_345)) * 4_001n),
        withoutMoney: i % 7 === 3 ? 1 + Math.round(share('flow', i) * 24) : i % 3 === 0 ? 1 : 0,
      }));
      return { unit: query.unit, year: YEAR, at, flows: change.empty ? [] : flows };
    }
    case 'forecast': {
      const { indicator: key } = query;
      const from = amountOf(key, change);
      const growth = (STANDING[key]?.year ?? from) / (STANDING[key]?.now ?? from);
      const to = kindOf(key).unit === 'percent' ? (STANDING[key]?.year ?? from) : from * growth;
      const made = {
        now: NOW,
        from,
        to: change.falling ? to * 0.86 : to,
        target: TARGETS[key]?.year ?? null,
      };
      return forecastTo(
        query,
        change.empty ? null : { ...made, kind: kindOf(key), written: (amount) => written(key, amount) },
      );
    }
    case 'question': {
      const rows = offices.slice(0, 10).map((office) => ({
        ...office,
        value: written('case_completion_rate', ofOffice('case_completion_rate', office.unit, change)),
      }));
      return answerOf(query, NOW, change.empty ? [] : rows);
    }
    case 'tasks':
      return taskBoardOf(query.unit, change.empty ? [] : offices, NOW);
    case 'latest': {
      const events = Array.from({ length: change.empty ? 0 : query.limit }, (_, i) => {
        const office = offices[Math.floor(share('event', i) * offices.length)];
        return {
          at: formatInstant(NOW - i * 190_000 - 20_000),
          source: 'core',
          nature: 'operational' as const,
          ...(HAPPENED[i % HAPPENED.length] ?? HAPPENED[0]),
          key: `V-${i}`,
          unit: office?.unit ?? 'HCM',
          unitName: office?.name ?? '',
          money: i % 3 === 1 ? String(Math.round(share('sum', i) * 900) * 1_000_000) : null,
        };
      });
      return { events };
    }
  }
}

function byKey<T>(keys: readonly string[], make: (key: string) => T): Record<string, T> {
  return Object.fromEntries(keys.map((key) => [key, make(key)]));
}

export function kindOf(key: string): Pick<Indicator, 'unit' | 'decimals'> {
  const { unit, decimals } = CATALOGUE.find((one) => one.key === key) ?? { unit: 'case', decimals: 0 };
  return { unit, decimals };
}

/** As the engine writes it: đồng as text, rates and averages rounded, counts whole. */
export function written(key: string, amount: number): Scalar {
  const { unit, decimals } = kindOf(key);
  if (unit === 'dong') return String(Math.round(amount));
  return Number(amount.toFixed(decimals));
}

export function amountOf(key: string, change: Change): number {
  const { now = 100 } = STANDING[key] ?? {};
  if (change.zero) return 0;
  if (change.negative && kindOf(key).unit !== 'percent') return now * -0.3;
  if (!change.huge || kindOf(key).unit === 'percent') return now;
  return kindOf(key).unit === 'dong' ? now * 2_307 : now * 913;
}

function valueOf(key: string, unit: string, change: Change) {
  return {
    value: isMissing(change, key, unit) ? null : written(key, ofOffice(key, unit, change)),
    ...kindOf(key),
  };
}

export function isMissing(
  { empty = false, gaps = false }: Change,
  ...words: readonly (string | number)[]
): boolean {
  return empty || (gaps && share('gap', ...words) < 1 / 3);
}

export function ofOffice(key: string, unit: string, change: Change): number {
  const whole = amountOf(key, change);
  const spread = 0.35 + share(key, unit) ** 2 * 2.4;
  return kindOf(key).unit === 'percent' ? Math.min(100, whole * spread) : (whole / 19) * spread;
}

function statusOf(reached: number): Status {
  return reached >= 1 ? 'met' : reached >= 0.97 ? 'near' : reached >= 0.9 ? 'behind' : 'missed';
}

function standingOf(key: string, amount: number | null) {
  const target = TARGETS[key];
  if (!target) return null;
  return { ...target, status: amount === null ? null : statusOf(amount / target.toDate) };
}

function figureOf(key: string, change: Change): Figure {
  const amount = amountOf(key, change) * (change.falling ? 0.86 : 1);
  const { now = 1, before = 1, yesterday = 1 } = STANDING[key] ?? {};
  const factor = amountOf(key, change) / now;
  const trend = Array.from({ length: 30 }, (_, i) => {
    const way = (i + share('trend', key, i)) / 30;
    return amount * (change.falling ? 1.3 - 0.3 * way : 0.55 + 0.45 * way);
  });
  if (change.empty)
    return {
      value: null,
      ...kindOf(key),
      yesterday: null,
      lastYear: null,
      target: standingOf(key, null),
      trend: trend.map(() => null),
    };
  return {
    value: written(key, amount),
    ...kindOf(key),
    yesterday: written(key, yesterday * factor),
    lastYear: isMissing(change, key, 'before') ? null : written(key, before * factor),
    target: standingOf(key, amount),
    trend: change.gaps ? trend.map((value, i) => (isMissing(change, key, i) ? null : value)) : trend,
  };
}

/** A fifth of the offices each: below zero, nothing, no figure. */
function mixedOf(value: Scalar, place: number): Scalar {
  if (place % 5 === 1) return typeof value === 'string' ? `-${value}` : -(value ?? 0);
  if (place % 5 === 2) return typeof value === 'string' ? '0' : 0;
  return place % 5 === 3 ? null : value;
}

function lookedAt(root: string, region: string) {
  const [since, until] = [NOW - 60_000, NOW + 600_000].map(formatInstant) as [string, string];
  return { root, region, part: `${region}-2`, by: 'truc', since, until };
}

function rowsOf(indicators: readonly string[], change: Change): RankingAnswer['rows'] {
  return officesOf(change).map(({ unit, name }, place) => ({
    ...node(unit, name, 'HCM'),
    values: byKey(indicators, (key) => {
      const { value: usual, ...kind } = valueOf(key, unit, change);
      const value = change.mixed ? mixedOf(usual, place) : usual;
      const lastYear = isMissing(change, key, unit, 'before')
        ? null
        : written(key, ofOffice(key, `${unit} before`, change));
      return { value, ...kind, target: standingOf(key, value === null ? null : Number(value)), lastYear };
    }),
  }));
}

/** Rates and sums grow over a year, in steps that are not even. */
function seriesOf(
  { indicator: key, unit, yearsBack, step }: Extract<Query, { ask: 'series' }>,
  change: Change,
): SeriesAnswer {
  const start = yearStart(YEAR - yearsBack);
  const end = yearsBack === 0 ? NOW : yearStart(YEAR - yearsBack + 1) - 1;
  const stepMs = (step === 'day' ? 1 : step === 'week' ? 7 : 30) * DAY_MS;
  const count = Math.ceil((end - start) / stepMs);
  const last =
    yearsBack === 0 ? amountOf(key, change) * (change.falling ? 0.86 : 1) : (STANDING[key]?.year ?? 100);
  const points = Array.from({ length: count + 1 }, (_, i) => {
    const at = Math.min(end, start + i * stepMs);
    const way = (at - start) / (end - start);
    const uneven = i === count ? 0 : (share('series', key, yearsBack, i) - 0.5) * 0.05;
    return {
      at: formatInstant(at),
      value: isMissing(change, key, i) ? null : written(key, last * Math.max(0, way ** 1.15 + uneven * way)),
    };
  });
  return { indicator: key, unit, step, points };
}
