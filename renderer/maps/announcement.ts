/** How the map tells whoever is around it that it lost its drawing or has it back: an event that rises through the page. */
import type { Rung } from './ladder.ts';

/** Name of the event; its `detail` is the rung that the map stands on. */
export const MAP_EVENT = 'wallmap';

export function announce(element: Element, rung: Rung): void {
  element.dispatchEvent(new CustomEvent<Rung>(MAP_EVENT, { bubbles: true, detail: rung }));
}
