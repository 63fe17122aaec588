/** Answers in words, in both languages. What they say is put together here; figures come formatted. */
import type { Scalar } from '../../contract/answers.ts';
import type { Status } from '../../contract/indicators.ts';
import type { CannotReason, OPEN_SLOTS, Query, Words } from '../../contract/questions.ts';
import { dayText, exactFigure, type Language, plainNumber, shortFigure } from './formats.ts';
import type { Measured } from './measured.ts';

/** The same in both languages. */
export function both(make: (language: Language) => string): Words {
  return { vi: make('vi'), en: make('en') };
}

export function joined(parts: readonly (Words | null)[]): Words {
  return both((language) => parts.flatMap((part) => (part === null ? [] : [part[language]])).join(' '));
}

const MORE_IN_LIST = 10;

interface Named {
  label: Words;
  value: Scalar;
}

/** `A: 12 việc; B: 10 việc`. */
function listed(rows: readonly Named[], measured: Measured, language: Language, numbered = false): string {
  const shown = rows.slice(0, MORE_IN_LIST);
  const text = shown
    .map(
      ({ label, value }, i) =>
        `${numbered ? `${i + 1}. ` : ''}${label[language]}: ${shortFigure(value, measured, language)}`,
    )
    .join('; ');
  const more = rows.length - shown.length;
  if (more <= 0) return text;
  return language === 'vi' ? `${text}; và ${more} dòng khác` : `${text}; and ${more} more`;
}

