import { Suspense, useEffect, useRef, useState, type RefObject } from 'react';
import type { Permission, SessionAnswer } from '../../../electron/contract/access.ts';
import { connectLive, type Live, LiveContext } from '../../data/index.ts';
import { useStrings } from '../../ui/index.ts';
import { ApiError, engine } from '../api.ts';
import { usePageTitle } from '../pageTitle.ts';
import { usePolled } from '../polling.ts';
import { DeskHeader } from './DeskHeader.tsx';
import { DeskPages, PagesButton, usePagesShown } from './DeskPages.tsx';
import { OpenPage } from './OpenPage.tsx';
import { type Page, usePage } from './page.ts';
import './desk.css';

/** Pictures and monitors are asked for this often, ms. */
const WALL_MS = 3_000;

/** The signed-in page: what the wall shows, what it could show, and where the figures come from. */
export function Desk({
  person,
  onLeft,
  onSignedOut,
}: {
  readonly person: SessionAnswer;
  readonly onLeft: () => void;
  readonly onSignedOut: () => void;
}) {
  const { t } = useStrings('console');
  const page = usePage();
  const pages = usePagesShown();
  const may = (permission: Permission) => person.permissions.includes(permission);
  const live = useConnection();
  useRightsAnew(live, onLeft);
  const wall = usePolled(engine.wall, WALL_MS);
  const content = useRef<HTMLElement>(null);
  usePageTitle(t(`page.${page}`, { ns: 'system' }));
  useFocusOnTurn(page, content);
  const ended = wall.error instanceof ApiError && wall.error.status === 401;
  useEffect(() => {
    if (ended) onLeft();
  }, [ended, onLeft]);

  function signOut(): void {
    void engine.signOut().finally(onSignedOut);
  }

  return (
    <LiveContext value={live}>
      <button type="button" className="skip" onClick={() => content.current?.focus()}>
        {t('skip')}
      </button>
      <DeskHeader person={person} pages={<PagesButton {...pages} />} onSignOut={signOut} />
      <div className="desk-body">
        <DeskPages person={person} open={pages.open} />
        <main ref={content} className="desk" tabIndex={-1}>
          <Suspense fallback={<p role="status">{t('opening')}</p>}>
            <OpenPage page={page} person={person} wall={wall} may={may} onLeft={onLeft} />
          </Suspense>
        </main>
      </div>
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

/**
 * The engine closes the live connection of whoever's session or rights change, and lets one in that it refused before: each
 * time is asked anew who this is and what they may. What changes while there is no connection is asked for by the next one.
 */
function useRightsAnew(live: Live, onLeft: () => void): void {
  useEffect(
    () =>
      live.store.subscribe(({ link }, { link: was }) => {
        if (link !== was) onLeft();
      }),
    [live, onLeft],
  );
}

/** The live connection, by the session's cookie; closed with the desk. */
function useConnection(): Live {
  const [live] = useState(() => connectLive({ url: window.location.origin, token: null }));
  useEffect(() => () => live.close(), [live]);
  return live;
}
