import { type CSSProperties, useMemo } from 'react';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import { Cartogram, Legend, type MapPicture, RegionMap, type Room } from '../../maps/index.ts';
import type { Locale } from '../../ui/index.ts';
import { arrange } from './arrange.ts';

export interface ArrangedProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly size: Size;
  /** Indicator of the circles' size. */
  readonly measure: Indicator | null;
  readonly locale: Locale;
}

/** The map with its cartogram and legend, each where it has room. */
export function Arranged({ pack, picture, size, measure, locale }: ArrangedProps) {
  const flows = picture.flows.length > 0;
  const { map, cells, legend, brief } = useMemo(() => arrange(pack, size, flows), [pack, size, flows]);
  const covered = useMemo(() => [cells, legend], [cells, legend]);
  return (
    <>
      <div className="map-part" style={{ left: 0, top: 0, width: map.width, height: map.height }}>
        <RegionMap
          pack={pack}
          picture={picture}
          view={map}
          rem={size.rem}
          locale={locale}
          covered={covered}
          named={!brief}
        />
      </div>
      <div className="map-part map-cells" data-tight={brief || undefined} style={place(cells)}>
        <Cartogram pack={pack} picture={picture} />
      </div>
      <div className="map-part map-key" data-tight={brief || undefined} style={place(legend)}>
        <Legend pack={pack} picture={picture} size={measure} brief={brief} />
      </div>
    </>
  );
}

function place({ x, y, width, height }: Room): CSSProperties {
  return { left: x, top: y, width, height };
}