export const sentences = {
  value: (about: {
    measured: Measured;
    unit: string;
    when: Words;
    value: Scalar;
    only: Words | null;
  }): Words => {
    const { measured, unit, when, value, only } = about;
    return both((l) => {
      const of = `${measured.name[l]}${only ? ` (${only[l]})` : ''}`;
      const figure = exactFigure(value, measured, l);
      if (l === 'en')
        return `${of} of ${unit} ${when.en}: ${value === null ? 'there is no figure' : figure}.`;
      return value === null
        ? `${of} của ${unit} ${when.vi}: chưa có số liệu.`
        : `${of} của ${unit} ${when.vi} là ${figure}.`;
    });
  },

  comparedPeriods: (about: {
    measured: Measured;
    unit: string;
    only: Words | null;
    now: Named;
    then: Named;
    difference: Scalar;
    growth: number | null;
  }): Words => {
    const { measured, unit, only, now, then } = about;
    return both((l) => {
      const of = `${measured.name[l]}${only ? ` (${only[l]})` : ''} ${l === 'vi' ? 'của' : 'of'} ${unit}`;
      const side = ({ label, value }: Named) =>
        l === 'vi'
          ? `${label.vi} ${value === null ? 'chưa có số liệu' : `là ${exactFigure(value, measured, l)}`}`
          : `${label.en} ${value === null ? 'there is no figure' : exactFigure(value, measured, l)}`;
      return `${of}: ${side(now)}; ${side(then)}. ${movement(about, l)}`.trim();
    });
  },

  comparedUnits: (about: {
    measured: Measured;
    when: Words;
    rows: readonly Named[];
    spread: Scalar;
  }): Words => {
    const { measured, when, rows, spread } = about;
    return both((l) => {
      const list = listed(rows, measured, l);
      const head = `${measured.name[l]} ${when[l]}: ${list}.`;
      const known = rows.filter(({ value }) => value !== null);
      const [first, second] = [...known].sort((a, b) => compared(b.value, a.value));
      const last = [...known].sort((a, b) => compared(a.value, b.value))[0];
      if (!first || !second || !last || spread === null) return head;
      if (Number(spread) === 0) return `${head} ${l === 'vi' ? 'Các đơn vị bằng nhau.' : 'They are equal.'}`;
      const by = gap(spread, measured, l);
      return l === 'vi'
        ? `${head} ${first.label.vi} ${known.length === 2 ? 'cao hơn' : 'cao nhất, hơn'} ${last.label.vi}: ${by}.`
        : `${head} ${first.label.en} is ${known.length === 2 ? '' : 'highest, '}${by} above ${last.label.en}.`;
    });
  },

  ranking: (about: {
    measured: Measured;
    unit: string;
    when: Words;
    query: Extract<Query, { kind: 'ranking' }>;
    rows: readonly Named[];
    all: number;
    /** How many more are level with the last one. */
    tied: number;
  }): Words => {
    const { measured, when, query, rows, all, unit, tied } = about;
    return both((l) => {
      const extreme = EXTREME[l][query.order];
      const name = measured.name[l];
      const [first] = rows;
      if (query.bound) {
        const bound = shortFigure(query.bound.value, measured, l);
        const beyond = BOUND[l][query.bound.is];
        if (!first)
          return l === 'vi'
            ? `Không có đơn vị nào trong ${all} đơn vị của ${unit} có ${lower(name)} ${beyond} ${bound} (${when.vi}).`
            : `None of the ${all} units of ${unit} has a figure for ${lower(name)} ${beyond} ${bound} (${when.en}).`;
        return l === 'vi'
          ? `${rows.length} trong ${all} đơn vị của ${unit} có ${lower(name)} ${beyond} ${bound} (${when.vi}): ${listed(rows, measured, l)}.`
          : `${rows.length} of ${all} units of ${unit} have a figure for ${lower(name)} ${beyond} ${bound} (${when.en}): ${listed(rows, measured, l)}.`;
      }
      const level =
        tied === 0 || query.limit === null
          ? ''
          : l === 'vi'
            ? ` Còn ${tied} đơn vị khác cùng mức.`
            : ` ${tied} more ${tied === 1 ? 'is' : 'are'} level with it.`;
      if (first && query.limit === 1)
        return l === 'vi'
          ? `Trong ${all} đơn vị của ${unit}, ${first.label.vi} có ${lower(name)} ${extreme} (${when.vi}): ${exactFigure(first.value, measured, l)}.${level}`
          : `Of ${all} units of ${unit}, ${first.label.en} has the ${extreme} figure for ${lower(name)} (${when.en}): ${exactFigure(first.value, measured, l)}.${level}`;
      const head =
        l === 'vi'
          ? query.limit === null
            ? `Xếp hạng ${all} đơn vị của ${unit} theo ${lower(name)} (${when.vi})`
            : `${rows.length} đơn vị của ${unit} có ${lower(name)} ${extreme} (${when.vi})`
          : query.limit === null
            ? `${all} units of ${unit} by ${lower(name)} (${when.en})`
            : `The ${rows.length} units of ${unit} with the ${extreme} figures for ${lower(name)} (${when.en})`;
      return `${head}: ${listed(rows, measured, l, true)}.${level}`;
    });
  },

  breakdown: (about: {
    measured: Measured;
    unit: string;
    when: Words;
    by: Words;
    order: 'highest' | 'lowest' | null;
    rows: readonly Named[];
  }): Words => {
    const { measured, unit, when, by, order, rows } = about;
    return both((l) => {
      const sorted =
        order === null ? '' : l === 'vi' ? `, ${EXTREME.vi[order]}` : `, ${EXTREME.en[order]} first`;
      return l === 'vi'
        ? `${measured.name.vi} của ${unit} ${when.vi}, ${by.vi}${sorted}: ${listed(rows, measured, l)}.`
        : `${measured.name.en} of ${unit} ${when.en}, ${by.en}${sorted}: ${listed(rows, measured, l)}.`;
    });
  },

  standing: ({
    measured,
    toDate,
    status,
  }: {
    measured: Measured;
    toDate: number;
    status: Status | null;
  }): Words =>
    both((l) => {
      const due = shortFigure(toDate, measured, l);
      const standing =
        status === null ? '' : l === 'vi' ? `: ${lower(STATUS.vi[status])}` : `: ${lower(STATUS.en[status])}`;
      return l === 'vi' ? `Chỉ tiêu đến ngày này ${due}${standing}.` : `Target to date ${due}${standing}.`;
    }),

  trend: (about: { measured: Measured; unit: string; step: Words; rows: readonly Named[] }): Words => {
    const { measured, unit, step, rows } = about;
    return both((l) => {
      const known = rows.filter(({ value }) => value !== null);
      const [first] = known;
      const last = known.at(-1);
      const sorted = [...known].sort((a, b) => compared(a.value, b.value));
      const [lowest] = sorted;
      const highest = sorted.at(-1);
      const figure = (one: Named) => `${shortFigure(one.value, measured, l)} (${one.label[l]})`;
      const head =
        l === 'vi'
          ? `${measured.name.vi} của ${unit} ${step.vi}`
          : `${measured.name.en} of ${unit} ${step.en}`;
      if (!first || !last || !lowest || !highest)
        return l === 'vi' ? `${head}: chưa có số liệu.` : `${head}: there is no figure.`;
      return l === 'vi'
        ? `${head}: từ ${figure(first)} đến ${figure(last)}; cao nhất ${figure(highest)}, thấp nhất ${figure(lowest)}.`
        : `${head}: from ${figure(first)} to ${figure(last)}; highest ${figure(highest)}, lowest ${figure(lowest)}.`;
    });
  },

  target: (about: {
    measured: Measured;
    unit: string;
    day: string;
    year: number;
    value: Scalar;
    target: { year: number; toDate: number; status: Status | null };
  }): Words => {
    const { measured, unit, day, year, value, target } = about;
    return both((l) => {
      const figure = (one: Scalar) => shortFigure(one, measured, l);
      const short =
        value === null ? null : Number((Number(value) - target.toDate).toFixed(measured.decimals));
      const standing =
        target.status === null || short === null
          ? ''
          : l === 'vi'
            ? ` ${STATUS.vi[target.status]}, ${short >= 0 ? 'vượt' : 'thiếu'} ${gap(Math.abs(short), measured, l)}.`
            : ` ${STATUS.en[target.status]}: ${gap(Math.abs(short), measured, l)} ${short >= 0 ? 'above' : 'short'}.`;
      return l === 'vi'
        ? `Chỉ tiêu ${lower(measured.name.vi)} năm ${year} của ${unit} là ${figure(target.year)}; đến ngày ${dayText(day)} phải đạt ${figure(target.toDate)}, thực hiện ${figure(value)}.${standing}`
        : `The target of ${unit} for ${lower(measured.name.en)} in statistical year ${year} is ${figure(target.year)}; by ${dayText(day)} it must reach ${figure(target.toDate)} and stands at ${figure(value)}.${standing}`;
    });
  },

  againstTargets: (about: {
    measured: Measured;
    unit: string;
    day: string;
    rows: readonly (Named & { toDate: number })[];
    all: number;
    met: boolean;
  }): Words => {
    const { measured, unit, day, rows, all, met } = about;
    return both((l) => {
      const pairs = rows
        .slice(0, MORE_IN_LIST)
        .map(({ label, value, toDate }) => {
          const [reached, due] = [shortFigure(value, measured, l), shortFigure(toDate, measured, l)];
          return `${label[l]}: ${reached} / ${due}`;
        })
        .join('; ');
      const more = rows.length - MORE_IN_LIST;
      const name = lower(measured.name[l]);
      if (l === 'vi') {
        const head = `Đến ngày ${dayText(day)}, ${rows.length} trong ${all} đơn vị được giao chỉ tiêu của ${unit} ${met ? 'đạt' : 'chưa đạt'} chỉ tiêu ${name}`;
        if (rows.length === 0) return `${head}.`;
        return `${head} (thực hiện / phải đạt): ${pairs}${more > 0 ? `; và ${more} đơn vị khác` : ''}.`;
      }
      const head = `By ${dayText(day)} ${rows.length} of ${all} units of ${unit} with a target ${met ? 'meet it' : 'are short of it'} for ${name}`;
      if (rows.length === 0) return `${head}.`;
      return `${head} (reached / due): ${pairs}${more > 0 ? `; and ${more} more` : ''}.`;
    });
  },

  sources: (names: readonly string[], nature: Words): Words =>
    both((l) => {
      const list = names.join(', ');
      if (l === 'vi') return list === '' ? `(${nature.vi}.)` : `Nguồn: ${list} (${nature.vi}).`;
      return list === '' ? `(${nature.en}.)` : `Source: ${list} (${nature.en}).`;
    }),

  ignored: (words: readonly string[]): Words | null =>
    words.length === 0
      ? null
      : {
          vi: `Chưa hiểu và đã bỏ qua: ${words.map((word) => `“${word}”`).join(', ')}.`,
          en: `Not understood and left out: ${words.map((word) => `“${word}”`).join(', ')}.`,
        },
};

