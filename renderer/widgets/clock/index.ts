import { defineWidget } from '../definition.ts';
import { config } from './config.ts';
import { ClockView } from './view.tsx';

export const widget = defineWidget({
  name: 'clock',
  title: 'widgets:clock.title',
  minimum: { w: 3, h: 2 },
  config,
  needs: () => [],
  view: ClockView,
  headed: 'none',
});
