/** Versions of a dashboard: who saved when, how each looks, and the way back to it. */
import { useCallback, useState } from 'react';
import type { Dashboard } from '../../../electron/contract/dashboards.ts';
import { useStrings } from '../../ui/index.ts';
import { goTo } from '../desk/page.ts';
import { useFailureWords } from '../failure.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { Board } from './Board.tsx';
import { dashboardAddress } from './dashboardAddress.ts';
import { dashboards } from './dashboardsApi.ts';
import './rows.css';

export function DashboardVersions({ id }: { readonly id: string }) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const current = useAsked(useCallback(() => dashboards.open(id), [id]));
  const { value, error } = useAsked(useCallback(() => dashboards.versions(id), [id]));
  const [looked, setLooked] = useState<Pick<Dashboard, 'version' | 'document'>>();
  const [fault, setFault] = useState<unknown>(null);
  const now = current.value;

  function look(version: number): void {
    setFault(null);
    dashboards.version(id, version).then(setLooked, setFault);
  }

  function restore(version: number): void {
    if (!now) return;
    setFault(null);
    dashboards.restore(id, now.version, version).then(() => goTo('dashboards', id), setFault);
  }

  return (
    <section aria-labelledby="versions-title">
      <p>
        <a href={dashboardAddress(id)}>{now?.title ?? t('view.back')}</a>
      </p>
      <h2 id="versions-title">{t('versions.title')}</h2>
      {(error !== null || fault !== null) && <p role="alert">{words(fault ?? error)}</p>}
      <ol className="dashboard-rows">
        {value?.versions.map((one) => (
          <li key={one.version}>
            <b>{t('versions.one', { n: one.version })}</b> {one.title}{' '}
            <span className="note">
              {t('list.saved', { when: whenText(one.savedAt), by: one.savedBy, count: one.widgets })}
              {one.restored !== null && ` · ${t('versions.restored', { n: one.restored })}`}
              {one.version === now?.version && ` · ${t('versions.current')}`}
            </span>{' '}
            <button type="button" className="quiet" onClick={() => look(one.version)}>
              {t('versions.look')}
              <span className="unseen"> {one.version}</span>
            </button>
            {now && now.may !== 'read' && one.version !== now.version && (
              <button type="button" className="quiet" onClick={() => restore(one.version)}>
                {t('versions.restore')}
                <span className="unseen"> {one.version}</span>
              </button>
            )}
          </li>
        ))}
      </ol>
      {looked && (
        <>
          <h3>{t('versions.looked', { n: looked.version })}</h3>
          <Board widgets={looked.document.widgets} />
        </>
      )}
    </section>
  );
}
