/** Says in words what colours, circles and arrows mean, and how many offices are of each colour. */
import type { Indicator } from '../../electron/contract/indicators.ts';
import { STATUSES } from '../../electron/contract/indicators.ts';
import type { MapPack } from '../../electron/contract/map.ts';
import { StatusShape, useLocale, useStrings } from '../ui/index.ts';
import type { MapPicture } from './picture.ts';

export interface LegendProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly size: Indicator | null;
}

export function Legend({ pack, picture, size }: LegendProps) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const { coloured, largest, flows } = picture;
  const nothing = coloured.by === 'target' ? coloured.without : picture.offices.filter((o) => o.paint === 'none').length;
  return (
    <div className="map-legend">
      {coloured.by === 'target' ? (
        <>
          <span className="item">{t('against_target')}</span>
          {STATUSES.map((status) => (
            <span key={status} className="item" data-paint={status}>
              <span className="swatch" />
              <span className="status-line" data-status={status}>
                <StatusShape status={status} /> {t(`status:${status}`)} <strong>{coloured.counts[status]}</strong>
              </span>
            </span>
          ))}
        </>
      ) : (
        <>
          <span className="item">{t('from_low_to_high', { unit: t(`units:${coloured.unit}`) })}</span>
          {coloured.steps.paints.map((paint, i) => (
            <span key={paint} className="item" data-paint={paint}>
              <span className="swatch" />
              {t('from', { bound: coloured.labels[i] })}
            </span>
          ))}
        </>
      )}
      {nothing > 0 && (
        <span className="item" data-paint="none">
          <span className="swatch" />
          {t(coloured.by === 'target' ? 'without_target' : 'without_value')} <strong>{nothing}</strong>
        </span>
      )}
      {size && largest && (
        <span className="item">
          <span className="ring" />
          {t('size', {
            indicator: size.short[locale],
            name: largest.name,
            largest: `${largest.size.number} ${t(`units:${largest.size.unit}`)}`,
          })}
        </span>
      )}
      {flows.length > 0 && (
        <span className="item">
          <span className="arrow" />
          {t('flows', { count: flows.length, most: flows[0]?.decisions })}
        </span>
      )}
      {pack.schematic && <span className="note">{pack.note[locale]}</span>}
    </div>
  );
}
