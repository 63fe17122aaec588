/** One dashboard as a page, live, with what may be done with it. */
import { useCallback, useRef, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import type { Dashboard } from '../../../electron/contract/dashboards.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError } from '../api.ts';
import { goTo } from '../desk/page.ts';
import { useFailureWords } from '../failure.ts';
import { usePolled } from '../polling.ts';
import { whenText } from '../whenText.ts';
import { Board } from './Board.tsx';
import { dashboardAddress } from './dashboardAddress.ts';
import { dashboards } from './dashboardsApi.ts';
import { DataLine } from './DataLine.tsx';
import { readDraft } from './drafts.ts';
import { ExportDialog } from './ExportDialog.tsx';
import { SendDialog } from './SendDialog.tsx';
import { AssignFromBoard } from '../tasks/AssignFromBoard.tsx';
import { ShareDialog } from './ShareDialog.tsx';

/** Somebody may change a shared one meanwhile, ms. */
const ASK_MS = 15_000;

export function DashboardView({ id, person }: { readonly id: string; readonly person: SessionAnswer }) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const ask = useCallback(() => dashboards.open(id), [id]);
  const { value, error, refresh } = usePolled(ask, ASK_MS);
  const [asking, setAsking] = useState<'share' | 'send' | 'export' | null>(null);
  const [said, setSaid] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const place = useRef<HTMLDivElement>(null);
  const maySend = person.permissions.includes('dashboards.send') && person.place === null;

  // One that is not there any more is not shown from memory.
  if (error instanceof ApiError && error.status === 404)
    return (
      <section>
        <p role="alert">{t('view.gone')}</p>
        <p>
          <a href="#dashboards">{t('view.all')}</a>
        </p>
      </section>
    );
  if (!value) return error === null ? null : <p role="alert">{words(error)}</p>;

  function copy(of: Dashboard): void {
    const title = t('view.copyOf', { title: of.title });
    dashboards
      .make({ from: 'dashboard', dashboard: of.id, title })
      .then(({ id: made }) => goTo('dashboards', made, 'edit'), setFault);
  }

  return (
    <section className="dashboard" aria-labelledby="dashboard-title">
      <p>
        <a href="#dashboards">{t('view.all')}</a>
      </p>
      <h2 id="dashboard-title">{value.title}</h2>
      <p className="acts dashboard-acts">
        {value.may !== 'read' && (
          <a className="button" href={dashboardAddress(id, 'edit')}>
            {t('edit')}
          </a>
        )}
        {value.may === 'own' && (
          <button type="button" className="quiet" onClick={() => setAsking('share')}>
            {t('share.act')}
          </button>
        )}
        {maySend && (
          <button type="button" className="quiet" onClick={() => setAsking('send')}>
            {t('send.act')}
          </button>
        )}
        <button type="button" className="quiet" onClick={() => setAsking('export')}>
          {t('export.act')}
        </button>
        <button type="button" className="quiet" onClick={() => copy(value)}>
          {t('view.copy')}
        </button>
        <a className="quiet-link" href={dashboardAddress(id, 'versions')}>
          {t('versions.act')}
        </a>
        <button
          type="button"
          className="quiet"
          onClick={() => void place.current?.requestFullscreen().catch(setFault)}
        >
          {t('view.full')}
        </button>
      </p>
      {person.permissions.includes('tasks.work') && <AssignFromBoard widgets={value.document.widgets} />}
      <p role="status" className="note">
        {said}
      </p>
      {fault !== null && <p role="alert">{words(fault)}</p>}
      {readDraft(person.username, id) && (
        <p className="draft-mark">
          {t('draft.waiting')} <a href={dashboardAddress(id, 'edit')}>{t('draft.look')}</a>
        </p>
      )}
      {value.widgets === 0 ? (
        <p className="note">{t('view.empty')}</p>
      ) : (
        <div ref={place} className="dashboard-place">
          <Board widgets={value.document.widgets} />
          <DataLine />
        </div>
      )}
      <p className="note">
        {t('list.saved', { when: whenText(value.savedAt), by: value.savedBy, count: value.widgets })}
      </p>
      {asking === 'share' && (
        <ShareDialog
          dashboard={value}
          onClose={() => setAsking(null)}
          onDone={() => {
            setAsking(null);
            setSaid(t('share.kept'));
            refresh();
          }}
        />
      )}
      {asking === 'export' && <ExportDialog dashboard={value} onClose={() => setAsking(null)} />}
      {asking === 'send' && (
        <SendDialog
          dashboard={value}
          onClose={() => setAsking(null)}
          onDone={(sentence) => {
            setAsking(null);
            setSaid(sentence);
          }}
        />
      )}
    </section>
  );
}
