import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { TasksHeading, TasksView } from './view.tsx';

export const widget = defineWidget({
  name: 'tasks',
  title: 'widgets:tasks.title',
  minimum: { w: 4, h: 4 },
  config,
  needs: (c) => [question(c)],
  view: TasksView,
  heading: TasksHeading,
});
