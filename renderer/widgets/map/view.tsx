import { useMemo } from 'react';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { MapPack } from '../../../electron/contract/map.ts';
import { useSize } from '../../charts/useSize.ts';
import { useAnswer, useLive } from '../../data/index.ts';
import { useCatalogue } from '../../data/catalogue.ts';
import { Legend, officeName, packOf, pictureOf } from '../../maps/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { Arranged } from './Arranged.tsx';
import type { MapConfig } from './config.ts';
import { flowsOf, rankingOf } from './needs.ts';
import './map.css';

/** Lazy views are loaded by their default export. */
export default function MapView({ config }: WidgetProps<MapConfig>) {
  const { t } = useStrings('map');
  const catalogue = useCatalogue();
  const pack = packOf(config.unit);
  const colour = catalogue.get(config.colour);
  if (!pack) return <Notice tone="fault" title={t('no_pack', { unit: config.unit })} />;
  if (!colour)
    return catalogue.size > 0 ? (
      <Notice tone="fault" title={t('no_indicator', { indicator: config.colour })} />
    ) : (
      <Notice tone="quiet" title={t('frame:waiting')} />
    );
  const size = config.size === null ? null : (catalogue.get(config.size) ?? null);
  return <Drawn config={config} pack={pack} colour={colour} size={size} />;
}

interface DrawnProps {
  readonly config: MapConfig;
  readonly pack: MapPack;
  readonly colour: Indicator;
  readonly size: Indicator | null;
}

function Drawn({ config, pack, colour, size }: DrawnProps) {
  const locale = useLocale();
  const rows = useAnswer(rankingOf(config))?.rows;
  const flows = useFlows(config);
  const picture = useMemo(
    () =>
      pictureOf(
        pack,
        rows ?? [],
        flows ?? [],
        { colour, colourBy: config.colourBy, size, flows: config.flows },
        officeName,
        locale,
      ),
    [pack, rows, flows, colour, size, config.colourBy, config.flows, locale],
  );
  const [box, measured] = useSize<HTMLDivElement>();
  return (
    <div className="map-widget">
      <div className="map-drawing" ref={box}>
        {measured && <Arranged pack={pack} picture={picture} size={measured} locale={locale} />}
      </div>
      <Legend pack={pack} picture={picture} size={size} />
    </div>
  );
}
