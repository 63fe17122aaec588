import { defineWidget } from '../definition.ts';
import { config, needs } from './config.ts';
import { TrendHeading, TrendView } from './view.tsx';

export const widget = defineWidget({
  name: 'trend',
  title: 'widgets:trend.title',
  minimum: { w: 4, h: 4 },
  config,
  needs,
  view: TrendView,
  heading: TrendHeading,
});
