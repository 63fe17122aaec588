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
  figure: { unit: 'HCM', indicator: 'case_completion_rate' },
  message: {
    title: { vi: 'Chào mừng đoàn công tác', en: 'Welcome' },
    text: {
      vi: 'Lễ sơ kết quý I bắt đầu lúc 15 giờ tại hội trường tầng 2.',
      en: 'The meeting begins at 3 p.m.',
    },
  },
};

/** Widgets with layers that no layout of the product shows. */
const VARIANTS: Readonly<Record<string, PlacedWidget['config']>> = {
  'map-dots': { colourBy: 'nothing', size: null, dots: 'cases_to_enforce', dotsMost: 20_000 },
  'map-density': { colour: 'cases_to_enforce', colourBy: 'density', size: null },
  'map-bars': { symbol: 'bar', size: 'cases_to_enforce', colourBy: 'value', colour: 'money_recovery_rate' },
  'map-symbols': { colourBy: 'nothing', size: 'cases_to_enforce', symbolColour: 'money_recovery_rate' },
  'map-flows': { flows: 12, size: null },
  'map-tour': { tour: 'all', tourS: 20 },
};

export const WIDGETS: readonly string[] = widgetNames();

export function widgetLayout(name: string): Layout | undefined {
  const [type = ''] = name.split('-');
  if (!WIDGETS.includes(type) || (type !== name && !VARIANTS[name])) return undefined;
  const found = placed.find((one) => one.type === type);
  const config = VARIANTS[name] ?? found?.config ?? UNPLACED[name] ?? {};
  const { x = 0, y = 0, w = 6, h = 6 } = found ?? {};
  return {
    schema: 1,
    id: `widget-${name}`,
    title: { vi: name, en: name },
    widgets: [{ id: 'w', type, x, y, w, h, config }],
  };
}
