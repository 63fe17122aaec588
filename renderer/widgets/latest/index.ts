import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { LatestView } from './view.tsx';

export const widget = defineWidget({
  name: 'latest',
  title: 'widgets:latest.title',
  minimum: { w: 3, h: 4 },
  config,
  needs: (c) => [question(c)],
  view: LatestView,
});
