/** Spares the monitor this window hangs on: moves the picture about and dims it at night; and writes as large as it is read from. */
import { SCREEN_DEFAULTS, type ScreenCare } from '../../../electron/contract/screens.ts';
import type { LiveStore } from '../../data/index.ts';
import { remsHigh } from '../../ui/index.ts';
import { brightnessAt, isUrgent } from './dimming.ts';
import { offsetAt } from './orbit.ts';
import './care.css';

const LOOK_EVERY = 1_000;

export interface Care {
  /** New settings; `undefined` for the usual ones. */
  set(care: ScreenCare | undefined): void;
}

/** Begins to care for what lies in `place`; `store` tells what is urgent. */
export function startCare(place: HTMLElement, store: LiveStore): Care {
  let care: ScreenCare = SCREEN_DEFAULTS;
  let scene = store.getState().scene?.revision;
  let sceneSince: number | null = null;
  const shade = document.createElement('div');
  shade.className = 'shade';
  document.body.append(shade);
  place.classList.add('cared');

  function look(): void {
    const now = Date.now();
    const state = store.getState();
    const urgent = isUrgent(state, now, sceneSince);
    const opacity = String(1 - brightnessAt(now, care.dimming, urgent) / 100);
    if (shade.style.opacity !== opacity) shade.style.opacity = opacity;
    const { x, y } = offsetAt(now, care.orbit);
    // Whole pixels of the monitor, whatever its scale: between them everything would blur.
    const scale = window.devicePixelRatio;
    const move = `translate(${x / scale}px, ${y / scale}px)`;
    if (place.style.transform !== move) place.style.transform = move;
  }

  store.subscribe(({ scene: shown }) => {
    if (shown?.revision === scene) return;
    // What is shown first has not been chosen just now.
    if (scene !== undefined) sceneSince = Date.now();
    scene = shown?.revision;
    look();
  });
  setInterval(look, LOOK_EVERY);
  look();
  return {
    set(next) {
      care = next ?? SCREEN_DEFAULTS;
      const { style } = document.documentElement;
      style.setProperty('--orbit', `${care.orbit.pixels}px`);
      style.setProperty('--wall-rems', String(remsHigh(care.viewing)));
      look();
    },
  };
}
