import { describe, expect, it } from 'vitest';
import type { MapColours, Rgb } from '../colours.ts';
import { packOf } from '../packs.ts';
import { PAINTS, type Paint } from '../scale.ts';
import { styleOf } from './style.ts';

const grey: Rgb = [90, 90, 90];
const paints = Object.fromEntries(PAINTS.map((paint) => [paint, grey])) as Record<Paint, Rgb>;
const colours: MapColours = { sea: grey, land: grey, coast: grey, border: grey, ink: grey, paints };

describe('the MapLibre style', () => {
  const pack = packOf('HCM');
  if (!pack) throw new Error('assets/map has no pack of HCM');
  const style = styleOf(pack, colours, 16);

  it('names no address, so that the map asks nothing of any network', () => {
    expect(JSON.stringify(style)).not.toMatch(/:\/\/|"(url|tiles|glyphs|sprite|font-faces)"/);
    for (const source of Object.values(style.sources)) {
      expect(source.type).toBe('geojson');
      expect(typeof (source as { data: unknown }).data).toBe('object');
    }
  });

  it('colours regions by their unit', () => {
    expect(style.sources['regions']).toMatchObject({ promoteId: 'unit' });
    expect(style.layers.map((layer) => layer.id)).toEqual([
      'sea',
      'land',
      'coast',
      'regions',
      'part',
      'parts',
      'borders',
      'looked',
      'insets',
    ]);
  });
});
