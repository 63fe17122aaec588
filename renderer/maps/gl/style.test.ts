import { describe, expect, it } from 'vitest';
import type { MapColours, Rgb } from '../colours.ts';
import type { Streets } from '../../../electron/contract/streets.ts';
import { packOf } from '../packs.ts';
import { PAINTS, type Paint } from '../scale.ts';
import { apartIn } from './streets.ts';
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

  it('with streets asks for their tiles alone, by a protocol that no network answers', () => {
    const told: Streets = {
      ...{ number: 7, scheme: 'any', minZoom: 0, maxZoom: 14, bounds: [106, 10, 107, 11] },
      layers: [
        { draws: 'water', layer: 'water' },
        { draws: 'main_road', layer: 'roads', where: { property: 'kind', is: ['highway'] } },
      ],
    };
    const streets = styleOf(pack, colours, 16, told);
    const { streets: tiles, ...inline } = streets.sources;
    expect(tiles).toMatchObject({ type: 'vector', tiles: ['pmtiles://streets-7/{z}/{x}/{y}'], maxzoom: 14 });
    for (const source of Object.values(inline)) expect(source.type).toBe('geojson');
    const ids = streets.layers.map(({ id }) => id);
    // Over the regions' colour and under their borders; what lies in an inset is drawn over them once more.
    expect(ids.filter((id) => /streets|regions|grounds|apart|borders/.test(id))).toEqual([
      'regions',
      'streets-0',
      'streets-1',
      'grounds',
      'apart',
      'borders',
    ]);
    expect(apartIn(pack).map(({ unit }) => unit)).toEqual(pack.insets.flatMap(({ units }) => units));
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
