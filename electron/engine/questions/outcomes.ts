/** What is said where there is no answer, or not yet. */
import type { CannotReason, OPEN_SLOTS, Query, QuestionAnswer, Words } from '../../contract/questions.ts';
import { lower } from '../wording/index.ts';
import type { Measured } from './measured.ts';

export function cannot(
  reason: CannotReason,
  query: Query | null,
  { words = CANNOT[reason], measured = null }: { words?: Words; measured?: Measured | null } = {},
): QuestionAnswer {
  const near = measured === null ? [] : nearTo(reason, measured);
  return { outcome: 'cannot', reason, words, query, examples: near.length > 0 ? near : [...EXAMPLES] };
}

/** Questions about the same that are answered. */
function nearTo(reason: CannotReason, { name }: Measured): Words[] {
  const now = { vi: `${name.vi} từ đầu năm?`, en: `${name.en} this year?` };
  const trend = { vi: `Xu hướng ${lower(name.vi)}?`, en: `Trend of ${lower(name.en)}?` };
  const lastYear = { vi: `${name.vi} so với cùng kỳ?`, en: `${name.en} compared with last year?` };
  const parts = { vi: `${name.vi} theo loại việc?`, en: `${name.en} by category?` };
  switch (reason) {
    case 'too_complex':
    case 'no_cause':
      return [trend, lastYear, parts];
    case 'future':
      return [now, trend];
    case 'not_available':
      return [trend, lastYear];
    default:
      return [];
  }
}

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
  too_complex: {
    vi: 'Câu hỏi này gồm nhiều ý hoặc có phần loại trừ. Hãy hỏi từng ý một.',
    en: 'This asks several things at once, or leaves something out. Ask one thing at a time.',
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

export const NOT_YET: Readonly<Record<'forecast' | 'anomaly' | 'alert' | 'task', Words>> = {
  forecast: {
    vi: 'Đã hiểu bạn hỏi dự báo, nhưng hỏi đáp chưa trả lời được dự báo.',
    en: 'This asks for a forecast, which cannot be answered here yet.',
  },
  anomaly: {
    vi: 'Đã hiểu bạn hỏi điều bất thường, nhưng hỏi đáp chưa trả lời được.',
    en: 'This asks what was unusual, which cannot be answered here yet.',
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
