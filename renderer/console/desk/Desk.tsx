import { lazy, Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import type { Permission, SessionAnswer } from '../../../electron/contract/access.ts';
import { connectLive, type Live, LiveContext } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { usePageTitle } from '../pageTitle.ts';
import { usePolled } from '../polling.ts';
import { DeskHeader } from './DeskHeader.tsx';
import { Playback } from './playback/Playback.tsx';
import { InterruptPanel } from './interrupt/InterruptPanel.tsx';
import { OnNow } from '../schedule/OnNow.tsx';
import { type Page, usePage } from './page.ts';
import { DarkPanel } from './DarkPanel.tsx';
import { Scenes } from './Scenes.tsx';
import { Sources } from './Sources.tsx';
import { WallPictures } from './WallPictures.tsx';
import './desk.css';

/** Each page comes when it is opened: the first one does not wait for the others. */
const AccountPage = lazy(async () => ({ default: (await import('../account/AccountPage.tsx')).AccountPage }));
const AuditPage = lazy(async () => ({ default: (await import('../audit/AuditPage.tsx')).AuditPage }));
const DashboardsPage = lazy(async () => ({
  default: (await import('../dashboards/DashboardsPage.tsx')).DashboardsPage,
}));
const HomePage = lazy(async () => ({ default: (await import('../home/HomePage.tsx')).HomePage }));
const MonitorsPage = lazy(async () => ({
  default: (await import('../monitors/MonitorsPage.tsx')).MonitorsPage,
}));
const SchedulePage = lazy(async () => ({
  default: (await import('../schedule/SchedulePage.tsx')).SchedulePage,
}));
const FaultsPage = lazy(async () => ({ default: (await import('../faults/FaultsPage.tsx')).FaultsPage }));
const NetworkPage = lazy(async () => ({ default: (await import('../network/NetworkPage.tsx')).NetworkPage }));
const PeoplePage = lazy(async () => ({ default: (await import('../people/PeoplePage.tsx')).PeoplePage }));
const System = lazy(async () => ({ default: (await import('../system/System.tsx')).System }));
const YearsPage = lazy(async () => ({ default: (await import('../years/YearsPage.tsx')).YearsPage }));
const SourcesPage = lazy(async () => ({ default: (await import('../sources/SourcesPage.tsx')).SourcesPage }));

/** Pictures and monitors are asked for this often, ms. */
const WALL_MS = 3_000;

/** The signed-in page: what the wall shows, what it could show, and where the figures come from. */
export function Desk({ person, onLeft }: { readonly person: SessionAnswer; readonly onLeft: () => void }) {
  const { t } = useStrings('console');
  const page = usePage();
  const may = (permission: Permission) => person.permissions.includes(permission);
  const live = useConnection();
  const wall = usePolled(engine.wall, WALL_MS);
  const content = useRef<HTMLElement>(null);
  usePageTitle(t(`page.${page}`, { ns: 'system' }));
  useFocusOnTurn(page, content);
  const ended = wall.error instanceof ApiError && wall.error.status === 401;
  useEffect(() => {
    if (ended) onLeft();
  }, [ended, onLeft]);

  function signOut(): void {
    void engine.signOut().finally(onLeft);
  }

  return (
    <LiveContext value={live}>
      <button type="button" className="skip" onClick={() => content.current?.focus()}>
        {t('skip')}
      </button>
      <DeskHeader person={person} onSignOut={signOut} />
      <main ref={content} className="desk" tabIndex={-1}>
        <Suspense fallback={<p role="status">{t('opening')}</p>}>
          {person.secondFactorMissing ? (
            <AccountPage person={person} onChanged={onLeft} />
          ) : page === 'home' ? (
            <HomePage person={person} />
          ) : page === 'dashboards' ? (
            <DashboardsPage person={person} />
          ) : page === 'monitors' ? (
            <MonitorsPage wall={wall.value} mayMove={may('wall.run')} onChanged={wall.refresh} />
          ) : page === 'schedule' && person.place === null ? (
            <SchedulePage mayEdit={may('schedules.manage')} mayRun={may('wall.run')} />
          ) : page === 'system' ? (
            <System mayAct={may('system.manage')} />
          ) : page === 'faults' ? (
            <FaultsPage mayAct={may('system.manage')} />
          ) : page === 'sources' && may('sources.manage') ? (
            <SourcesPage />
          ) : page === 'years' ? (
            <YearsPage person={person} />
          ) : page === 'network' && may('wall.run') && person.place === null ? (
            <NetworkPage mayTurn={may('network.manage')} />
          ) : page === 'people' && may('people.manage') ? (
            <PeoplePage me={person.username} mine={person.permissions} />
          ) : page === 'audit' && may('audit.read') && person.place === null ? (
            <AuditPage />
          ) : page === 'account' ? (
            <AccountPage person={person} onChanged={onLeft} />
          ) : person.place === null ? (
            <>
              <WallPictures wall={wall.value} />
              <Scenes shown={wall.value?.shown} mayShow={may('wall.run')} onShown={wall.refresh} />
              <OnNow shown={wall.value?.shown} mayHandBack={may('wall.run')} onChanged={wall.refresh} />
              <DarkPanel mayDarken={may('wall.run')} />
              <InterruptPanel mayShow={may('wall.run')} />
              <Playback mayPlay={may('wall.run')} maySet={may('system.manage')} />
              <Sources mayRead={may('cases.read')} mayCorrect={may('sources.manage')} />
            </>
          ) : (
            // The wall shows the whole organisation.
            <>
              <p className="note">{t('placed', { place: person.place })}</p>
              <Sources mayRead={false} mayCorrect={false} />
            </>
          )}
        </Suspense>
      </main>
    </LiveContext>
  );
}

/** Whoever turns to another page by keyboard goes on in that page. */
function useFocusOnTurn(page: Page, content: RefObject<HTMLElement | null>): void {
  const shown = useRef(page);
  useEffect(() => {
    if (shown.current === page) return;
    shown.current = page;
    content.current?.focus({ preventScroll: true });
  }, [page, content]);
}

/** The live connection, by the session's cookie; closed with the desk. */
function useConnection(): Live {
  const [live] = useState(() => connectLive({ url: window.location.origin, token: null }));
  useEffect(() => () => live.close(), [live]);
  return live;
}
