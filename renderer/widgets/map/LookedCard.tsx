import type { Indicator } from '../../../electron/contract/indicators.ts';
import type { MapPack } from '../../../electron/contract/map.ts';
import { DotsLine, type Looked, type MapPicture } from '../../maps/index.ts';
import { StatusMark, useLocale, useStrings } from '../../ui/index.ts';

export interface LookedCardProps {
  readonly pack: MapPack;
  readonly picture: MapPicture;
  readonly looked: Looked;
  /** Indicator of the circles' size. */
  readonly measure: Indicator | null;
}

/** What is looked at: its name, its value with its status, and what it is made of. */
export function LookedCard({ pack, picture, looked, measure }: LookedCardProps) {
  const { t } = useStrings(['map', 'units']);
  const locale = useLocale();
  const office = picture.offices.find(({ unit }) => unit === looked.region);
  if (!office) return null;
  const parts = pack.parts.filter(({ unit }) => unit === looked.region);
  const part = parts.find(({ code }) => code === looked.part);
  const { coloured } = picture;
  return (
    <div className="looked-card">
      {part && <p className="part">{part.name}</p>}
      <p className="name">{office.name}</p>
      <p className="value">
        {office.value}{' '}
        <small>
          {t(`units:short.${coloured.unit}`)}
          {coloured.by === 'value' && coloured.perKm2 ? '/km²' : ''}
        </small>
      </p>
      {office.status && <StatusMark status={office.status} />}
      {!picture.dots && measure && office.size && (
        <p>
          {measure.short[locale]}{' '}
          <strong>
            {office.size.number} {t(`units:short.${office.size.unit}`)}
          </strong>
        </p>
      )}
      {!picture.dots && parts.length > 0 && !part && (
        <p className="note">{t('parts', { count: parts.length })}</p>
      )}
      <div className="foot">
        {picture.dots && <DotsLine dots={picture.dots} brief />}
        <p className="note">{pack.noteBrief[locale]}</p>
      </div>
    </div>
  );
}
