import type { Role } from '../../electron/contract/live.ts';
import { useLive } from '../data/index.ts';
import { StillFigures } from '../ui/index.ts';
import { Beginning } from './Beginning.tsx';
import { Header } from './Header.tsx';
import { Layers } from './Layers.tsx';
import { PlaybackHeader } from './PlaybackHeader.tsx';
import { useBegun } from './progress.ts';
import { SetupCard } from './SetupCard.tsx';

/** One role: header, its layout, and what the engine wants said over it. */
export function Screen({ role }: { readonly role: Role }) {
  const layout = useLive((s) => s.scene?.layouts[role]);
  const playback = useLive((s) => s.clock?.mode === 'playback');
  // Once is enough: the screen of those who act, which every wall has.
  const setup = useLive((s) => (role === 'operations' ? s.setup : null));
  const begun = useBegun();
  return (
    <main className="screen" data-role={role} data-playback={playback || undefined}>
      {playback ? <PlaybackHeader role={role} /> : <Header role={role} begun={begun} />}
      <StillFigures value={playback}>
        <div className="screen-body">{begun && layout ? <Layers layout={layout} /> : <Beginning />}</div>
      </StillFigures>
      {setup && <SetupCard setup={setup} />}
    </main>
  );
}
