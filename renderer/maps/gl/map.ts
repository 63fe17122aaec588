/**
 * The map in WebGL. It draws when something changed and rests otherwise; it makes no request of any kind. Its
 * drawing covers the plain one exactly, so either can stand for the other.
 */
import { MapLibreOverlay } from '@deck.gl/maplibre';
import { type GeoJSONSource, Map as MapLibreMap, setWorkerUrl } from 'maplibre-gl';
import workerUrl from 'maplibre-gl/dist/maplibre-gl-worker.mjs?worker&url';
import 'maplibre-gl/dist/maplibre-gl.css';
import type { MapPack } from '../../../electron/contract/map.ts';
import { fontsReady } from '../../ui/fonts.ts';
import type { Locale } from '../../ui/format/index.ts';
import { css, type MapColours } from '../colours.ts';
import { labelsOf } from '../labels.ts';
import type { MapPicture } from '../picture.ts';
import { cameraOf, type Viewport } from '../viewport.ts';
import { points, styleOf } from './style.ts';
import { symbolsOf } from './symbols.ts';

setWorkerUrl(workerUrl);

export interface Scene {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly view: Viewport;
  readonly rem: number;
  readonly locale: Locale;
  readonly colours: MapColours;
}

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

/** Opens the map; calls `lost` instead of throwing when there is no WebGL. */
export async function openGlMap(host: HTMLElement, first: Scene, events: GlMapEvents): Promise<GlMap> {
  await fontsReady();
  let scene = first;
  let loaded = false;
  let closed = false;
  const lost = (): void => {
    if (!closed) events.lost();
  };
  const map = new MapLibreMap({
    container: host,
    style: styleOf(first.pack, first.colours, first.rem, first.locale),
    ...cameraOf(first.view),
    interactive: false,
    attributionControl: false,
    trackResize: false,
    renderWorldCopies: false,
    fadeDuration: 0,
    maxZoom: 16,
    collectResourceTiming: false,
  });
  const overlay = new MapLibreOverlay({ interleaved: false, layers: [], onError: lost });
  map.addControl(overlay);
  overlay.getCanvas()?.addEventListener('webglcontextlost', lost);
  map.on('webglcontextlost', lost);
  map.on('error', ({ error }) => console.warn('map:', error.message));
  map.once('load', () => {
    loaded = true;
    draw(map, overlay, scene);
    map.once('idle', () => {
      if (!closed) events.drawn();
    });
  });
  return {
    show(next) {
      const before = scene;
      scene = next;
      if (before.view !== next.view || before.rem !== next.rem) {
        map.resize();
        map.jumpTo(cameraOf(next.view));
      }
      if (!loaded) return;
      if (before.colours !== next.colours || before.rem !== next.rem || before.locale !== next.locale || before.pack !== next.pack)
        map.setStyle(styleOf(next.pack, next.colours, next.rem, next.locale), { diff: true });
      draw(map, overlay, next);
    },
    close() {
      closed = true;
      map.remove();
    },
  };
}

function draw(map: MapLibreMap, overlay: MapLibreOverlay, { picture, view, rem, colours }: Scene): void {
  for (const { unit, paint } of picture.offices)
    map.setFeatureState({ source: 'regions', id: unit }, { fill: css(colours.paints[paint]) });
  const offices = new Map(picture.offices.map((office) => [office.unit, office]));
  const labels = labelsOf(picture.offices, view, rem).flatMap(({ unit, kind }) => {
    const office = offices.get(unit);
    if (!office) return [];
    const at = [...office.region.label];
    if (kind === 'name') return [{ at, properties: { text: office.name, size: 1.5 * rem, offset: [0, 0] } }];
    return [
      { at, properties: { text: office.name, size: 1.75 * rem, offset: [0, -0.95 / 1.75] } },
      { at, properties: { text: office.value, size: 2.25 * rem, offset: [0, 0.95 / 2.25] } },
    ];
  });
  void map.getSource<GeoJSONSource>('labels')?.setData(points(labels));
  overlay.setProps({ layers: symbolsOf(picture, colours, rem) });
}
