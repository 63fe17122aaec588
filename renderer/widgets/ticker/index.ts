import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { TickerView } from './view.tsx';

export const widget = defineWidget({
  name: 'ticker',
  title: 'widgets:ticker.title',
  minimum: { w: 6, h: 3 },
  config,
  needs: (c) => [question(c)],
  view: TickerView,
  headed: 'none',
});
