import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { DistributionHeading, DistributionView } from './view.tsx';

export const widget = defineWidget({
  name: 'distribution',
  title: 'widgets:distribution.title',
  minimum: { w: 4, h: 4 },
  config,
  needs: (c) => [question(c)],
  view: DistributionView,
  heading: DistributionHeading,
});
