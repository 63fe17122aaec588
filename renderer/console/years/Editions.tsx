import type { EditionListed } from '../../../electron/contract/years.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { exportAddress } from '../api.ts';
import { whenText } from '../whenText.ts';

interface EditionsProps {
  readonly editions: readonly EditionListed[];
  readonly mayExport: boolean;
}

/** The signed copies of a year, newest first, and the files they can be had as. */
export function Editions({ editions, mayExport }: EditionsProps) {
  const { t } = useStrings('years');
  const locale = useLocale();
  return (
    <section aria-labelledby="editions-title">
      <h3 id="editions-title">{t('editions.title', { year: editions[0]?.year })}</h3>
      <div className="scrolled">
        <table className="sources">
          <thead>
            <tr>
              <th scope="col">{t('editions.edition')}</th>
              <th scope="col">{t('editions.at')}</th>
              <th scope="col">{t('editions.by')}</th>
              <th scope="col">{t('editions.remark')}</th>
              <th scope="col" className="number">
                {t('editions.units')}
              </th>
              <th scope="col">{t('editions.digest')}</th>
              {mayExport && <th scope="col">{t('editions.files')}</th>}
            </tr>
          </thead>
          <tbody>
            {editions.map((one) => (
              <tr key={one.edition}>
                <th scope="row">{one.edition}</th>
                <td className="when">{whenText(one.closedAt)}</td>
                <td>{one.closedBy}</td>
                <td className="remark">{one.remark || '–'}</td>
                <td className="number">{formatNumber(one.units, 0, locale)}</td>
                <td>
                  <code title={one.digest}>{shortened(one.digest)}</code>
                </td>
                {mayExport && (
                  <td className="files">
                    {(['csv', 'json', 'ndjson'] as const).map((format) => (
                      <a key={format} href={exportAddress(one.year, one.edition, format)} download>
                        {t(`editions.${format}`)}
                      </a>
                    ))}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

/** Enough of a digest to tell two apart by eye. */
export function shortened(digest: string): string {
  return `${digest.slice(0, 8)}…${digest.slice(-8)}`;
}
