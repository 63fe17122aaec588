import { defineWidget } from '../definition.ts';
import { config } from './config.ts';
import { MessageView } from './view.tsx';

export const widget = defineWidget({
  name: 'message',
  title: 'widgets:message.title',
  minimum: { w: 3, h: 1 },
  config,
  needs: () => [],
  view: MessageView,
  headed: 'none',
});
