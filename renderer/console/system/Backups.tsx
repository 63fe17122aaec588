import type { BackupsState } from '../../../electron/contract/system.ts';
import { formatClock, formatClockSeconds, formatDay, useLocale, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
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
      <h2 id="backups-title">{t('backups.title')}</h2>
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
      {kept.length === 0 ? <p className="note">{t('backups.none')}</p> : <Table kept={kept} />}
    </section>
  );
}

function Table({ kept }: Pick<BackupsState, 'kept'>) {
  const { t } = useStrings('system');
  const locale = useLocale();
  return (
    <table className="sources">
      <thead>
        <tr>
          <th scope="col">{t('backups.at')}</th>
          <th scope="col">{t('backups.reason')}</th>
          <th scope="col">{t('backups.file')}</th>
          <th scope="col" className="number">
            {t('backups.size')}
          </th>
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
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function timeOf(instant: string): { time: string; day: string } {
  const at = Date.parse(instant);
  return { time: formatClock(at), day: formatDay(at) };
}
