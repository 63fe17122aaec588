/**
 * Streets and waters as quiet ground. Regions keep the very colours of the legend: what is ground shows through them as
 * lines a shade off, never as colours of its own.
 */
import type {
  ExpressionSpecification,
  FilterSpecification,
  LayerSpecification,
  VectorSourceSpecification,
} from 'maplibre-gl';
import type { MapPack, Shape } from '../../../electron/contract/map.ts';
import type { Streets, StreetsDrawn, StreetsLayer } from '../../../electron/contract/streets.ts';
import { css, type MapColours } from '../colours.ts';
import { keyOf } from '../streets/engineSource.ts';

export const STREETS_SOURCE = 'streets';

interface Look {
  readonly colour: 'sea' | 'coast' | 'ink';
  readonly opacity: number;
  /** Of a line (rem), when a city fills the map; what has none is an area. */
  readonly width?: number;
  /** Small things come when the map is close enough not to become a mesh of them. */
  readonly fromZoom?: number;
}

/** With how much of a colour of the map each is drawn. */
const LOOKS: Readonly<Record<StreetsDrawn, Look>> = {
  green: { colour: 'coast', opacity: 0.14 },
  water: { colour: 'sea', opacity: 0.6 },
  stream: { colour: 'sea', opacity: 0.6, width: 0.09 },
  rail: { colour: 'ink', opacity: 0.1, width: 0.035, fromZoom: 9 },
  road: { colour: 'ink', opacity: 0.13, width: 0.035, fromZoom: 10 },
  main_road: { colour: 'ink', opacity: 0.24, width: 0.075 },
};
/** Zooms between which lines grow with the map, and by how much. */
const GROWTH = { from: 9, to: 14, times: 2.5 };

export function streetsSource(streets: Streets): VectorSourceSpecification {
  const [west, south, east, north] = streets.bounds;
  return {
    type: 'vector',
    tiles: [`pmtiles://${keyOf(streets)}/{z}/{x}/{y}`],
    minzoom: streets.minZoom,
    maxzoom: streets.maxZoom,
    bounds: [west, south, east, north],
  };
}

export function streetsLayers(streets: Streets, colours: MapColours, rem: number): LayerSpecification[] {
  return streets.layers.map((one, i): LayerSpecification => {
    const { colour, opacity, width, fromZoom = 0 } = LOOKS[one.draws];
    const [id, source, minzoom] = [`streets-${i}`, STREETS_SOURCE, fromZoom];
    const place = { id, source, minzoom, 'source-layer': one.layer };
    if (width === undefined)
      return {
        ...place,
        type: 'fill',
        filter: filterOf(one, ['Polygon', 'MultiPolygon']),
        paint: { 'fill-color': css(colours[colour]), 'fill-opacity': opacity, 'fill-antialias': false },
      };
    return {
      ...place,
      type: 'line',
      filter: filterOf(one, ['LineString', 'MultiLineString']),
      layout: { 'line-join': 'round', 'line-cap': 'round' },
      paint: {
        'line-color': css(colours[colour]),
        'line-opacity': opacity,
        'line-width': growing(width * rem),
      },
    };
  });
}

function growing(width: number): ExpressionSpecification {
  const { from, to, times } = GROWTH;
  return ['interpolate', ['linear'], ['zoom'], from, width, to, width * times];
}

function filterOf({ where }: StreetsLayer, kinds: string[]): FilterSpecification {
  const shapes: FilterSpecification = ['in', ['geometry-type'], ['literal', kinds]];
  if (!where) return shapes;
  return ['all', shapes, ['in', ['get', where.property], ['literal', where.is]]];
}

/** What of regions lies in the frames of insets: there the ground is not what the tiles say. */
export function apartIn(pack: MapPack): { unit: string; shape: Shape }[] {
  return pack.insets.flatMap(({ frame: [west, south, east, north], units }) =>
    units.flatMap((unit) => {
      const whole = pack.regions.find((region) => region.unit === unit)?.shape ?? [];
      const shape = whole.filter((polygon) =>
        polygon[0]?.some(([lon, lat]) => lon > west && lon < east && lat > south && lat < north),
      );
      return shape.length > 0 ? [{ unit, shape }] : [];
    }),
  );
}
