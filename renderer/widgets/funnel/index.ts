import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { FunnelHeading, FunnelView } from './view.tsx';

export const widget = defineWidget({
  name: 'funnel',
  title: 'widgets:funnel.title',
  minimum: { w: 6, h: 8 },
  config,
  needs: (c) => [question(c)],
  view: FunnelView,
  heading: FunnelHeading,
});
