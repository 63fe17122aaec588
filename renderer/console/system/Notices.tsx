import type { Notice } from '../../../electron/contract/notices.ts';
import { formatClock, formatDay, noticeKey, useSpan, useStrings } from '../../ui/index.ts';
import { engine } from '../api.ts';
import { useAct } from './useAct.ts';

interface NoticesProps {
  readonly notices: readonly Notice[];
  readonly mayAct: boolean;
  readonly onDone: () => void;
}

/** What stands; what was restored stands until an administrator says that it is known. */
export function Notices({ notices, mayAct, onDone }: NoticesProps) {
  const { t } = useStrings('system');
  const span = useSpan();
  const { act, acting, failure } = useAct(onDone);
  return (
    <section aria-labelledby="notices-title">
      <h3 id="notices-title">{t('notices.title')}</h3>
      {notices.length === 0 && <p className="note">{t('notices.none')}</p>}
      <ul className="notices">
        {notices.map((notice) => (
          <li key={notice.id}>
            <p>
              {t(`notices.${noticeKey(notice)}`, {
                ...timeOf(notice.backupAt ?? notice.since),
                span: span(Math.abs(notice.seconds ?? 0)),
                source: notice.source,
              })}{' '}
              <span className="note">{t('notices.since', timeOf(notice.since))}</span>
            </p>
            {notice.setAside !== null && (
              <p className="note">{t('notices.setAside', { file: notice.setAside })}</p>
            )}
            {notice.acknowledgeable && mayAct && (
              <button
                type="button"
                disabled={acting}
                onClick={() => act(() => engine.acknowledge(notice.id))}
              >
                {t('notices.acknowledge')}
              </button>
            )}
          </li>
        ))}
      </ul>
      {failure !== null && <p role="alert">{failure}</p>}
    </section>
  );
}

function timeOf(instant: string): { time: string; day: string } {
  const at = Date.parse(instant);
  return { time: formatClock(at), day: formatDay(at) };
}
