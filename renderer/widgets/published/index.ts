import { defineWidget } from '../definition.ts';
import { config, questionOf } from './config.ts';
import { PublishedView } from './view.tsx';

export const widget = defineWidget({
  name: 'published',
  title: 'widgets:published.title',
  minimum: { w: 4, h: 3 },
  config,
  needs: (c) => c.records.map((r) => questionOf(c, r)),
  view: PublishedView,
});
