/** Says in words what colours, circles and arrows mean, and how many offices are of each colour. */
import type { Indicator } from '../../electron/contract/indicators.ts';
import { STATUSES } from '../../electron/contract/indicators.ts';
import type { MapPack } from '../../electron/contract/map.ts';
import { StatusShape, type UnitWord, useLocale, useStrings } from '../ui/index.ts';
import type { MapPicture } from './picture.ts';

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
  const { coloured, largest, flows } = picture;
  const nothing =
    coloured.by === 'target' ? coloured.without : picture.offices.filter((o) => o.paint === 'none').length;
  const blank = nothing > 0 && (
    <span className="item" data-paint="none">
      <span className="swatch" />
      {t(coloured.by === 'target' ? 'without_target' : 'without_value')} <strong>{nothing}</strong>
    </span>
  );
  return (
    <div className="map-legend" data-brief={brief || undefined}>
      {coloured.by === 'target' ? (
        <>
          {!brief && (
            <p>
              {t('against_target')}{' '}
              {isMoney(coloured.unit) && t('counted_in', { unit: t(`units:${coloured.unit}`) })}
            </p>
          )}
          <p className="row">
            {STATUSES.filter((status) => !brief || nothing === 0 || coloured.counts[status] > 0).map(
              (status) => (
                <span key={status} className="item" data-paint={status} data-status={status}>
                  <span className="swatch" />
                  <StatusShape status={status} />
                  {t(`status:${status}`)} <strong>{coloured.counts[status]}</strong>
                </span>
              ),
            )}
            {blank}
          </p>
        </>
      ) : (
        <>
          <p>{t('from_low_to_high', { unit: t(`units:${coloured.unit}`) })}</p>
          <p className="row">
            {coloured.steps.paints.map((paint, i) => (
              <span key={paint} className="item" data-paint={paint}>
                <span className="swatch" />
                {t('from', { bound: coloured.labels[i] })}
              </span>
            ))}
            {blank}
          </p>
        </>
      )}
      {size && largest && (
        <p className="item long">
          <span className="ring" />
          <span>
            {t('size', { indicator: withinSentence(size.short[locale]) })}{' '}
            {t('largest', {
              name: largest.name,
              largest: `${largest.size.number} ${t(`units:${largest.size.unit}`)}`,
            })}
          </span>
        </p>
      )}
      {flows.length > 0 && (
        <p className="item long">
          <span className="arrow" />
          {t('flows', { count: flows.length, most: flows[0]?.decisions })}
        </p>
      )}
      {pack.schematic && <p className="note">{(brief ? pack.noteBrief : pack.note)[locale]}</p>}
    </div>
  );
}

/** Money is cut to a unit that the heading cannot know. */
function isMoney(unit: UnitWord): boolean {
  return unit !== 'percent' && unit !== 'case' && unit !== 'receipt' && unit !== 'decision';
}

/** A name as it stands inside a sentence: small first letter, unless it is an abbreviation. */
function withinSentence(name: string): string {
  const [first = '', second = ''] = name;
  return second === second.toLocaleLowerCase() ? first.toLocaleLowerCase() + name.slice(first.length) : name;
}
