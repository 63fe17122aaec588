/** Every widget there is, by the name layouts call it. A new widget adds its line to `WIDGETS`. */
import type { Widget } from './definition.ts';

const WIDGETS: readonly Widget[] = [];

const byName = new Map(WIDGETS.map((w) => [w.name, w]));

/** The widget of that name, or `undefined` when no such widget is registered. */
export function findWidget(name: string): Widget | undefined {
  return byName.get(name);
}

/** Names of all widgets in the order of the registry. */
export function widgetNames(): readonly string[] {
  return WIDGETS.map((w) => w.name);
}
