/** What a window knows of the engine. One store per window; all widgets read from it. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SourceHealth } from '../../electron/contract/answers.ts';
import type { Blank } from '../../electron/contract/blank.ts';
import type { Interrupt } from '../../electron/contract/interrupts.ts';
import type { PairingNotice } from '../../electron/contract/pairing.ts';
import type { Notice } from '../../electron/contract/notices.ts';
import type { Layout, Scene } from '../../electron/contract/layouts.ts';
import type { Clock, SetupNotice } from '../../electron/contract/live.ts';

/** `opening`: never heard the engine; `open`: connected; `lost`: was connected and is not. */
export type Link = 'opening' | 'open' | 'lost';

/** Why the engine did not answer a question. */
export interface Refusal {
  readonly field: string;
  readonly detail: string;
}

/** A scene to be drawn out of sight, so that it can be shown at once. */
export interface PreparedScene {
  readonly publication: string;
  readonly scene: Scene;
  /** Every layout that the scene will ever show. */
  readonly layouts: readonly Layout[];
}

export interface LiveState {
  readonly link: Link;
  /** Engine's time now (ms since the epoch), advanced once a second by the window's own clock. */
  readonly now: number;
  /** Engine's time minus the window's, ms. */
  readonly offset: number;
  /** Engine's time of its last tick, ms. */
  readonly heardAt: number | null;
  readonly clock: Clock | null;
  readonly sources: readonly SourceHealth[];
  /** What stands to be known about the engine itself. */
  readonly notices: readonly Notice[];
  /** The message over all screens, as last told; it may have gone by its own time since. */
  readonly interrupt: Interrupt | null;
  /** Screens that somebody had darkened, as last told. */
  readonly blank: Blank | null;
  /** Last answers by query key; kept when the engine is gone. */
  readonly answers: Readonly<Record<string, unknown>>;
  readonly refusals: Readonly<Record<string, Refusal>>;
  readonly scene: Scene | null;
  readonly prepared: PreparedScene | null;
  readonly setup: SetupNotice | null;
  /** The code that pairs a device now, as last told; it may have gone by its own time since. */
  readonly pairing: PairingNotice | null;
}

export type LiveStore = StoreApi<LiveState>;

export function createLiveStore(known: Partial<LiveState> = {}): LiveStore {
  return createStore<LiveState>(() => ({
    link: 'opening',
    now: Date.now(),
    offset: 0,
    heardAt: null,
    clock: null,
    sources: [],
    notices: [],
    interrupt: null,
    blank: null,
    answers: {},
    refusals: {},
    scene: null,
    prepared: null,
    setup: null,
    pairing: null,
    ...known,
  }));
}
