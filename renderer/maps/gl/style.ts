/**
 * The MapLibre style: everything inline, no sprites, tiles or addresses of any kind. No text either: names are drawn
 * above the map, because glyphs made on the spot lose the upper accent of tall letters such as Ồ and Ế.
 */
import type {
  ExpressionSpecification,
  FilterSpecification,
  GeoJSONSourceSpecification,
  LayerSpecification,
  StyleSpecification,
} from 'maplibre-gl';
import type { Feature } from 'geojson';
import type { MapPack, Position, Shape } from '../../../electron/contract/map.ts';
import { css, type MapColours } from '../colours.ts';
import type { Streets } from '../../../electron/contract/streets.ts';
import type { Looked } from '../looked.ts';
import { apartIn, STREETS_SOURCE, streetsLayers, streetsSource } from './streets.ts';

/** Opacity of regions beside the one that is looked at. */
const DIM = 0.35;
const SHOWN: ExpressionSpecification = ['case', ['boolean', ['feature-state', 'dim'], false], DIM, 1];
/** Regions within insets, which streets must not run through. */
export const APART_SOURCE = 'apart';
/** No unit has an empty key. */
const NOTHING: FilterSpecification = ['==', ['get', 'unit'], ''];

/** @param streets what lies under regions; `null` for nothing */
export function styleOf(
  pack: MapPack,
  colours: MapColours,
  rem: number,
  streets: Streets | null = null,
): StyleSpecification {
  const paint: ExpressionSpecification = ['to-color', ['feature-state', 'fill'], css(colours.paints.none)];
  return {
    version: 8,
    sources: {
      land: inline([polygon(pack.land, {})]),
      regions: {
        ...inline(pack.regions.map(({ unit, shape }) => polygon(shape, { unit }))),
        promoteId: 'unit',
      },
      parts: inline(pack.parts.map(({ code, unit, shape }) => polygon(shape, { code, unit }))),
      insets: inline(pack.insets.map(({ frame }) => frameLine(frame))),
      ...(streets && {
        [STREETS_SOURCE]: streetsSource(streets),
        grounds: inline(pack.insets.map(({ frame }) => polygon([[ringOf(frame)]], {}))),
        [APART_SOURCE]: {
          ...inline(apartIn(pack).map(({ unit, shape }) => polygon(shape, { unit }))),
          promoteId: 'unit',
        },
      }),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': css(colours.sea) } },
      {
        id: 'land',
        type: 'fill',
        source: 'land',
        paint: { 'fill-color': css(colours.land), 'fill-antialias': false },
      },
      {
        id: 'coast',
        type: 'line',
        source: 'land',
        paint: { 'line-color': css(colours.coast), 'line-width': 0.08 * rem },
      },
      {
        id: 'regions',
        type: 'fill',
        source: 'regions',
        paint: { 'fill-color': paint, 'fill-opacity': SHOWN },
      },
      ...(streets ? [...streetsLayers(streets, colours, rem), ...apartLayers(css(colours.sea), paint)] : []),
      {
        id: 'part',
        type: 'fill',
        source: 'parts',
        filter: NOTHING,
        paint: { 'fill-color': css(colours.ink), 'fill-opacity': 0.18 },
      },
      {
        id: 'parts',
        type: 'line',
        source: 'parts',
        filter: NOTHING,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': css(colours.ink), 'line-width': 0.06 * rem, 'line-opacity': 0.55 },
      },
      {
        id: 'borders',
        type: 'line',
        source: 'regions',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': css(colours.border), 'line-width': 0.12 * rem },
      },
      {
        id: 'looked',
        type: 'line',
        source: 'regions',
        filter: NOTHING,
        layout: { 'line-join': 'round' },
        paint: { 'line-color': css(colours.ink), 'line-width': 0.2 * rem },
      },
      {
        id: 'insets',
        type: 'line',
        source: 'insets',
        paint: { 'line-color': css(colours.coast), 'line-width': 0.08 * rem },
      },
    ],
  };
}

/** What is shown of parts and of the region that is looked at. */
export function filtersOf(looked: Looked | null): Record<'part' | 'parts' | 'looked', FilterSpecification> {
  if (!looked) return { part: NOTHING, parts: NOTHING, looked: NOTHING };
  return {
    part: ['==', ['get', 'code'], looked.part ?? ''],
    parts: ['==', ['get', 'unit'], looked.region],
    looked: ['==', ['get', 'unit'], looked.region],
  };
}

function polygon(shape: Shape, properties: Record<string, unknown>): Feature {
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: shape } };
}

function frameLine(frame: MapPack['frame']): Feature {
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates: ringOf(frame) } };
}

function ringOf([west, south, east, north]: MapPack['frame']): Position[] {
  return [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
}

function apartLayers(sea: string, paint: ExpressionSpecification): LayerSpecification[] {
  return [
    { id: 'grounds', type: 'fill', source: 'grounds', paint: { 'fill-color': sea } },
    {
      id: 'apart',
      type: 'fill',
      source: APART_SOURCE,
      paint: { 'fill-color': paint, 'fill-opacity': SHOWN },
    },
  ];
}

/** Tolerance 0: the geometry is small, and shared borders must stay shared. */
function inline(features: Feature[]): GeoJSONSourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features }, tolerance: 0, maxzoom: 12 };
}