const EXTREME = {
  vi: { highest: 'cao nhất', lowest: 'thấp nhất' },
  en: { highest: 'highest', lowest: 'lowest' },
};
const BOUND = { vi: { above: 'trên', below: 'dưới' }, en: { above: 'above', below: 'below' } };
const STATUS: Readonly<Record<Language, Readonly<Record<Status, string>>>> = {
  vi: { met: 'Đạt chỉ tiêu', near: 'Gần đạt', behind: 'Chậm so với chỉ tiêu', missed: 'Không đạt' },
  en: { met: 'On target', near: 'Nearly on target', behind: 'Behind target', missed: 'Off target' },
};

function movement(
  { measured, difference, growth }: { measured: Measured; difference: Scalar; growth: number | null },
  l: Language,
): string {
  if (difference === null) return '';
  if (Number(difference) === 0) return l === 'vi' ? 'Không thay đổi.' : 'Unchanged.';
  const rises = Number(difference) > 0;
  const size = String(difference).replace('-', '');
  const by = gap(typeof difference === 'string' ? size : Number(size), measured, l);
  const share =
    growth === null || measured.unit === 'percent'
      ? ''
      : ` (${rises ? '+' : '−'}${percent(Math.abs(growth), l)})`;
  return l === 'vi' ? `${rises ? 'Tăng' : 'Giảm'} ${by}${share}.` : `${rises ? 'Up' : 'Down'} ${by}${share}.`;
}

