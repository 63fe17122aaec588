import { useState } from 'react';
import type { MapFault, MapPreview } from '../../../electron/contract/maps.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';

/** Faults shown at first, and more each time they are asked for. */
const SHOWN = 30;

/** What is wrong with the file, by name and place: first what keeps it from being published. */
export function MapFaults({ preview }: { readonly preview: MapPreview }) {
  const { t } = useStrings('maps');
  const [shown, setShown] = useState(SHOWN);
  const { faults, faultCount } = preview.report;
  const all = faultCount.refusing + faultCount.remarks;
  if (all === 0)
    return (
      <p className="outcome" data-good>
        {t('fault.none')}
      </p>
    );
  return (
    <div>
      <h3>{t('fault.title', faultCount)}</h3>
      <table className="sources preview map-faults">
        <thead>
          <tr>
            <th scope="col">{t('fault.column.shape')}</th>
            <th scope="col">{t('fault.column.what')}</th>
          </tr>
        </thead>
        <tbody>
          {faults.slice(0, shown).map((one) => (
            <Row key={`${one.code}/${one.n ?? one.other}/${one.name}`} fault={one} />
          ))}
        </tbody>
      </table>
      {faults.length > shown && (
        <p className="acts">
          <button type="button" className="quiet" onClick={() => setShown(shown + SHOWN)}>
            {t('fault.more', { count: faults.length - shown })}
          </button>
        </p>
      )}
      {all > faults.length && <p className="note">{t('fault.cut', { count: all - faults.length })}</p>}
    </div>
  );
}

function Row({ fault: { code, refuses, n, name, at, other } }: { readonly fault: MapFault }) {
  const { t } = useStrings('maps');
  const locale = useLocale();
  const degrees = (value: number) => formatNumber(value, 4, locale);
  return (
    <tr>
      <th scope="row">
        <bdi className="long">{name}</bdi>{' '}
        <span className="note">
          {n !== null && t('fault.shape', { n })}{' '}
          {at !== null && t('fault.at', { lat: degrees(at[1]), lon: degrees(at[0]) })}
        </span>
      </th>
      <td>
        <span className="map-fault" data-refuses={refuses || undefined}>
          {t(refuses ? 'fault.refuses' : 'fault.remark')}
        </span>{' '}
        {t(`fault.is.${code}`, { other: other ?? '' })}
      </td>
    </tr>
  );
}
