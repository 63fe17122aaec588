/**
 * The MapLibre style: everything inline, no sprites, tiles or addresses of any kind. No text either: names are drawn
 * above the map, because glyphs made on the spot lose the upper accent of tall letters such as Ồ and Ế.
 */
import type { ExpressionSpecification, GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Feature } from 'geojson';
import type { MapPack, Shape } from '../../../electron/contract/map.ts';
import { css, type MapColours } from '../colours.ts';

export function styleOf(pack: MapPack, colours: MapColours, rem: number): StyleSpecification {
  const paint: ExpressionSpecification = ['to-color', ['feature-state', 'fill'], css(colours.paints.none)];
  return {
    version: 8,
    sources: {
      land: inline([polygon(pack.land, {})]),
      regions: {
        ...inline(pack.regions.map(({ unit, shape }) => polygon(shape, { unit }))),
        promoteId: 'unit',
      },
      insets: inline(pack.insets.map(({ frame }) => frameLine(frame))),
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
      { id: 'regions', type: 'fill', source: 'regions', paint: { 'fill-color': paint } },
      {
        id: 'borders',
        type: 'line',
        source: 'regions',
        layout: { 'line-join': 'round' },
        paint: { 'line-color': css(colours.border), 'line-width': 0.12 * rem },
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

function polygon(shape: Shape, properties: Record<string, unknown>): Feature {
  return { type: 'Feature', properties, geometry: { type: 'MultiPolygon', coordinates: shape } };
}

function frameLine([west, south, east, north]: MapPack['frame']): Feature {
  const coordinates = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return { type: 'Feature', properties: {}, geometry: { type: 'LineString', coordinates } };
}

/** Tolerance 0: the geometry is small, and shared borders must stay shared. */
function inline(features: Feature[]): GeoJSONSourceSpecification {
  return { type: 'geojson', data: { type: 'FeatureCollection', features }, tolerance: 0, maxzoom: 12 };
}
