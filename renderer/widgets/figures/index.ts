import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { FiguresView } from './view.tsx';

export const widget = defineWidget({
  name: 'figures',
  title: 'widgets:figures.title',
  minimum: { w: 6, h: 2 },
  config,
  needs: (c) => [question(c)],
  view: FiguresView,
  headed: 'none',
});
