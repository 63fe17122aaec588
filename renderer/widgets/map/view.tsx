import { useMemo } from 'react';
import type { FlowsAnswer, RankingAnswer } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { MapPack } from '../../../electron/contract/map.ts';
import { useSize } from '../../charts/useSize.ts';
import { useAnswer } from '../../data/index.ts';
import { useCatalogue } from '../../data/catalogue.ts';
import { packOf, pictureOf, useOfficeName } from '../../maps/index.ts';
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
  return <Asked config={config} pack={pack} colour={colour} size={size} />;
}

interface AskedProps {
  readonly config: MapConfig;
  readonly pack: MapPack;
  readonly colour: Indicator;
  readonly size: Indicator | null;
}

const NO_FLOWS: FlowsAnswer['flows'] = [];

function Asked(props: AskedProps) {
  const { t } = useStrings('frame');
  const rows = useAnswer(rankingOf(props.config))?.rows;
  if (!rows) return <Notice tone="quiet" title={t('waiting')} />;
  if (props.config.flows > 0) return <WithFlows {...props} rows={rows} />;
  return <Drawn {...props} rows={rows} flows={NO_FLOWS} />;
}

/** Flows are asked for only where they are shown. */
function WithFlows(props: AskedProps & { readonly rows: RankingAnswer['rows'] }) {
  return <Drawn {...props} flows={useAnswer(flowsOf(props.config))?.flows ?? NO_FLOWS} />;
}

interface DrawnProps extends AskedProps {
  readonly rows: RankingAnswer['rows'];
  readonly flows: FlowsAnswer['flows'];
}

function Drawn({ config, pack, colour, size, rows, flows }: DrawnProps) {
  const locale = useLocale();
  const officeName = useOfficeName();
  const { colourBy, flows: most } = config;
  const picture = useMemo(
    () => pictureOf(pack, rows, flows, { colour, colourBy, size, flows: most }, officeName, locale),
    [pack, rows, flows, colour, size, colourBy, most, officeName, locale],
  );
  const [box, measured] = useSize<HTMLDivElement>();
  return (
    <div className="map-widget" ref={box}>
      {measured && <Arranged pack={pack} picture={picture} size={measured} measure={size} locale={locale} />}
    </div>
  );
}
