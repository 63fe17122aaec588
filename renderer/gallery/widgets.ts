/** One screen for every widget, as large as the product itself places it. */
import type { Layout, PlacedWidget } from '../../electron/contract/layouts.ts';
import { layout } from '../../electron/contract/layouts.ts';
import { UNPLACED } from '../widgets/fixtures/unplaced.ts';
import { widgetNames } from '../widgets/registry.ts';

const files = import.meta.glob<unknown>('../../assets/layouts/*.json', { eager: true, import: 'default' });
const placed = Object.values(files).flatMap((file) => layout.parse(file).widgets);

/** Widgets set as no layout of the product sets them. */
const VARIANTS: Readonly<Record<string, PlacedWidget['config']>> = {
  'map-dots': { colourBy: 'nothing', size: null, dots: 'cases_to_enforce', dotsMost: 20_000 },
  'map-density': { colour: 'cases_to_enforce', colourBy: 'density', size: null },
  'map-bars': { symbol: 'bar', size: 'cases_to_enforce', colourBy: 'value', colour: 'money_recovery_rate' },
  'map-symbols': { colourBy: 'nothing', size: 'cases_to_enforce', symbolColour: 'money_recovery_rate' },
  'map-flows': { flows: 12, size: null },
  'map-money': { flows: 12, flowsBy: 'money', size: null },
  'map-tour': { tour: 'all', tourS: 20 },
  'entrustments-money': { unit: 'HCM', flowsBy: 'money' },
};

export function widgetLayout(name: string): Layout | undefined {
  const variant = VARIANTS[name];
  const [kind = ''] = name.split('-');
  const type = variant ? kind : name;
  if (!widgetNames().includes(type)) return undefined;
  const found = placed.find((one) => one.type === type);
  const placing = found ?? UNPLACED[type];
  if (!placing) throw new Error(`Say in UNPLACED how the widget ${name} is placed.`);
  const { w, h } = placing;
  const config = variant ?? placing.config;
  const { x = 0, y = 0 } = found ?? {};
  return {
    schema: 1,
    id: `widget-${name}`,
    title: { vi: 'Một ô', en: 'A widget' },
    widgets: [{ id: 'w', type, x, y, w, h, config }],
  };
}
