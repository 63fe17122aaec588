/**
 * The map in WebGL. It draws when something changed and rests otherwise; it makes no request of any kind, but for
 * tiles of streets to the engine, where there are some. Its drawing covers the plain one exactly, so either can stand
 * for the other.
 */
import type { DeckProps } from '@deck.gl/core';
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import { css } from '../colours.ts';
import type { StreetsPlace } from '../streets/place.ts';
import { cameraOf } from '../viewport.ts';
import { apartIn, STREETS_SOURCE } from './streets.ts';
import { APART_SOURCE, filtersOf, styleOf } from './style.ts';
import type { Scene } from './scene.ts';
import { lookOfSymbols, symbolsOf } from './symbols.ts';

setWorkerUrl(workerUrl);

export interface GlMap {
  /** Draws what differs from the last scene. */
  show(scene: Scene): void;
  close(): void;
}

export interface GlMapEvents {
  /** The first complete picture is on the screen. */
  drawn(): void;
  /** One of its canvases lost its context, or the map could not start. */
  lost(): void;
}

/** Opens the map. Throws when there is no WebGL; calls `lost` when it goes away later. */
export function openGlMap(host: HTMLElement, first: Scene, events: GlMapEvents): GlMap {
  let scene = first;
  let loaded = false;
  let closed = false;
  let drawn = nothingDrawn();
  /** Streets that are part of the style. */
  let shown: StreetsPlace | null = null;
  /** The map is there: streets may come. */
  let complete = false;
  let device: Device | undefined;
  const lost = (): void => {
    if (!closed) events.lost();
  };
  const map = new MapLibreMap({
    container: host,
    style: styleOf(first.pack, first.colours, first.rem),
    ...cameraOf(first.view),
    interactive: false,
    attributionControl: false,
    trackResize: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    maxZoom: 16,
    collectResourceTiming: false,
  });
  const overlay = new MapLibreOverlay({
    interleaved: false,
    layers: [],
    onError: lost,
    deviceProps: { _reuseDevices: false },
    onDeviceInitialized(opened) {
      if (closed) close(opened);
      else device = opened;
    },
  });
  map.addControl(overlay);
  // Both canvases, map and symbols, lie in the host; the second comes later than this line.
  host.addEventListener('webglcontextlost', lost, true);
  map.once('load', () => {
    loaded = true;
    draw(map, overlay, scene, drawn);
    map.once('idle', () => {
      if (closed) return;
      events.drawn();
      complete = true;
      void bringStreets();
    });
  });
  // What cannot be had of streets is left out; anything else is said where it was said before.
  map.on('error', (event) => {
    if (Reflect.get(event, 'sourceId') !== STREETS_SOURCE) console.error(event.error);
  });

  function restyle(): void {
    const { pack, colours, rem } = scene;
    map.setStyle(styleOf(pack, colours, rem, shown?.streets), { diff: true });
    drawn = nothingDrawn();
    drawn.apart = new Set(shown ? apartIn(pack).map(({ unit }) => unit) : []);
  }

  /** The map never waits for streets: what reads them is loaded, and they are drawn, once it is complete. */
  async function bringStreets(): Promise<void> {
    const wanted = scene.streets;
    if (wanted === shown) return;
    try {
      if (wanted) (await import('../streets/offer.ts')).offer(wanted);
    } catch {
      return;
    }
    if (closed || scene.streets !== wanted || wanted === shown) return;
    shown = wanted;
    restyle();
    draw(map, overlay, scene, drawn);
    // For whoever looks at the page from outside: which streets it shows, once they are all there.
    delete host.dataset['streets'];
    if (shown)
      map.once('idle', () => {
        if (!closed && shown === wanted) host.dataset['streets'] = `${wanted?.streets.number}`;
      });
  }

  return {
    show(next) {
      const before = scene;
      scene = next;
      if (before.view !== next.view || before.rem !== next.rem) {
        if (before.view.width !== next.view.width || before.view.height !== next.view.height) map.resize();
        map.jumpTo(cameraOf(next.view));
      }
      if (!loaded) return;
      if (before.colours !== next.colours || before.rem !== next.rem || before.pack !== next.pack) restyle();
      draw(map, overlay, next, drawn);
      if (complete && before.streets !== next.streets) void bringStreets();
    },
    close() {
      closed = true;
      host.removeEventListener('webglcontextlost', lost, true);
      const canvases = [...host.querySelectorAll('canvas')];
      map.remove();
      if (device) close(device);
      canvases.forEach(giveBack);
    },
  };
}

type Device = Parameters<NonNullable<DeckProps['onDeviceInitialized']>>[0];

/** What deck.gl leaves open when it is removed: what watches its canvas, and the device with all that it refers to. */
function close(device: Device): void {
  device.canvasContext?.destroy();
  device.destroy();
}

/** Frees a canvas’s drawing memory at once: browsers hold few contexts, and collect those left behind late or never. */
function giveBack(canvas: HTMLCanvasElement): void {
  canvas.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext();
}

/** What the last drawing was made from. */
interface Drawn {
  readonly fills: Map<string, string>;
  /** Units that are drawn a second time, in their insets over the streets. */
  apart: ReadonlySet<string>;
  symbols: string;
  dots: Float32Array | undefined;
  looked: string;
}

function nothingDrawn(): Drawn {
  return { fills: new Map(), apart: new Set(), symbols: '', dots: undefined, looked: 'null' };
}

/** Hands on only what looks different: where the processor draws, a frame of the map costs seconds, and figures come every moment. */
function draw(map: MapLibreMap, overlay: MapLibreOverlay, scene: Scene, drawn: Drawn): void {
  const { picture, colours, looked } = scene;
  const setState = (unit: string, state: object): void => {
    map.setFeatureState({ source: 'regions', id: unit }, state);
    if (drawn.apart.has(unit)) map.setFeatureState({ source: APART_SOURCE, id: unit }, state);
  };
  for (const { unit, paint } of picture.offices) {
    const fill = css(colours.paints[paint]);
    if (drawn.fills.get(unit) === fill) continue;
    drawn.fills.set(unit, fill);
    setState(unit, { fill });
  }
  const front = JSON.stringify(looked);
  if (drawn.looked !== front) {
    drawn.looked = front;
    for (const [layer, filter] of Object.entries(filtersOf(looked))) map.setFilter(layer, filter);
    for (const { unit } of picture.offices)
      setState(unit, { dim: looked !== null && looked.region !== unit });
  }
  const symbols = lookOfSymbols(scene);
  if (drawn.symbols === symbols && drawn.dots === picture.dots?.places) return;
  drawn.symbols = symbols;
  drawn.dots = picture.dots?.places;
  overlay.setProps({ layers: symbolsOf(scene) });
}
