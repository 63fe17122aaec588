import { describe, expect, it } from 'vitest';
import { findWidget, widgetNames } from '../widgets/registry.ts';
import { beginningConfig, orNothing, shapeOf } from './shape.ts';

const beginnings = { unit: 'HCM', indicators: ['case_completion_rate'], words: 'Thông báo' };

function widget(name: string) {
  const found = findWidget(name);
  if (!found) throw new Error(`There is no widget ${name}.`);
  return found;
}

describe('the shape of a configuration', () => {
  it.each(widgetNames())('of %s gives one to begin with that its schema accepts', (name) => {
    expect(widget(name).open(beginningConfig(widget(name), beginnings))).toHaveProperty('widget');
  });

  it('says which fields name a unit or an indicator, and which may name nothing', () => {
    const { properties } = shapeOf(widget('map'));
    expect(properties?.['unit']?.picks).toBe('unit');
    expect(properties?.['colour']?.picks).toBe('indicator');
    expect(orNothing(properties?.['size'] ?? {})).toMatchObject({
      nullable: true,
      shape: { picks: 'indicator' },
    });
    expect(properties?.['flows']).toMatchObject({ type: 'integer', minimum: 0, maximum: 20 });
    expect(shapeOf(widget('ranking')).properties?.['order']?.enum).toEqual(['highest', 'lowest', 'tree']);
  });
});
