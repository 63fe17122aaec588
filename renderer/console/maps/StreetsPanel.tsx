import { useState } from 'react';
import type { StreetsAnswer, StreetsFault } from '../../../electron/contract/streets.ts';
import { formatNumber, useLocale, useStrings } from '../../ui/index.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { streets } from './mapsApi.ts';
import { useMapWords } from './useMapWords.ts';

const MIB = 1024 * 1024;

/** Streets and waters under the maps: which files of tiles the machine has, and which of them is drawn. */
export function StreetsPanel() {
  const { t } = useStrings('maps');
  const words = useMapWords();
  const { value, error, again } = useAsked(streets.list);
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const shown = failure ?? error;

  function act(doing: Promise<StreetsAnswer>): void {
    setFailure(null);
    setWorking(true);
    doing.then(again, setFailure).finally(() => setWorking(false));
  }

  return (
    <section aria-labelledby="streets-title">
      <h2 id="streets-title">{t('streets.title')}</h2>
      <p className="note intro">{t('streets.intro')}</p>
      {value && (
        <>
          <Chosen chosen={value.chosen} />
          {value.files.length === 0 ? (
            <p>
              {t('streets.none')} <code className="long">{value.folder}</code>
            </p>
          ) : (
            <Files
              answer={value}
              working={working}
              onChoose={(file) => act(streets.choose(file))}
              onRemove={() => act(streets.remove())}
            />
          )}
          <p>
            <button type="button" className="quiet" disabled={working} onClick={again}>
              {t('streets.look')}
            </button>
          </p>
        </>
      )}
      {shown !== null && <p role="alert">{words(shown)}</p>}
    </section>
  );
}

function Chosen({ chosen }: { readonly chosen: StreetsAnswer['chosen'] }) {
  const { t } = useStrings('maps');
  if (!chosen) return <p>{t('streets.without')}</p>;
  const { file, by, at, fault } = chosen;
  if (fault) return <p role="alert">{t('streets.gone', { file })}</p>;
  return <p>{t('streets.drawn', { file, by, when: whenText(at) })}</p>;
}

interface FilesProps {
  readonly answer: StreetsAnswer;
  readonly working: boolean;
  readonly onChoose: (file: string) => void;
  readonly onRemove: () => void;
}

function Files({ answer: { files, chosen, folder }, working, onChoose, onRemove }: FilesProps) {
  const { t } = useStrings('maps');
  const locale = useLocale();
  return (
    <>
      <table className="sources maps-list streets-list">
        <thead>
          <tr>
            <th scope="col">{t('streets.column.file')}</th>
            <th scope="col">{t('streets.column.what')}</th>
            <th scope="col">{t('column.acts')}</th>
          </tr>
        </thead>
        <tbody>
          {files.map(({ file, bytes, fault, head }) => {
            const isDrawn = chosen?.file === file && chosen.fault === null;
            return (
              <tr key={file}>
                <th scope="row">
                  <bdi className="long">{file}</bdi>
                  <br />
                  <span className="note">
                    {t('streets.size', { mib: formatNumber(bytes / MIB, 1, locale) })}
                  </span>
                </th>
                <td>{fault ? <Refused fault={fault} /> : head && t('streets.head', head)}</td>
                <td>
                  {isDrawn ? (
                    <button type="button" className="quiet" disabled={working} onClick={onRemove}>
                      {t('streets.remove')}
                    </button>
                  ) : (
                    fault === null && (
                      <button type="button" disabled={working} onClick={() => onChoose(file)}>
                        {t('streets.choose')}
                      </button>
                    )
                  )}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <p className="note">
        {t('streets.folder')} <code className="long">{folder}</code>
      </p>
    </>
  );
}

function Refused({ fault }: { readonly fault: StreetsFault }) {
  const { t } = useStrings('maps');
  return (
    <>
      <span className="map-fault" data-refuses>
        {t('streets.refused')}
      </span>{' '}
      {t(`streets.fault.${fault}`)}
    </>
  );
}
