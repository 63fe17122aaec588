import { defineWidget } from '../definition.ts';
import { config, questions } from './config.ts';
import { OfficesView } from './view.tsx';

export const widget = defineWidget({
  name: 'offices',
  title: 'widgets:offices.title',
  minimum: { w: 5, h: 4 },
  config,
  needs: (c) => Object.values(questions(c)),
  view: OfficesView,
});
