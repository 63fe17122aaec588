import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { EntrustmentsHeading, EntrustmentsView } from './view.tsx';

export const widget = defineWidget({
  name: 'entrustments',
  title: 'widgets:entrustments.title',
  minimum: { w: 4, h: 4 },
  config,
  needs: (c) => [question(c)],
  view: EntrustmentsView,
  heading: EntrustmentsHeading,
});
