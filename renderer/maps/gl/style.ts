/** The MapLibre style: everything inline, no glyphs, sprites, tiles or addresses of any kind. */
import type { ExpressionSpecification, GeoJSONSourceSpecification, StyleSpecification } from 'maplibre-gl';
import type { Feature, FeatureCollection, Geometry, Position as Corner } from 'geojson';
import type { MapPack, Shape } from '../../../electron/contract/map.ts';
import type { Locale } from '../../ui/format/index.ts';
import { css, type MapColours } from '../colours.ts';
import { PLACE_SIZE } from '../measures.ts';

/** Weights are chosen by a word before the family: MapLibre reads the weight from the first name of the stack. */
export const REGULAR = ['Be Vietnam Pro'];
export const BOLD = ['bold', 'Be Vietnam Pro'];

export function styleOf(pack: MapPack, colours: MapColours, rem: number, locale: Locale): StyleSpecification {
  const paint: ExpressionSpecification = ['to-color', ['feature-state', 'fill'], css(colours.paints.none)];
  return {
    version: 8,
    sources: {
      land: inline([polygon(pack.land, {})]),
      regions: { ...inline(pack.regions.map(({ unit, shape }) => polygon(shape, { unit }))), promoteId: 'unit' },
      insets: inline(pack.insets.map(({ frame }) => frameLine(frame))),
      places: inline(placesOf(pack, locale)),
      labels: inline([]),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': css(colours.sea) } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': css(colours.land), 'fill-antialias': false } },
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
      {
        id: 'places',
        type: 'symbol',
        source: 'places',
        layout: {
          'text-field': ['get', 'name'],
          'text-font': REGULAR,
          'text-size': PLACE_SIZE * rem,
          'text-max-width': 20,
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: { 'text-color': css(colours.place) },
      },
      {
        id: 'labels',
        type: 'symbol',
        source: 'labels',
        layout: {
          'text-field': ['get', 'text'],
          'text-font': BOLD,
          'text-size': ['get', 'size'],
          'text-offset': ['get', 'offset'],
          'text-allow-overlap': true,
          'text-ignore-placement': true,
        },
        paint: {
          'text-color': css(colours.ink),
          'text-halo-color': css(colours.halo),
          'text-halo-width': 0.1 * rem,
        },
      },
    ],
  };
}

export function points(of: readonly { at: Corner; properties: Record<string, unknown> }[]): FeatureCollection {
  return collection(
    of.map(({ at, properties }) => ({
      type: 'Feature',
      properties,
      geometry: { type: 'Point', coordinates: at },
    })),
  );
}

function placesOf(pack: MapPack, locale: Locale): Feature[] {
  const { features } = points([
    ...pack.places.map(({ name, at }) => ({ at, properties: { name: name[locale] } })),
    ...pack.insets.map(({ name, at }) => ({ at, properties: { name: name[locale] } })),
  ]);
  return features;
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
  return { type: 'geojson', data: collection(features), tolerance: 0, maxzoom: 12 };
}

function collection(features: Feature<Geometry>[]): FeatureCollection {
  return { type: 'FeatureCollection', features };
}
