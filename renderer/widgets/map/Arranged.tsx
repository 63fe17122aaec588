import { type CSSProperties, useMemo } from 'react';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { MapPack } from '../../../electron/contract/map.ts';
import type { Size } from '../../charts/useSize.ts';
import {
  Cartogram,
  Legend,
  type Looked,
  type MapPicture,
  RegionMap,
  type Room,
  type StreetsPlace,
  useFlight,
} from '../../maps/index.ts';
import type { Locale } from '../../ui/index.ts';
import { arrange } from './arrange.ts';
import { arrangeLooked } from './arrangeLooked.ts';
import { legendLayers } from './legendHeight.ts';
import { LookedCard } from './LookedCard.tsx';

export interface ArrangedProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly looked: Looked | null;
  readonly size: Size;
  /** Indicator of the circles' size. */
  readonly measure: Indicator | null;
  readonly locale: Locale;
  readonly streets: StreetsPlace | null;
}

/** The map with its cartogram and legend, each where it has room; while something is looked at, the map takes the cartogram's. */
export function Arranged({ pack, picture, looked, size, measure, locale, streets }: ArrangedProps) {
  const layers = JSON.stringify(legendLayers(picture));
  const whole = useMemo(
    () => arrange(pack, size, JSON.parse(layers) as ReturnType<typeof legendLayers>),
    [pack, size, layers],
  );
  const close = useMemo(() => (looked ? arrangeLooked(pack, looked, size) : null), [pack, looked, size]);
  const { legend, brief } = whole;
  const map = close?.map ?? whole.map;
  const { view, flying } = useFlight(map, looked ? `${looked.region}/${looked.part ?? ''}` : '');
  const covered = useMemo(() => (close ? [] : [whole.cells, legend]), [close, whole.cells, legend]);
  return (
    <>
      <div className="map-part" style={{ left: 0, top: 0, width: map.width, height: map.height }}>
        <RegionMap
          pack={pack}
          picture={picture}
          view={view}
          rem={size.rem}
          locale={locale}
          covered={covered}
          named={whole.named}
          looked={looked}
          streets={streets}
          flying={flying}
        />
      </div>
      {close && looked ? (
        <div className="map-part" style={place(close.card)}>
          <LookedCard pack={pack} picture={picture} looked={looked} measure={measure} />
        </div>
      ) : (
        <>
          <div className="map-part map-cells" data-tight={brief || undefined} style={place(whole.cells)}>
            {whole.cells.width > 0 && <Cartogram pack={pack} picture={picture} />}
          </div>
          <div className="map-part map-key" data-tight={brief || undefined} style={place(legend)}>
            <Legend pack={pack} picture={picture} size={measure} brief={brief} />
          </div>
        </>
      )}
    </>
  );
}

function place({ x, y, width, height }: Room): CSSProperties {
  return { left: x, top: y, width, height };
}
