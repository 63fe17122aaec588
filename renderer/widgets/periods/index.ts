import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { PeriodsHeading, PeriodsView } from './view.tsx';

export const widget = defineWidget({
  name: 'periods',
  title: 'widgets:periods.title',
  minimum: { w: 4, h: 3 },
  config,
  needs: (c) => [question(c)],
  view: PeriodsView,
  heading: PeriodsHeading,
});
