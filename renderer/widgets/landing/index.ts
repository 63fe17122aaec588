import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { LandingHeading, LandingView } from './view.tsx';

export const widget = defineWidget({
  name: 'landing',
  title: 'widgets:landing.title',
  minimum: { w: 4, h: 4 },
  config,
  needs: (c) => [question(c)],
  view: LandingView,
  heading: LandingHeading,
});
