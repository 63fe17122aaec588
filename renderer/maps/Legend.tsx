/** Says in words what colours, circles, dots and arrows mean, how many offices are of each colour, and which map this is. */
import type { Indicator } from '../../electron/contract/indicators.ts';
import { STATUSES } from '../../electron/contract/indicators.ts';
import type { MapPack } from '../../electron/contract/map.ts';
import { StatusShape, type UnitWord, useLocale, useStrings } from '../ui/index.ts';
import { DotsLine } from './DotsLine.tsx';
import { LegendSteps } from './LegendSteps.tsx';
import type { MapPicture } from './picture.ts';
import { withinSentence } from './withinSentence.ts';

export interface LegendProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly size: Indicator | null;
  /** Only what must be said. */
  readonly brief?: boolean;
}

export function Legend({ pack, picture, size, brief = false }: LegendProps) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const { coloured, flows, flowsMean, dots, symbolsColoured, unplaced } = picture;
  const nothing =
    coloured.by === 'target' ? coloured.without : picture.offices.filter((o) => o.paint === 'none').length;
  const blank = (
    <>
      {nothing > 0 && (
        <span className="item" data-paint="none">
          <span className="swatch" />
          {t(coloured.by === 'target' ? 'without_target' : 'without_value')} <strong>{nothing}</strong>
        </span>
      )}
      {brief && unplaced > 0 && (
        <span className="item">
          {t('unplaced_brief')} <strong>{unplaced}</strong>
        </span>
      )}
    </>
  );
  // Where there is little room, what is missing is said rather than that there is none of a status.
  const all = !brief || nothing + unplaced === 0;
  return (
    <div className="map-legend" data-brief={brief || undefined}>
      {coloured.by === 'target' && (
        <>
          {!brief && (
            <p>
              {t('against_target')}{' '}
              {isMoney(coloured.unit) && t('counted_in', { unit: t(`units:${coloured.unit}`) })}
            </p>
          )}
          <p className="row">
            {STATUSES.filter((status) => all || coloured.counts[status] > 0).map((status) => (
              <span key={status} className="item" data-paint={status} data-status={status}>
                <span className="swatch" />
                <StatusShape status={status} />
                {t(`status:${status}`)} <strong>{coloured.counts[status]}</strong>
              </span>
            ))}
            {blank}
          </p>
        </>
      )}
      {coloured.by === 'value' && (
        <LegendSteps
          coloured={coloured}
          heading={t(
            coloured.perKm2
              ? brief
                ? 'density_brief'
                : 'density'
              : brief
                ? 'low_brief'
                : 'from_low_to_high',
            { unit: t(`units:${coloured.unit}`) },
          )}
          brief={brief}
          after={blank}
        />
      )}
      {size && picture.largest && <SizeLine picture={picture} size={size} brief={brief} />}
      {symbolsColoured && (
        <LegendSteps
          coloured={symbolsColoured}
          heading={t(`${picture.symbol}_colour`, {
            indicator: withinSentence(symbolsColoured.indicator.short[locale]),
            unit: t(`units:${symbolsColoured.unit}`),
          })}
          brief={brief}
        />
      )}
      {dots && <DotsLine dots={dots} brief={brief} />}
      {flowsMean && (
        <p className="item long">
          <span className="arrow" />
          <span>
            {t(flowsMean.by === 'money' ? 'flows_money' : 'flows', {
              count: flows.length,
              most: flowsMean.most.number,
              unit: t(`units:${flowsMean.most.unit}`),
            })}
            {flowsMean.without > 0 &&
              `; ${t(brief ? 'flows_without_brief' : 'flows_without', { count: flowsMean.without })}`}
          </span>
        </p>
      )}
      {!brief && unplaced > 0 && <p className="note">{t('unplaced', { count: unplaced })}</p>}
      <p className="note">{(brief ? pack.noteBrief : pack.note)[locale]}</p>
    </div>
  );
}

/** What the size of circles or bars means, and what is drawn otherwise: below zero hollow, without a value not at all. */
function SizeLine({
  picture,
  size,
  brief,
}: {
  readonly picture: MapPicture;
  readonly size: Indicator;
  readonly brief: boolean;
}) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const { largest, offices, symbol } = picture;
  const below = offices.filter(({ negative }) => negative).length;
  const without = offices.filter(({ share }) => share === null).length;
  return (
    <p className="item long">
      <span className={symbol === 'bar' ? 'bar' : 'ring'} />
      <span>
        {t(symbol === 'bar' ? 'bar' : 'size', { indicator: withinSentence(size.short[locale]) })}{' '}
        {largest &&
          t('largest', {
            name: largest.name,
            largest: `${largest.size.number} ${t(`units:${largest.size.unit}`)}`,
          })}
        {below > 0 && `; ${t(brief ? 'negative_brief' : `${symbol}_negative`, { count: below })}`}
        {without > 0 && `; ${t(brief ? 'size_without_brief' : 'size_without', { count: without })}`}
      </span>
    </p>
  );
}

/** Money is cut to a unit that the heading cannot know. */
function isMoney(unit: UnitWord): boolean {
  return unit !== 'percent' && unit !== 'case' && unit !== 'receipt' && unit !== 'decision';
}
