import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { TargetsHeading, TargetsView } from './view.tsx';

export const widget = defineWidget({
  name: 'targets',
  title: 'widgets:targets.title',
  minimum: { w: 5, h: 4 },
  config,
  needs: (c) => [question(c)],
  view: TargetsView,
  heading: TargetsHeading,
});
