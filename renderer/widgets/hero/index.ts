import { defineWidget } from '../definition.ts';
import { config, questions } from './config.ts';
import { HeroView } from './view.tsx';

export const widget = defineWidget({
  name: 'hero',
  title: 'widgets:hero.title',
  minimum: { w: 4, h: 4 },
  config,
  needs: (c) => Object.values(questions(c)),
  view: HeroView,
  headed: 'none',
});
