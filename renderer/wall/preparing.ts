/** Answers the engine once a scene to come is drawn out of sight, or says which of its widgets cannot be. */
import type { Layout, WidgetFault } from '../../electron/contract/layouts.ts';
import type { Live, PreparedScene } from '../data/index.ts';
import { findWidget } from '../widgets/registry.ts';

const LOOK_MS = 50;

/** From now on answers every preparation of this window. @param page where the screens are */
export function answerPreparations(live: Live, page: ParentNode): void {
  live.store.subscribe(({ prepared }, before) => {
    if (prepared && prepared !== before.prepared) void answer(live, page, prepared);
  });
}

async function answer(live: Live, page: ParentNode, prepared: PreparedScene): Promise<void> {
  const { publication, layouts } = prepared;
  const unreadable = faultsOf(layouts);
  if (unreadable.length > 0) return live.ready(publication, unreadable);
  // What is to be drawn asks its questions once it is there, which is after the next turns of the page.
  for (let looks = 0; looks < 2 || !(live.isAnswered() && isDrawn(page)); looks += 1) {
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
    if (live.store.getState().prepared !== prepared) return;
  }
  // The second frame begins when the first one, which has all of it, was made.
  for (let i = 0; i < 2; i += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
  if (live.store.getState().prepared === prepared) live.ready(publication, troublesIn(page));
}

/** Widgets of these layouts that no window can draw. */
export function faultsOf(layouts: readonly Layout[]): WidgetFault[] {
  return layouts.flatMap((layout) =>
    layout.widgets.flatMap((placed): WidgetFault[] => {
      const fault = { layout: layout.id, widget: placed.id };
      const widget = findWidget(placed.type);
      if (!widget) return [{ ...fault, detail: `there is no widget "${placed.type.slice(0, 100)}"` }];
      const opened = widget.open(placed.config);
      if (!('faults' in opened)) return [];
      const detail = opened.faults.map(({ field, detail: words }) => `${field}: ${words}`).join('; ');
      return [{ ...fault, detail: detail.slice(0, 2_000) }];
    }),
  );
}

/** Whether nothing that waits out of sight waits for a part of itself. */
function isDrawn(page: ParentNode): boolean {
  const waits = [
    '[aria-busy="true"]',
    '.region-map[data-rung="opening"]',
    '.region-map[data-rung="waiting"]',
  ];
  return page.querySelector(waits.map((one) => `.grid[data-phase="waiting"] ${one}`).join(', ')) === null;
}

/** What failed while it was drawn, or was refused an answer. */
function troublesIn(page: ParentNode): WidgetFault[] {
  const found = page.querySelectorAll<HTMLElement>(
    '.grid[data-phase="waiting"] :is(.notice[data-tone="fault"], .frame-refusal)',
  );
  return [...found].map((trouble) => ({
    layout: trouble.closest<HTMLElement>('.grid')?.dataset['layout'] ?? '',
    widget: trouble.closest<HTMLElement>('.grid-cell')?.dataset['id'] ?? '',
    detail: (trouble.textContent ?? '').trim().slice(0, 2_000),
  }));
}
