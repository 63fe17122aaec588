/** What is held over a grid, apart from the grid: only what shows it is drawn anew while it follows the pointer. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Cells } from '../../editor/placing.ts';

/** Where something is held, and would be put. */
export interface Held {
  /** The widget; `null` of one that is still to come. */
  readonly id: string | null;
  readonly cells: Cells;
  /** It cannot stand there. */
  readonly refused: boolean;
}

export type HeldStore = StoreApi<{ readonly held: Held | null }>;

export function createHeld(): HeldStore {
  return createStore(() => ({ held: null }));
}

/** Tells only of another place: a pointer moves many times within one. */
export function holdAt(store: HeldStore, next: Held | null): void {
  const now = store.getState().held;
  if (now === next || (now && next && now.id === next.id && isSamePlace(now.cells, next.cells))) return;
  store.setState({ held: next });
}

export function isSamePlace(a: Cells, b: Cells): boolean {
  return (['x', 'y', 'w', 'h'] as const).every((side) => a[side] === b[side]);
}
