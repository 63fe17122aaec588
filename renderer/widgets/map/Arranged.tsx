import { useMemo } from 'react';
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import { Cartogram, type MapPicture, RegionMap } from '../../maps/index.ts';
import type { Locale } from '../../ui/index.ts';
import { arrange } from './arrange.ts';

export interface ArrangedProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly size: Size;
  readonly locale: Locale;
}

/** Map and cartogram: the cartogram in the free corner of the map where its cells come out large enough, else below it. */
export function Arranged({ pack, picture, size, locale }: ArrangedProps) {
  const { map, cells } = useMemo(() => arrange(pack, size), [pack, size]);
  return (
    <>
      <div className="map-place" style={{ left: 0, top: 0, width: map.width, height: map.height }}>
        <RegionMap pack={pack} picture={picture} view={map} rem={size.rem} locale={locale} />
      </div>
      <div
        className="map-cells"
        style={{ left: cells.x, top: cells.y, width: cells.width, height: cells.height }}
      >
        <Cartogram pack={pack} picture={picture} />
      </div>
    </>
  );
}
