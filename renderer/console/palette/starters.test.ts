import { expect, it } from 'vitest';
import { findWidget, widgetNames } from '../../widgets/registry.ts';
import { STARTERS } from './starters.ts';

it.each(STARTERS.map((one) => [one.type, one] as const))(
  '%s begins as a widget that can be drawn',
  (type, one) => {
    const widget = findWidget(type);
    expect(widget?.open(one.config('HCM'))).toHaveProperty('widget');
    expect([one.w >= (widget?.minimum.w ?? 99), one.h >= (widget?.minimum.h ?? 99)]).toEqual([true, true]);
  },
);

it('offers every widget there is', () => {
  expect(STARTERS.map(({ type }) => type).sort()).toEqual([...widgetNames()].sort());
});
