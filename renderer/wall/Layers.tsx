import { memo, useEffect, useState } from 'react';
import type { Layout } from '../../electron/contract/layouts.ts';
import { FramedWidget } from '../widgets/frame/Frame.tsx';
import { findWidget } from '../widgets/registry.ts';
import './layers.css';

const CROSS_FADE_MS = 400;

interface Layer {
  readonly layout: Layout;
  /** Grows with every layout shown: a new revision of one layout is another layer. */
  readonly turn: number;
}

/** The layout shown; a new one fades in over the old in 400 ms. */
export function Layers({ layout }: { readonly layout: Layout }) {
  const [shown, setShown] = useState<Layer>({ layout, turn: 0 });
  const [leaving, setLeaving] = useState<Layer | null>(null);
  if (shown.layout !== layout) {
    setLeaving(shown);
    setShown({ layout, turn: shown.turn + 1 });
  }
  useEffect(() => {
    if (!leaving) return;
    const gone = setTimeout(() => setLeaving(null), CROSS_FADE_MS);
    return () => clearTimeout(gone);
  }, [leaving]);
  return (
    <>
      {leaving && <Grid key={leaving.turn} layout={leaving.layout} phase="leaving" />}
      <Grid key={shown.turn} layout={shown.layout} phase={leaving ? 'entering' : 'resting'} />
    </>
  );
}

interface GridProps {
  readonly layout: Layout;
  readonly phase: 'entering' | 'leaving' | 'resting';
}

const Grid = memo(function Grid({ layout, phase }: GridProps) {
  return (
    <div className="grid" data-phase={phase} data-layout={layout.id}>
      {layout.widgets.map((placed) => (
        <div
          key={placed.id}
          className="grid-cell"
          style={{
            gridColumn: `${placed.x + 1} / span ${placed.w}`,
            gridRow: `${placed.y + 1} / span ${placed.h}`,
          }}
        >
          <FramedWidget placed={placed} find={findWidget} />
        </div>
      ))}
    </div>
  );
});
