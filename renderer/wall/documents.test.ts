import { describe, expect, it } from 'vitest';
import { indicator } from '../../electron/contract/indicators.ts';
import { layout, sceneDocument } from '../../electron/contract/layouts.ts';
import { findWidget } from '../widgets/registry.ts';

const read = (files: Record<string, unknown>) =>
  Object.entries(files).map(([path, file]) => ({ name: path.replace(/^.*\/|\.json$/g, ''), file }));
const layouts = read(import.meta.glob('../../assets/layouts/*.json', { eager: true, import: 'default' }));
const scenes = read(import.meta.glob('../../assets/scenes/*.json', { eager: true, import: 'default' }));
const known = new Set(
  read(import.meta.glob('../../assets/indicators/*.json', { eager: true, import: 'default' })).map(
    ({ file }) => indicator.parse(file).key,
  ),
);

describe('the layouts that come with the product', () => {
  for (const { name, file } of layouts)
    it(`${name} places known widgets, well configured and large enough, on known indicators`, () => {
      const document = layout.parse(file);
      expect(document.id).toBe(name);
      for (const placed of document.widgets) {
        const widget = findWidget(placed.type);
        expect(widget, placed.type).toBeDefined();
        const opened = widget?.open(placed.config);
        expect(opened).toHaveProperty('widget');
        expect([
          placed.id,
          placed.w >= (widget?.minimum.w ?? 0) && placed.h >= (widget?.minimum.h ?? 0),
        ]).toEqual([placed.id, true]);
        if (!opened || !('widget' in opened)) continue;
        for (const query of opened.widget.needs) {
          const keys =
            'indicators' in query ? query.indicators : 'indicator' in query ? [query.indicator] : [];
          expect(keys.filter((key) => !known.has(key))).toEqual([]);
        }
      }
    });
});

describe('the scenes that come with the product', () => {
  it('name layouts that are there; the first one shown is "default"', () => {
    const names = new Set(layouts.map((l) => l.name));
    expect(scenes.map((s) => s.name)).toContain('default');
    for (const { name, file } of scenes) {
      const document = sceneDocument.parse(file);
      expect(document.id).toBe(name);
      for (const one of Object.values(document.layouts))
        for (const id of typeof one === 'string' ? [one] : one.layouts) expect(names).toContain(id);
    }
  });
});
