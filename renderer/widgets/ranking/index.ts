import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { RankingHeading, RankingView } from './view.tsx';

export const widget = defineWidget({
  name: 'ranking',
  title: 'widgets:ranking.title',
  minimum: { w: 3, h: 6 },
  config,
  needs: (c) => [question(c)],
  view: RankingView,
  heading: RankingHeading,
});
