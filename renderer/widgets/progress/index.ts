import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { ProgressView } from './view.tsx';

export const widget = defineWidget({
  name: 'progress',
  title: 'widgets:progress.title',
  minimum: { w: 4, h: 3 },
  config,
  needs: (c) => [question(c)],
  view: ProgressView,
});
