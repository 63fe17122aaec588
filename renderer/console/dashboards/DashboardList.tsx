/** Own dashboards, those that others share, deleted ones, and templates to begin with. */
import { type FormEvent, useId, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import type { DashboardSummary, NewDashboard, Template } from '../../../electron/contract/dashboards.ts';
import { useLocale, useStrings } from '../../ui/index.ts';
import { goTo } from '../desk/page.ts';
import { useFailureWords } from '../failure.ts';
import { Help } from '../help/Help.tsx';
import { usePolled } from '../polling.ts';
import { useAsked } from '../useAsked.ts';
import { whenText } from '../whenText.ts';
import { dashboards } from './dashboardsApi.ts';
import './rows.css';
import { dashboardAddress } from './dashboardAddress.ts';
import { readDraft } from './drafts.ts';
import { plain } from '../plain.ts';
import { SentList } from './SentList.tsx';

/** Others may share one meanwhile, ms. */
const ASK_MS = 15_000;

export function DashboardList({ person }: { readonly person: SessionAnswer }) {
  const { t } = useStrings('dashboards');
  const words = useFailureWords();
  const { value, error, refresh } = usePolled(dashboards.list, ASK_MS);
  const [search, setSearch] = useState('');
  const [fault, setFault] = useState<unknown>(null);
  const [said, setSaid] = useState('');
  const fits = ({ title, owner }: DashboardSummary) =>
    plain(`${title} ${owner ?? ''}`).includes(plain(search));
  const found = value?.dashboards.filter(fits) ?? [];
  const [mine, shared] = [found.filter(({ may }) => may === 'own'), found.filter(({ may }) => may !== 'own')];

  function make(asked: NewDashboard): void {
    setFault(null);
    dashboards.make(asked).then(({ id }) => goTo('dashboards', id, 'edit'), setFault);
  }

  function remove({ id, title }: DashboardSummary): void {
    setFault(null);
    dashboards
      .remove(id)
      .then(() => setSaid(t('list.removed', { title })), setFault)
      .finally(refresh);
  }

  function undelete({ id, title }: DashboardSummary): void {
    setFault(null);
    dashboards
      .undelete(id)
      .then(() => setSaid(t('list.back', { title })), setFault)
      .finally(refresh);
  }

  return (
    <>
      <section aria-labelledby="dashboards-title">
        <div className="titled">
          <h2 id="dashboards-title">{t('title')}</h2>
          <Help topic="dashboards" />
        </div>
        <NewForm onMake={make} />
        <label className="dashboards-search">
          {t('search')}
          <input type="search" value={search} onChange={(e) => setSearch(e.target.value)} />
        </label>
        <p role="status" className="note">
          {said}
        </p>
        {(error !== null || fault !== null) && <p role="alert">{words(fault ?? error)}</p>}
        <h3>{t('list.mine')}</h3>
        {value && mine.length === 0 && (
          <p className="note">{t(search === '' ? 'list.none' : 'list.notFound')}</p>
        )}
        <Cards all={mine} person={person} onRemove={remove} />
        <h3>{t('list.shared')}</h3>
        {value && shared.length === 0 && (
          <p className="note">{t(search === '' ? 'list.noneShared' : 'list.notFound')}</p>
        )}
        <Cards all={shared} person={person} />
      </section>
      {person.place === null && <SentList mayEnd={person.permissions.includes('dashboards.send')} />}
      <Templates search={search} onMake={make} />
      {value && value.deleted.length > 0 && (
        <section aria-labelledby="deleted-title">
          <h3 id="deleted-title">{t('list.deleted')}</h3>
          <ul className="dashboard-rows">
            {value.deleted.map((one) => (
              <li key={one.id}>
                <span>{one.title}</span>{' '}
                <span className="note">{t('list.until', { when: whenText(one.goneAt ?? one.savedAt) })}</span>{' '}
                <button type="button" className="quiet" onClick={() => undelete(one)}>
                  {t('list.undelete')}
                  <span className="unseen"> {one.title}</span>
                </button>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function NewForm({ onMake }: { readonly onMake: (asked: NewDashboard) => void }) {
  const { t } = useStrings('dashboards');
  const [title, setTitle] = useState('');
  const id = useId();
  function send(event: FormEvent): void {
    event.preventDefault();
    onMake({ from: 'nothing', title });
  }
  return (
    <form className="dashboards-new" onSubmit={send}>
      <label htmlFor={id}>{t('new.name')}</label>
      <input id={id} value={title} maxLength={120} required onChange={(e) => setTitle(e.target.value)} />
      <button type="submit">{t('new.make')}</button>
    </form>
  );
}

function Cards(props: {
  readonly all: readonly DashboardSummary[];
  readonly person: SessionAnswer;
  readonly onRemove?: (one: DashboardSummary) => void;
}) {
  const { t } = useStrings('dashboards');
  const { all, person, onRemove } = props;
  return (
    <ul className="dashboard-cards">
      {all.map((one) => (
        <li key={one.id} className="dashboard-card">
          <a href={dashboardAddress(one.id)}>{one.title}</a>
          <p className="note">
            {t('list.saved', { when: whenText(one.savedAt), by: one.savedBy, count: one.widgets })}
            {one.may !== 'own' && ` · ${t(`list.by.${one.may}`, { owner: one.owner ?? t('list.nobody') })}`}
            {one.may === 'own' && one.shared && ` · ${t('list.isShared')}`}
            {one.owner === null && one.may === 'own' && ` · ${t('list.orphan')}`}
          </p>
          {readDraft(person.username, one.id) && <p className="draft-mark">{t('draft.waiting')}</p>}
          {(one.may !== 'read' || onRemove) && (
            <p className="acts">
              {one.may !== 'read' && (
                <a className="quiet-link" href={dashboardAddress(one.id, 'edit')}>
                  {t('edit')}
                  <span className="unseen"> {one.title}</span>
                </a>
              )}
              {onRemove && (
                <button type="button" className="quiet" onClick={() => onRemove(one)}>
                  {t('remove')}
                  <span className="unseen"> {one.title}</span>
                </button>
              )}
            </p>
          )}
        </li>
      ))}
    </ul>
  );
}

function Templates(props: { readonly search: string; readonly onMake: (asked: NewDashboard) => void }) {
  const { t } = useStrings('dashboards');
  const locale = useLocale();
  const { value } = useAsked(dashboards.templates);
  const fits = ({ title, purpose }: Template) =>
    plain(`${title[locale]} ${purpose[locale]}`).includes(plain(props.search));
  return (
    <section aria-labelledby="templates-title">
      <h3 id="templates-title">{t('templates.title')}</h3>
      <ul className="dashboard-cards">
        {value?.filter(fits).map((one) => (
          <li key={one.id} className="dashboard-card">
            <b>{one.title[locale]}</b>
            <p className="note">{one.purpose[locale]}</p>
            <p className="acts">
              <button
                type="button"
                className="quiet"
                onClick={() => props.onMake({ from: 'template', template: one.id, title: one.title[locale] })}
              >
                {t('templates.copy')}
                <span className="unseen"> {one.title[locale]}</span>
              </button>
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
