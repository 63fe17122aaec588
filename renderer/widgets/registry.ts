/** Every widget there is, by the name layouts call it. A new widget adds its line to `WIDGETS`. */
import { widget as alerts } from './alerts/index.ts';
import type { Widget } from './definition.ts';
import { widget as calendar } from './calendar/index.ts';
import { widget as clock } from './clock/index.ts';
import { widget as distribution } from './distribution/index.ts';
import { widget as entrustments } from './entrustments/index.ts';
import { widget as figure } from './figure/index.ts';
import { widget as figures } from './figures/index.ts';
import { widget as funnel } from './funnel/index.ts';
import { widget as hero } from './hero/index.ts';
import { widget as image } from './image/index.ts';
import { widget as landing } from './landing/index.ts';
import { widget as latest } from './latest/index.ts';
import { widget as map } from './map/index.ts';
import { widget as message } from './message/index.ts';
import { widget as offices } from './offices/index.ts';
import { widget as periods } from './periods/index.ts';
import { widget as progress } from './progress/index.ts';
import { widget as published } from './published/index.ts';
import { widget as question } from './question/index.ts';
import { widget as ranking } from './ranking/index.ts';
import { widget as sources } from './sources/index.ts';
import { widget as targets } from './targets/index.ts';
import { widget as tasks } from './tasks/index.ts';
import { widget as ticker } from './ticker/index.ts';
import { widget as trend } from './trend/index.ts';

const WIDGETS: readonly Widget[] = [
  alerts,
  calendar,
  clock,
  distribution,
  entrustments,
  figure,
  figures,
  funnel,
  hero,
  image,
  landing,
  latest,
  map,
  message,
  offices,
  periods,
  progress,
  published,
  question,
  ranking,
  sources,
  targets,
  tasks,
  ticker,
  trend,
];

const byName = new Map(WIDGETS.map((w) => [w.name, w]));

/** The widget of that name, or `undefined` when no such widget is registered. */
export function findWidget(name: string): Widget | undefined {
  return byName.get(name);
}

/** Names of all widgets in the order of the registry. */
export function widgetNames(): readonly string[] {
  return WIDGETS.map((w) => w.name);
}
