/** Answers the engine once a scene to come is drawn out of sight, or says which of its widgets cannot be. */
import type { Layout, WidgetFault } from '../../electron/contract/layouts.ts';
import type { Live, PreparedScene } from '../data/index.ts';
import { findWidget } from '../widgets/registry.ts';

const LOOK_MS = 50;
/** How often it is looked whether a frame was made, ms. */
const FRAME_MS = 8;
/** A page that made no frame for so long makes none: its monitor is off, or nobody can see it, ms. */
const FRAMELESS_MS = 3_000;

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
  const frames = watchFrames();
  try {
    // What is to be drawn asks its questions once it is there, which is after the next turns of the page.
    for (let looks = 0; looks < 2 || !(live.isAnswered() && isDrawn(page, frames.come())); looks += 1) {
      await new Promise((resolve) => setTimeout(resolve, LOOK_MS));
      if (live.store.getState().prepared !== prepared) return;
    }
    // The second frame from now on begins when the first one, which has all of it, was made.
    for (const already = frames.made(); frames.come() && frames.made() < already + 2; )
      await new Promise((resolve) => setTimeout(resolve, FRAME_MS));
  } finally {
    frames.stop();
  }
  if (live.store.getState().prepared === prepared) live.ready(publication, troublesIn(page));
}

interface Frames {
  /** How many were made so far. */
  made(): number;
  /** Whether the page gets any: one whose monitor is switched off gets none, and has nobody to be ready for. */
  come(): boolean;
  stop(): void;
}

function watchFrames(): Frames {
  let made = 0;
  let last = performance.now();
  let asked = requestAnimationFrame(frame);
  function frame(): void {
    made += 1;
    last = performance.now();
    asked = requestAnimationFrame(frame);
  }
  return {
    made: () => made,
    come: () => document.visibilityState === 'visible' && performance.now() - last < FRAMELESS_MS,
    stop: () => cancelAnimationFrame(asked),
  };
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

/** Whether nothing that waits out of sight waits for a part of itself; a map that gets no frames is drawn when it does. */
function isDrawn(page: ParentNode, framed: boolean): boolean {
  const waits = [
    '[aria-busy="true"]',
    ...(framed ? ['.region-map[data-rung="opening"]', '.region-map[data-rung="waiting"]'] : []),
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
