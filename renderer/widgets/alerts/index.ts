import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { AlertsView } from './view.tsx';

export const widget = defineWidget({
  name: 'alerts',
  title: 'widgets:alerts.title',
  minimum: { w: 4, h: 3 },
  config,
  needs: (given) => [question(given)],
  view: AlertsView,
});
