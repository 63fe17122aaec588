/** Seeded answers to the questions that look into figures: lines of offices, letters of the table, parts by a dimension, holidays. */
import { type DistributedBy, VALUE_BANDS } from '../../electron/contract/breakdown.ts';
import { formatInstant } from '../../electron/contract/calendar.ts';
import { CATEGORIES, INITIATIONS } from '../../electron/contract/events.ts';
import { holidayFile } from '../../electron/contract/holidays.ts';
import type { Answers } from '../../electron/contract/live.ts';
import { COUNT_LETTERS, MONEY_LETTERS } from '../../electron/contract/letters.ts';
import holidays from '../../assets/holidays/vietnam.json' with { type: 'json' };
import {
  amountOf,
  type Change,
  type Detail,
  isMissing,
  kindOf,
  NOW,
  ofOffice,
  officesOf,
  share,
  written,
  YEAR,
} from './figures.ts';

const TREND_DAYS = 30;
const NAMES = ['Nguyễn Thị Ánh Tuyết', 'Trần Quốc Bảo', 'Lê Hoàng Đức Nghĩa', 'Phạm Thị Diễm', 'Võ Văn Khải'];
/** Cases of a year like that of the published record, by letter. */
const TABLE = {
  ...{ A: 179_995, B: 72_136, C: 107_859, D: 2_172, E: 64, F: 177_759, G: 97_151, H: 61_909 },
  ...{ I: 12_630, J: 81_977, K: 95_782, N: 512, O: 430, P: 1_804, Q: 61_200, R: 18_699, S: 310 },
  ...{ U: 107_020, X: 2_310 },
} as const;
/** Đồng that a case stands for on the average. */
const DONG_A_CASE = 1_546_159_000;

export function detailTo(query: Detail, change: Change): Answers[Detail['ask']] {
  const head = { year: YEAR, at: formatInstant(NOW) };
  switch (query.ask) {
    case 'trends': {
      const rows = officesOf(change).map(({ unit }) => {
        const now = ofOffice(query.indicator, unit, change);
        const trend = Array.from({ length: TREND_DAYS }, (_, i) =>
          isMissing(change, unit, i) ? null : now * (0.6 + (0.4 * (i + share(unit, i))) / TREND_DAYS),
        );
        return { unit, trend };
      });
      return { unit: query.unit, ...head, indicator: query.indicator, rows };
    }
    case 'measures':
      return { unit: query.unit, ...head, ...tables(change) };
    case 'distribution':
      return { ...head, ...distributed(query, change) };
    case 'holidays':
      return { days: holidayFile.parse(holidays).days };
  }
}

function tables(change: Change): Pick<Answers['measures'], 'cases' | 'money'> {
  const factor = change.zero ? 0 : change.negative ? -0.3 : change.huge ? 913 : 1;
  const unknown = (letter: string) => change.empty || (change.gaps && 'DEHR'.includes(letter));
  const count = (letter: keyof typeof TABLE) =>
    unknown(letter) ? null : Math.round(TABLE[letter] * factor) + 0;
  const sum = (letter: keyof typeof TABLE) =>
    unknown(letter) ? null : String(BigInt(Math.round(TABLE[letter] * factor)) * BigInt(DONG_A_CASE));
  return {
    cases: Object.fromEntries(COUNT_LETTERS.map((l) => [l, count(l)])) as Answers['measures']['cases'],
    money: Object.fromEntries(MONEY_LETTERS.map((l) => [l, sum(l)])) as Answers['measures']['money'],
  };
}

function keysOf(by: DistributedBy, { offices = 19 }: Change): readonly string[] {
  if (by === 'category') return CATEGORIES;
  if (by === 'initiation') return INITIATIONS;
  if (by === 'band') return VALUE_BANDS.map(({ key }) => key);
  return Array.from({ length: offices * 4 }, (_, i) => `CHV${i + 1}`);
}

/** Parts that fall off, and a twentieth of the whole that has no part. */
function distributed({ unit, indicator, by }: Extract<Detail, { ask: 'distribution' }>, change: Change) {
  const keys = keysOf(by, change);
  const whole = amountOf(indicator, change);
  const weights = keys.map((key, i) => (0.2 + share(key, indicator)) / (1 + i * 0.35));
  const together = weights.reduce((sum, weight) => sum + weight, 0);
  const isRate = kindOf(indicator).unit === 'percent';
  const rows = keys.map((key, i) => {
    const part = isRate ? whole * (0.5 + share(key)) : (whole * 0.95 * (weights[i] ?? 0)) / together;
    const long = change.long ? ' Nguyễn Phúc Vĩnh Thụy Công Tằng Tôn Nữ' : '';
    return {
      key,
      name: by === 'officer' ? `${NAMES[i % NAMES.length] ?? ''}${long}` : null,
      value: isMissing(change, key) ? null : written(indicator, part),
    };
  });
  return {
    ...{ unit, indicator, by, unitOf: kindOf(indicator).unit, decimals: kindOf(indicator).decimals },
    whole: change.empty ? null : written(indicator, whole),
    rows: change.empty ? [] : rows,
  };
}
