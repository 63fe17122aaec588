import { useEffect, useState } from 'react';
import type { SessionAnswer } from '../../../electron/contract/access.ts';
import { connectLive, type Live, LiveContext } from '../../data/index.ts';
import { ApiError, engine } from '../api.ts';
import { usePolled } from '../polling.ts';
import { DeskHeader } from './DeskHeader.tsx';
import { Playback } from './playback/Playback.tsx';
import { System } from '../system/System.tsx';
import { usePage } from './page.ts';
import { Scenes } from './Scenes.tsx';
import { SourcesPage } from '../sources/SourcesPage.tsx';
import { Sources } from './Sources.tsx';
import { WallPictures } from './WallPictures.tsx';
import './desk.css';

/** Pictures and monitors are asked for this often, ms. */
const WALL_MS = 3_000;

/** The signed-in page: what the wall shows, what it could show, and where the figures come from. */
export function Desk({ person, onLeft }: { readonly person: SessionAnswer; readonly onLeft: () => void }) {
  const page = usePage();
  const live = useConnection();
  const wall = usePolled(engine.wall, WALL_MS);
  const ended = wall.error instanceof ApiError && wall.error.status === 401;
  useEffect(() => {
    if (ended) onLeft();
  }, [ended, onLeft]);

  function signOut(): void {
    void engine.signOut().finally(onLeft);
  }

  return (
    <LiveContext value={live}>
      <DeskHeader person={person} onSignOut={signOut} />
      <main className="desk">
        {page === 'system' ? (
          <System mayAct={person.role === 'administrator'} />
        ) : page === 'sources' && person.role === 'administrator' ? (
          <SourcesPage />
        ) : (
          <>
            <WallPictures wall={wall.value} />
            <Scenes shown={wall.value?.shown} mayShow={person.role !== 'viewer'} onShown={wall.refresh} />
            <Playback role={person.role} />
            <Sources mayCorrect={person.role === 'administrator'} />
          </>
        )}
      </main>
    </LiveContext>
  );
}

/** The live connection, by the session's cookie; closed with the desk. */
function useConnection(): Live {
  const [live] = useState(() => connectLive({ url: window.location.origin, token: null }));
  useEffect(() => () => live.close(), [live]);
  return live;
}
