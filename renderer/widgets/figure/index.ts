import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { FigureView } from './view.tsx';

export const widget = defineWidget({
  name: 'figure',
  title: 'widgets:figure.title',
  minimum: { w: 3, h: 2 },
  config,
  needs: (c) => [question(c)],
  view: FigureView,
  headed: 'none',
});
