/** Words that stand in every answer of their kind. */
import type { Words } from '../../contract/questions.ts';
import { both } from '../wording/index.ts';

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

export function sourcesWords(names: readonly string[], nature: Words): Words {
  return both((l) => {
    const list = names.join(', ');
    if (l === 'vi') return list === '' ? `(${nature.vi}.)` : `Nguồn: ${list} (${nature.vi}).`;
    return list === '' ? `(${nature.en}.)` : `Source: ${list} (${nature.en}).`;
  });
}

export function ignoredWords(words: readonly string[]): Words | null {
  return words.length === 0
    ? null
    : {
        vi: `Chưa hiểu và đã bỏ qua: ${words.map((word) => `“${word}”`).join(', ')}.`,
        en: `Not understood and left out: ${words.map((word) => `“${word}”`).join(', ')}.`,
      };
}
