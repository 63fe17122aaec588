/**
 * What a widget is. Each folder `renderer/widgets/<name>` exports one `widget` from its `index.ts`,
 * made by `defineWidget`, and is listed in `registry.ts`. A widget says which questions it needs
 * answered; the frame around it draws title, freshness and nature of the figures from those, the
 * view reads the same answers with `useAnswer` of `renderer/data`. A widget never fetches.
 */
import { createElement, type ComponentType, type ReactNode } from 'react';
import type { z } from 'zod';
import type { Query } from '../../electron/contract/live.ts';

export interface WidgetProps<C> {
  readonly config: C;
}

/** How the frame is drawn: title above the body, or no title row at all (the view writes its own title). */
export type Heading = 'above' | 'none';

export interface WidgetDefinition<C> {
  /** Name of the widget's folder; `type` of a placed widget in a layout document. */
  readonly name: string;
  /** i18n key of the widget's title, such as `widgets:ranking.title`. */
  readonly title: string;
  /** Smallest size in cells of the 12 × 12 grid at which the widget is legible. */
  readonly minimum: { readonly w: number; readonly h: number };
  /** Schema of `config`, strict, with a default for every field that has a sensible one. */
  readonly config: z.ZodType<C>;
  /** Questions whose answers the view reads; the same questions must be asked in the view. */
  needs(config: C): readonly Query[];
  /** Fills the box it is given (100 % × 100 %); may be `lazy(...)`, the frame waits for it. */
  readonly view: ComponentType<WidgetProps<C>>;
  /** Title made from the data, where a fixed one would say less (a sentence, a unit's name). */
  readonly heading?: ComponentType<WidgetProps<C>>;
  /** Default `above`. */
  readonly headed?: Heading;
}

/** A field of a widget's configuration at fault. */
export interface ConfigFault {
  /** Path such as `indicators.2`, or empty for the configuration as a whole. */
  readonly field: string;
  readonly detail: string;
}

/** A widget with a configuration that passed its schema, ready to be drawn. */
export interface OpenedWidget {
  readonly needs: readonly Query[];
  readonly headed: Heading;
  view(): ReactNode;
  heading(): ReactNode | null;
}

/** A registered widget, its configuration type sealed inside. */
export interface Widget {
  readonly name: string;
  readonly title: string;
  readonly minimum: { readonly w: number; readonly h: number };
  readonly config: z.ZodType;
  open(config: unknown): { widget: OpenedWidget } | { faults: readonly ConfigFault[] };
}

/** Seals a definition so that widgets of different configurations stand in one registry. */
export function defineWidget<C>(definition: WidgetDefinition<C>): Widget {
  const { name, title, minimum, config: schema } = definition;
  function open(raw: unknown) {
    const parsed = schema.safeParse(raw);
    if (!parsed.success) {
      const faults = parsed.error.issues.map((i) => ({ field: i.path.join('.'), detail: i.message }));
      return { faults };
    }
    const config = parsed.data;
    const { heading } = definition;
    const widget: OpenedWidget = {
      needs: definition.needs(config),
      headed: definition.headed ?? 'above',
      view: () => createElement(definition.view, { config }),
      heading: () => (heading ? createElement(heading, { config }) : null),
    };
    return { widget };
  }
  return { name, title, minimum, config: schema, open };
}
