import { useMemo } from 'react';
import type { FlowsAnswer, RankingAnswer } from '../../../electron/contract/answers.ts';
import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { MapPack } from '../../../electron/contract/map.ts';
import { useSize } from '../../charts/useSize.ts';
import { useAnswer, useLive } from '../../data/index.ts';
import { useCatalogue } from '../../data/catalogue.ts';
import { lookedOn, packOf, pictureOf, useOfficeName, useStreets } from '../../maps/index.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import type { WidgetProps } from '../definition.ts';
import { Notice } from '../frame/Notice.tsx';
import { Arranged } from './Arranged.tsx';
import type { MapConfig } from './config.ts';
import { flowsOf, focusOf, mapOf, rankingOf } from './needs.ts';
import { stopOf } from './tour.ts';
import './map.css';

/** Lazy views are loaded by their default export. */
export default function MapView({ config }: WidgetProps<MapConfig>) {
  const { t } = useStrings('map');
  const catalogue = useCatalogue();
  const published = useAnswer(mapOf(config));
  // Until the engine has said which map is in force, the one that came with the program stands.
  const pack = published?.pack ?? packOf(config.unit);
  const colour = catalogue.get(config.colour);
  if (!pack)
    return published ? (
      <Notice tone="fault" title={t('no_pack', { unit: config.unit })} />
    ) : (
      <Notice tone="quiet" title={t('frame:waiting')} />
    );
  if (!colour)
    return catalogue.size > 0 ? (
      <Notice tone="fault" title={t('no_indicator', { indicator: config.colour })} />
    ) : (
      <Notice tone="quiet" title={t('frame:waiting')} />
    );
  const known = (key: string | null): Indicator | null =>
    key === null ? null : (catalogue.get(key) ?? null);
  const { size, symbolColour, dots } = config;
  return (
    <Asked
      config={config}
      pack={pack}
      colour={colour}
      size={known(size)}
      symbolColour={known(symbolColour)}
      dots={known(dots)}
    />
  );
}

interface AskedProps {
  readonly config: MapConfig;
  readonly pack: MapPack;
  readonly colour: Indicator;
  readonly size: Indicator | null;
  readonly symbolColour: Indicator | null;
  readonly dots: Indicator | null;
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

function Drawn({ config, pack, colour, size, symbolColour, dots, rows, flows }: DrawnProps) {
  const locale = useLocale();
  const officeName = useOfficeName();
  const { colourBy, symbol, flows: most, flowsBy, dotsMost, tour, tourS } = config;
  const picture = useMemo(
    () =>
      pictureOf(
        pack,
        rows,
        flows,
        { colour, colourBy, size, symbol, symbolColour, flows: most, flowsBy, dots, dotsMost },
        officeName,
        locale,
      ),
    [
      pack,
      rows,
      flows,
      colour,
      size,
      symbol,
      symbolColour,
      dots,
      dotsMost,
      colourBy,
      most,
      flowsBy,
      officeName,
      locale,
    ],
  );
  const focus = useAnswer(focusOf(config))?.focus ?? null;
  const stop = useLive((s) => stopOf(picture.offices, tour, Math.floor(s.now / (tourS * 1000))));
  // Who stands before the wall comes before what it does by itself.
  const region = focus?.region ?? stop;
  const part = focus?.part ?? null;
  const looked = useMemo(
    () => lookedOn(pack, region === null ? null : { region, part }),
    [pack, region, part],
  );
  const streets = useStreets();
  const [box, measured] = useSize<HTMLDivElement>();
  return (
    <div className="map-widget" ref={box} data-looked={looked?.region}>
      {measured && (
        <Arranged
          pack={pack}
          picture={picture}
          looked={looked}
          size={measured}
          measure={size}
          locale={locale}
          streets={config.streets ? streets : null}
        />
      )}
    </div>
  );
}
