import { useState } from 'react';
import type { BackupsState, CheckAnswer } from '../../../electron/contract/system.ts';
import { formatClock, formatClockSeconds, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { Outcome } from './Checks.tsx';
import { sizeText } from './sizeText.ts';
import { useAct } from './useAct.ts';

interface BackupsProps {
  readonly backups: BackupsState;
  readonly mayAct: boolean;
  readonly onDone: () => void;
}

/** The verified copies there are, newest first, and the next one. */
export function Backups({ backups, mayAct, onDone }: BackupsProps) {
  const { t } = useStrings('system');
  const { act, acting, failure } = useAct(onDone);
  const { kept, nextAt, lastError, folder } = backups;
  const busy = acting || backups.running;
  return (
    <section aria-labelledby="backups-title">
      <h3 id="backups-title">{t('backups.title')}</h3>
      {nextAt !== null && <p className="note">{t('backups.next', { ...timeOf(nextAt), folder })}</p>}
      {lastError && (
        <p className="error">{t('backups.failed', { ...timeOf(lastError.at), detail: lastError.detail })}</p>
      )}
      {mayAct && (
        <p className="acts">
          <button type="button" disabled={busy} onClick={() => act(engine.backUp)}>
            {t(busy ? 'backups.running' : 'backups.now')}
          </button>
        </p>
      )}
      {failure !== null && <p role="alert">{failure}</p>}
      {kept.length === 0 ? (
        <p className="note">{t('backups.none')}</p>
      ) : (
        <Table kept={kept} mayVerify={mayAct} />
      )}
    </section>
  );
}

function Table({ kept, mayVerify }: Pick<BackupsState, 'kept'> & { readonly mayVerify: boolean }) {
  const { t } = useStrings('system');
  const locale = useLocale();
  return (
    <div className="scrolled">
      <table className="sources">
        <thead>
          <tr>
            <th scope="col">{t('backups.at')}</th>
            <th scope="col">{t('backups.reason')}</th>
            <th scope="col">{t('backups.file')}</th>
            <th scope="col" className="number">
              {t('backups.size')}
            </th>
            {mayVerify && <th scope="col" aria-label={t('backups.verify')} />}
          </tr>
        </thead>
        <tbody>
          {kept.map((backup) => (
            <tr key={backup.file}>
              <th scope="row">
                {formatDay(Date.parse(backup.at))} {formatClockSeconds(Date.parse(backup.at))}
              </th>
              <td>{t(`backups.${backup.reason}`)}</td>
              <td>
                <code>{backup.file}</code>
              </td>
              <td className="number">{sizeText(backup.bytes, locale)}</td>
              {mayVerify && (
                <td>
                  <Verify file={backup.file} />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Looks one backup over again: it may have gone bad since it was made. */
function Verify({ file }: { readonly file: string }) {
  const { t } = useStrings('system');
  const { act, acting, failure } = useAct(() => undefined);
  const [found, setFound] = useState<CheckAnswer>();
  if (found) return <Outcome answer={found} />;
  return (
    <>
      <button
        type="button"
        className="quiet"
        disabled={acting}
        aria-label={t('backups.verifyNamed', { file })}
        onClick={() => act(() => engine.verifyBackup(file).then(setFound))}
      >
        {t(acting ? 'checks.running' : 'backups.verify')}
      </button>
      {failure !== null && <span role="alert">{failure}</span>}
    </>
  );
}

function timeOf(instant: string): { time: string; day: string } {
  const at = Date.parse(instant);
  return { time: formatClock(at), day: formatDay(at) };
}
