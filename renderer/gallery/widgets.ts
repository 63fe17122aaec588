/** One screen for every widget, as large as the product itself places it. */
import type { Layout } from '../../electron/contract/layouts.ts';
import { layout } from '../../electron/contract/layouts.ts';
import { UNPLACED } from '../widgets/fixtures/unplaced.ts';
import { widgetNames } from '../widgets/registry.ts';

const files = import.meta.glob<unknown>('../../assets/layouts/*.json', { eager: true, import: 'default' });
const placed = Object.values(files).flatMap((file) => layout.parse(file).widgets);

export function widgetLayout(name: string): Layout | undefined {
  if (!widgetNames().includes(name)) return undefined;
  const found = placed.find(({ type }) => type === name);
  const placing = found ?? UNPLACED[name];
  if (!placing) throw new Error(`Say in UNPLACED how the widget ${name} is placed.`);
  const { w, h, config } = placing;
  const { x = 0, y = 0 } = found ?? {};
  return {
    schema: 1,
    id: `widget-${name}`,
    title: { vi: 'Một ô', en: 'A widget' },
    widgets: [{ id: 'w', type: name, x, y, w, h, config }],
  };
}
