import { lazy } from 'react';
import { defineWidget } from '../definition.ts';
import { mapConfig } from './config.ts';
import { MapHeading } from './heading.tsx';
import { needsOf } from './needs.ts';

export const widget = defineWidget({
  name: 'map',
  title: 'map:title',
  minimum: { w: 7, h: 8 },
  config: mapConfig,
  needs: needsOf,
  view: lazy(() => import('./view.tsx')),
  heading: MapHeading,
});
