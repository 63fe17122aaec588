import { defineWidget } from '../definition.ts';
import { config } from './config.ts';
import { SourcesView } from './view.tsx';

export const widget = defineWidget({
  name: 'sources',
  title: 'widgets:sources.title',
  minimum: { w: 4, h: 2 },
  config,
  needs: () => [],
  view: SourcesView,
});