function percent(value: number, l: Language): string {
  return l === 'vi' ? `${plainNumber(value, 1, l)} %` : `${plainNumber(value, 1, l)}%`;
}

/** A difference: of rates in points. */
function gap(value: Scalar, measured: Measured, l: Language): string {
  if (measured.unit !== 'percent') return exactFigure(value, measured, l);
  const text = plainNumber(Number(value), measured.decimals, l);
  return l === 'vi' ? `${text} điểm phần trăm` : `${text} percentage points`;
}

/** Within a sentence; a word all in capitals stays so. */
function lower(name: string): string {
  return /^\p{Lu}\p{Lu}/u.test(name) ? name : name.charAt(0).toLowerCase() + name.slice(1);
}

/** đồng are compared as whole numbers; no value comes last. */
export function compared(a: Scalar, b: Scalar): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1;
  if (typeof a === 'string' && typeof b === 'string' && !a.includes('.') && !b.includes('.')) {
    const [x, y] = [BigInt(a), BigInt(b)];
    return x < y ? -1 : x > y ? 1 : 0;
  }
  return Number(a) - Number(b);
}

export const NATURES: Readonly<Record<'operational' | 'sample' | 'published', Words>> = {
  operational: { vi: 'số liệu nghiệp vụ', en: 'operational figures' },
  sample: { vi: 'dữ liệu mẫu', en: 'sample data' },
  published: { vi: 'số liệu công bố', en: 'published figures' },
};

export const BY: Readonly<Record<'unit' | 'officer' | 'category' | 'initiation' | 'band', Words>> = {
  unit: { vi: 'theo đơn vị', en: 'by unit' },
  officer: { vi: 'theo chấp hành viên', en: 'by enforcer' },
  category: { vi: 'theo loại việc', en: 'by category' },
  initiation: { vi: 'theo hình thức thi hành', en: 'by initiation' },
  band: { vi: 'theo giá trị phải thi hành', en: 'by value' },
};

export const STEP: Readonly<Record<'day' | 'week' | 'month', Words>> = {
  day: { vi: 'theo ngày', en: 'day by day' },
  week: { vi: 'theo tuần', en: 'week by week' },
  month: { vi: 'theo tháng', en: 'month by month' },
};

