import { defineWidget } from '../definition.ts';
import { config, questions } from './config.ts';
import { CalendarHeading, CalendarView } from './view.tsx';

export const widget = defineWidget({
  name: 'calendar',
  title: 'widgets:calendar.title',
  minimum: { w: 6, h: 6 },
  config,
  needs: (c) => Object.values(questions(c)),
  view: CalendarView,
  heading: CalendarHeading,
});
