/** One screen for every widget, as large as the product itself places it. */
import type { Layout, PlacedWidget } from '../../electron/contract/layouts.ts';
import { layout } from '../../electron/contract/layouts.ts';
import { widgetNames } from '../widgets/registry.ts';

const files = import.meta.glob<unknown>('../../assets/layouts/*.json', { eager: true, import: 'default' });
const placed = Object.values(files).flatMap((file) => layout.parse(file).widgets);

/** Widgets that no layout of the product places. */
const UNPLACED: Readonly<Record<string, PlacedWidget['config']>> = {
  ranking: { unit: 'HCM', level: 'region', indicator: 'case_completion_rate' },
  published: {
    indicators: ['case_completion_rate', 'money_recovery_rate'],
    records: [{ unit: 'CB-HCM', year: 2025, name: { vi: 'TP. Hồ Chí Minh', en: 'Ho Chi Minh City' } }],
  },
  landing: { unit: 'HCM', indicator: 'case_completion_rate' },
  question: { unit: 'HCM', question: 'Đơn vị nào có tỷ lệ việc xong thấp nhất?' },
  figure: { unit: 'HCM', indicator: 'case_completion_rate' },
  tasks: { unit: 'HCM', limit: 6 },
  message: {
    title: { vi: 'Chào mừng đoàn công tác', en: 'Welcome' },
    text: {
      vi: 'Lễ sơ kết quý I bắt đầu lúc 15 giờ tại hội trường tầng 2.',
      en: 'The meeting begins at 3 p.m.',
    },
  },
};

export const WIDGETS: readonly string[] = widgetNames();

export function widgetLayout(name: string): Layout | undefined {
  if (!WIDGETS.includes(name)) return undefined;
  const found = placed.find(({ type }) => type === name);
  const config = found?.config ?? UNPLACED[name] ?? {};
  const { x = 0, y = 0, w = 6, h = 6 } = found ?? {};
  return {
    schema: 1,
    id: `widget-${name}`,
    title: { vi: name, en: name },
    widgets: [{ id: 'w', type: name, x, y, w, h, config }],
  };
}
