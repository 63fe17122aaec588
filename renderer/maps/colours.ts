/** The colours of tokens and stylesheet as numbers, for what draws without CSS. */
import { useSyncExternalStore } from 'react';
import { type Paint, PAINTS } from './scale.ts';

export type Rgb = readonly [number, number, number];

export interface MapColours {
  readonly sea: Rgb;
  readonly land: Rgb;
  readonly coast: Rgb;
  readonly border: Rgb;
  readonly ink: Rgb;
  readonly paints: Readonly<Record<Paint, Rgb>>;
}

/** Reads them as they are now; `host` must stand in the document. */
export function readColours(host: HTMLElement): MapColours {
  const probe = host.ownerDocument.createElement('span');
  host.append(probe);
  const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  // The browser knows every way to write a colour; painting one pixel gives what it means on this screen.
  const read = (colour: string): Rgb => {
    probe.style.color = colour;
    if (!pixel) return [128, 128, 128];
    pixel.fillStyle = getComputedStyle(probe).color;
    pixel.fillRect(0, 0, 1, 1);
    const [r = 0, g = 0, b = 0] = pixel.getImageData(0, 0, 1, 1).data;
    return [r, g, b];
  };
  const paints = {} as Record<Paint, Rgb>;
  for (const paint of PAINTS) {
    probe.dataset['paint'] = paint;
    paints[paint] = read('var(--paint)');
  }
  const colours: MapColours = {
    sea: read('var(--map-sea)'),
    land: read('var(--map-land)'),
    coast: read('var(--map-coast)'),
    border: read('var(--map-border)'),
    ink: read('var(--map-ink)'),
    paints,
  };
  probe.remove();
  return colours;
}

export function css([r, g, b]: Rgb): string {
  return `rgb(${r},${g},${b})`;
}

/** `night` or `day`, following the root's `data-theme`. */
export function useTheme(): 'night' | 'day' {
  return useSyncExternalStore(watchTheme, () =>
    document.documentElement.dataset['theme'] === 'day' ? 'day' : 'night',
  );
}

function watchTheme(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
