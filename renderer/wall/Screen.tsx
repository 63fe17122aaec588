import type { Role } from '../../electron/contract/live.ts';
import { useLive } from '../data/index.ts';
import { Boundary } from '../widgets/frame/Boundary.tsx';
import { SaidNatures, useSaidNatures } from '../widgets/frame/said.ts';
import { StillFigures, useLocale } from '../ui/index.ts';
import { AlertBanner } from './alerts/AlertBanner.tsx';
import { Beginning } from './Beginning.tsx';
import { Header } from './Header.tsx';
import { Layers } from './Layers.tsx';
import { PlaybackHeader } from './PlaybackHeader.tsx';
import { useBegun } from './progress.ts';
import { SentNote } from './SentNote.tsx';
import { DarkCover } from './dark/DarkCover.tsx';
import { PairingCard } from './pairing/PairingCard.tsx';
import { SetupCard } from './SetupCard.tsx';

interface ScreenProps {
  readonly role: Role;
  /** Further part of the scene that is shown instead of the role's own layout, counted from 1. */
  readonly part?: number | null;
  /** The screen is higher than wide. */
  readonly upright?: boolean;
  readonly unsure?: boolean;
}

/** One role: header, its layout, and what the engine wants said over it. */
export function Screen({ role, part = null, upright = false, unsure = false }: ScreenProps) {
  const locale = useLocale();
  const other = useLive((s) => (part === null ? undefined : s.scene?.parts?.[part - 1]));
  const layout = useLive((s) => other ?? s.scene?.layouts[role]);
  const next = useLive((s) =>
    part === null ? s.prepared?.scene.layouts[role] : s.prepared?.scene.parts?.[part - 1],
  );
  const sent = useLive((s) => part === null && s.scene?.sent?.[role] !== undefined);
  const playback = useLive((s) => s.clock?.mode === 'playback');
  // Once is enough: the screen of those who act, which every wall has.
  const setup = useLive((s) => (role === 'operations' && part === null ? s.setup : null));
  const begun = useBegun();
  const said = useSaidNatures();
  const title = other?.title[locale];
  return (
    <main className="screen" data-role={role} data-playback={playback || undefined}>
      {playback ? (
        <PlaybackHeader role={role} title={title} />
      ) : (
        <Header role={role} begun={begun} title={title} unsure={unsure} />
      )}
      {begun && part === null && (
        <Boundary title="" instead={null}>
          <AlertBanner role={role} sounds={role === 'operations' && !playback} />
        </Boundary>
      )}
      <SaidNatures value={said}>
        <StillFigures value={playback}>
          <div className="screen-body" data-reading={sent ? 'desk' : undefined}>
            {begun && layout ? <Layers layout={layout} next={next} portrait={upright} /> : <Beginning />}
          </div>
        </StillFigures>
      </SaidNatures>
      {part === null && <SentNote role={role} />}
      {setup && <SetupCard setup={setup} />}
      {part === null && <DarkCover roles={[role]} />}
      {role === 'operations' && part === null && <PairingCard />}
    </main>
  );
}
