import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { QuestionHeading, QuestionView } from './view.tsx';

export const widget = defineWidget({
  name: 'question',
  title: 'widgets:question.title',
  minimum: { w: 3, h: 3 },
  config,
  needs: (c) => [question(c)],
  view: QuestionView,
  heading: QuestionHeading,
});