export const NONE: Words = { vi: 'Không ghi', en: 'None recorded' };

export const CHOOSE: Readonly<Record<(typeof OPEN_SLOTS)[number], Words>> = {
  table: { vi: 'Bạn hỏi theo việc hay theo tiền?', en: 'By cases or by money?' },
  unit: { vi: 'Bạn hỏi về đơn vị nào?', en: 'Which unit do you mean?' },
  subject: { vi: 'Bạn muốn xem chỉ số nào?', en: 'Which figure do you want to see?' },
};

export const CANNOT: Readonly<Record<CannotReason, Words>> = {
  off_field: {
    vi: 'Tôi chỉ trả lời được câu hỏi về số liệu thi hành án dân sự: chỉ số, đơn vị, thời gian, so sánh, xếp hạng, cơ cấu, xu hướng và chỉ tiêu.',
    en: 'I answer questions about figures of civil judgment enforcement only: indicators, units, times, comparisons, rankings, breakdowns, trends and targets.',
  },
  unknown_unit: {
    vi: 'Không tìm thấy đơn vị này trong phần tổ chức mà bạn được xem.',
    en: 'There is no such unit in the part of the organisation that you may see.',
  },
  future: {
    vi: 'Thời gian này chưa đến nên chưa có số liệu.',
    en: 'That time is still ahead: there are no figures yet.',
  },
  no_cause: {
    vi: 'Tôi không giải thích được nguyên nhân, chỉ nêu được số liệu. Bạn có thể xem xu hướng, so với cùng kỳ hoặc cơ cấu theo loại việc.',
    en: 'I cannot explain causes, only give figures. Look at the trend, the same time last year, or the breakdown by category.',
  },
  single_case: {
    vi: 'Tôi không trả lời về từng hồ sơ hay từng người. Hãy mở danh sách việc của đơn vị nếu bạn có quyền xem.',
    en: 'I do not answer about single cases or people. Open the unit’s list of cases if you may see it.',
  },
  not_available: {
    vi: 'Hỏi đáp chưa trả lời được loại câu hỏi này.',
    en: 'Questions of this kind cannot be answered here yet.',
  },
  not_permitted: {
    vi: 'Bạn chưa được cấp quyền xem số liệu theo từng chấp hành viên.',
    en: 'You are not permitted to see figures of single enforcers.',
  },
  not_divisible: {
    vi: 'Số liệu của đơn vị này chỉ có tổng số, không chia nhỏ hơn được.',
    en: 'Only totals are known of this unit; they cannot be broken down.',
  },
  no_data: {
    vi: 'Không có số liệu cho câu hỏi này.',
    en: 'There are no figures for this question.',
  },
};

export const NOT_YET: Readonly<Record<'forecast' | 'alert' | 'task', Words>> = {
  forecast: {
    vi: 'Đã hiểu bạn hỏi dự báo, nhưng hỏi đáp chưa trả lời được dự báo.',
    en: 'This asks for a forecast, which cannot be answered here yet.',
  },
  alert: {
    vi: 'Đã hiểu bạn hỏi cảnh báo, nhưng hỏi đáp chưa trả lời được về cảnh báo.',
    en: 'This asks about alerts, which cannot be answered here yet.',
  },
  task: {
    vi: 'Đã hiểu bạn hỏi nhiệm vụ, nhưng hỏi đáp chưa trả lời được về nhiệm vụ.',
    en: 'This asks about tasks, which cannot be answered here yet.',
  },
};

/** Questions that are answered, to begin with. */
export const EXAMPLES: readonly Words[] = [
  { vi: 'Tỷ lệ việc thi hành xong từ đầu năm?', en: 'Case completion rate this year?' },
  {
    vi: 'Tháng này thu được bao nhiêu tiền so với tháng trước?',
    en: 'Money collected this month compared with last month?',
  },
  { vi: 'Đơn vị nào có tỷ lệ việc xong thấp nhất?', en: 'Which unit has the lowest case completion rate?' },
];
