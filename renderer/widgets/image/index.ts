import { defineWidget } from '../definition.ts';
import { config, question } from './config.ts';
import { ImageView } from './view.tsx';

export const widget = defineWidget({
  name: 'image',
  title: 'widgets:image.title',
  minimum: { w: 2, h: 2 },
  config,
  needs: ({ image }) => (image === undefined ? [] : [question(image)]),
  view: ImageView,
  headed: 'none',
});
