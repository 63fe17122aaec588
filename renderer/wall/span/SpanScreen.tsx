import { type CSSProperties, useCallback } from 'react';
import type { PlacedWidget, Span } from '../../../electron/contract/layouts.ts';
import type { Role } from '../../../electron/contract/live.ts';
import { useFreshness, useLive } from '../../data/index.ts';
import { StillFigures, useLocale } from '../../ui/index.ts';
import { Beginning } from '../Beginning.tsx';
import { Header } from '../Header.tsx';
import { Layers } from '../Layers.tsx';
import { PlaybackHeader } from '../PlaybackHeader.tsx';
import { useBegun } from '../progress.ts';
import { DarkCover } from '../dark/DarkCover.tsx';
import { PairingCard } from '../pairing/PairingCard.tsx';
import { SetupCard } from '../SetupCard.tsx';
import { seesWidget } from './seesWidget.ts';
import type { SpanView } from '../../screens/spanView.ts';
import './span.css';

interface SpanScreenProps {
  readonly span: Span;
  readonly roles: readonly Role[];
  readonly view: SpanView;
}

/** A window on a canvas that lies over several monitors: the whole canvas, moved so that this part of it shows. */
export function SpanScreen({ span, roles, view }: SpanScreenProps) {
  const locale = useLocale();
  const next = useLive((s) => s.prepared?.scene.span?.layout);
  const playback = useLive((s) => s.clock?.mode === 'playback');
  const setup = useLive((s) => (roles.includes('operations') ? s.setup : null));
  const fresh = useFreshness(null).kind === 'fresh';
  const begun = useBegun();
  const sees = useCallback((placed: PlacedWidget) => seesWidget(placed, view), [view]);
  const [role] = roles;
  if (role === undefined) return null;
  const title = span.layout.title[locale];
  // Below the upper edge a header would hide the middle of the canvas: it comes only with something to say.
  const headed = view.top || playback || !fresh;
  return (
    <main
      className="screen span-screen"
      data-role={role}
      data-playback={playback || undefined}
      data-first={view.first || undefined}
      data-last={view.last || undefined}
      data-over={view.top ? undefined : true}
    >
      <div className="span-canvas" style={canvasStyle(view)}>
        <StillFigures value={playback}>
          <div className="screen-body span-body">
            {begun && (
              <Layers layout={span.layout} next={next} portrait={view.height > view.width} sees={sees} />
            )}
          </div>
        </StillFigures>
      </div>
      {headed && (
        <div className="span-header">
          {playback ? (
            <PlaybackHeader role={role} title={title} />
          ) : (
            <Header role={role} begun={begun} title={title} />
          )}
        </div>
      )}
      {!begun && (
        <div className="screen-body span-beginning">
          <Beginning />
        </div>
      )}
      {setup && <SetupCard setup={setup} />}
      <DarkCover roles={roles} />
      {roles.includes('operations') && <PairingCard />}
    </main>
  );
}

function canvasStyle({ width, height, part }: SpanView): CSSProperties {
  return { width, height, left: -part.x, top: -part.y };
}
