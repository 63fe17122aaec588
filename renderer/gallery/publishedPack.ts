/** A map as somebody would publish it: each region in four wards, made of the schematic one. */
import clipping from 'polygon-clipping';
import hcm from '../../assets/map/hcm.json' with { type: 'json' };
import offices from '../../assets/offices/hcm.json' with { type: 'json' };
import { type MapPack, mapPack, type Shape } from '../../electron/contract/map.ts';

let made: MapPack | undefined;

export function publishedPack(root: string): MapPack {
  made ??= mapPack.parse({
    ...hcm,
    id: 'map-3',
    schematic: false,
    note: {
      vi: 'Ranh giới theo tệp “phuong-xa.geojson” (bản đồ số 3), nét giản lược 100 m.',
      en: 'Boundaries by the file “phuong-xa.geojson” (map no. 3), simplified to 100 m.',
    },
    noteBrief: { vi: 'Ranh giới: bản đồ số 3', en: 'Boundaries: map no. 3' },
    parts: mapPack.parse(hcm).regions.flatMap(quarters),
  });
  return { ...made, root };
}

function quarters({ unit, shape, label: [lon, lat], roomKm }: MapPack['regions'][number]): MapPack['parts'] {
  const names = offices.wards.filter((ward) => ward.office === unit).map(({ name }) => name);
  const far = 5;
  return [
    [-far, -far],
    [0, -far],
    [-far, 0],
    [0, 0],
  ].flatMap(([x = 0, y = 0], i) => {
    const [west, south] = [lon + x, lat + y];
    const quarter: [number, number][] = [
      [west, south],
      [west + far, south],
      [west + far, south + far],
      [west, south + far],
      [west, south],
    ];
    const found = clipping.intersection(shape, [quarter]) as Shape;
    const step = (roomKm / 111) * 0.6;
    const label: [number, number] = [lon + (x === 0 ? step : -step), lat + (y === 0 ? step : -step)];
    return found.length === 0
      ? []
      : [
          {
            code: `${unit}-${i}`,
            name: `Phường ${names[i] ?? i + 1}`,
            unit,
            shape: found,
            label,
            roomKm: roomKm / 2,
          },
        ];
  });
}
